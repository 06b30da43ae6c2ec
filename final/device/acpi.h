// SPDX-License-Identifier: MIT
// device/acpi.h - how to switch off and reset, from the firmware's tables.

#pragma once

#include "base/types.h"

struct acpi_power {
    uint16_t control[2];   // the PM1a and PM1b control ports; 0: none
    uint8_t sleep_type[2]; // what to write there for the state S5, "off"
    uint16_t smi_port; // acpi_enable, written here, begins ACPI mode; 0: none
    uint8_t acpi_enable;
    uint16_t reset_port; // reset_value, written here, resets; 0: none
    uint8_t reset_value;
};

// Returns where nbytes at a physical address can be read, or NULL.
typedef const void *acpi_reader(uint64_t address, size_t nbytes);

// Finds and checks the tables, from the RSDP of nbytes on. The RSDP is NULL if
// the firmware has none. Returns NULL; or what is wrong with the tables, and
// then a port in *power is 0 unless it was found before the fault.
MUST_USE const char *acpi_parse(const void *rsdp, size_t nbytes,
                                acpi_reader *read, struct acpi_power *power);
