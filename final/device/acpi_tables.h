// SPDX-License-Identifier: MIT
// device/acpi_tables.h - the tables in which firmware describes the machine.
//
// Names from "Advanced Configuration and Power Interface Specification",
// chapters "ACPI Software Programming Model", "ACPI Hardware Specification" and
// "ACPI Machine Language". Only what is needed to switch off or reset.

#pragma once

#include "base/types.h"

#define PACKED __attribute__((packed)) // fields lie at any byte

// Root System Description Pointer. Its first version ends at `length`.
#define ACPI_RSDP_SIGNATURE "RSD PTR "
struct acpi_rsdp {
    char signature[8];
    uint8_t checksum; // makes the sum of the first version's bytes 0
    char oem_id[6];
    uint8_t revision; // 2 or more: all fields are there
    uint32_t rsdt_address;
    uint32_t length;
    uint64_t xsdt_address; // 0: there is none
    uint8_t extended_checksum;
    uint8_t reserved[3];
} PACKED;

// Each table begins with this header.
struct acpi_header {
    char signature[4];
    uint32_t length; // of the table, in bytes, with this header
    uint8_t revision;
    uint8_t checksum; // makes the sum of all bytes of the table 0
    char oem_id[6], oem_table_id[8];
    uint32_t oem_revision, creator_id, creator_revision;
} PACKED;

struct acpi_address { // Generic Address Structure
    uint8_t space;
    uint8_t bit_width, bit_offset, access_size;
    uint64_t address;
} PACKED;

#define ACPI_SPACE_IO 1 // the address is a port

// Fixed ACPI Description Table, signature FACP. Its first version, of 116
// bytes, ends at reset_register.
struct acpi_fadt {
    struct acpi_header header;
    uint32_t firmware_ctrl, dsdt;
    uint8_t reserved, preferred_pm_profile;
    uint16_t sci_interrupt;
    uint32_t smi_command;
    uint8_t acpi_enable, acpi_disable, s4bios_request, pstate_control;
    uint32_t pm1a_event_block, pm1b_event_block;
    uint32_t pm1a_control_block, pm1b_control_block; // ports
    uint8_t others[40];
    uint32_t flags;
    struct acpi_address reset_register;
    uint8_t reset_value;
} PACKED;

#define ACPI_FADT_RESET_REG_SUP (1 << 10) // in flags: reset_register works

_Static_assert(sizeof(struct acpi_rsdp) == 36, "RSDP");
_Static_assert(offsetof(struct acpi_rsdp, length) == 20, "RSDP, ACPI 1.0");
_Static_assert(sizeof(struct acpi_header) == 36, "DESCRIPTION_HEADER");
_Static_assert(offsetof(struct acpi_fadt, flags) == 112, "FADT");
_Static_assert(offsetof(struct acpi_fadt, reset_register) == 116, "FADT");

// PM1 Control Registers
#define ACPI_PM1_SCI_EN      (1 << 0) // the machine is in ACPI mode
#define ACPI_PM1_SLP_TYP_BIT 10       // the number of its first bit; it has 3
#define ACPI_PM1_SLP_EN      (1 << 13)

#define ACPI_SLP_TYP_MAX 7

// The machine language, in which the DSDT is written.
#define AML_ZERO_OP     0x00
#define AML_ONE_OP      0x01
#define AML_NAME_OP     0x08 // a name and its value follow
#define AML_BYTE_PREFIX 0x0A
#define AML_PACKAGE_OP  0x12
#define AML_ROOT_CHAR   '\\' // begins a name at the root of the name space
