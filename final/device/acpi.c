// SPDX-License-Identifier: MIT
// device/acpi.c - how to switch off and reset, from the firmware's tables.
//
// RSDP -> XSDT or RSDT -> FADT -> DSDT. The DSDT is a program in AML, a machine
// language that needs an interpreter. This file only searches the DSDT for the
// package that is named \_S5, as most small kernels do. Each table may be
// damaged: its length and its checksum are tested before it is used.

#include "device/acpi.h"

#include "base/string.h"
#include "device/acpi_tables.h"

#define TABLE_SIZE_MAX (UINT64_C(1) << 20) // a longer one must be damaged

static bool has_sum_zero(const void *start, size_t nbytes)
{
    const uint8_t *bytes = start;
    uint8_t sum = 0;
    for (size_t i = 0; i < nbytes; i++) {
        sum += bytes[i];
    }
    return sum == 0;
}

// Returns the table at an address; NULL if it is damaged or of another kind.
static const struct acpi_header *find_table(acpi_reader *read, uint64_t address,
                                            const char *signature)
{
    const struct acpi_header *table = read(address, sizeof(*table));
    if (table == NULL || memcmp(table->signature, signature, 4) != 0 ||
        table->length < sizeof(*table) || table->length > TABLE_SIZE_MAX) {
        return NULL;
    }
    size_t nbytes = table->length;
    table = read(address, nbytes);
    return table != NULL && has_sum_zero(table, nbytes) ? table : NULL;
}

// Searches the RSDT or XSDT, whose entries have entry_size bytes, for the FADT.
static const struct acpi_header *find_fadt(const struct acpi_header *root,
                                           size_t entry_size, acpi_reader *read)
{
    const uint8_t *entry = (const uint8_t *)(root + 1);
    size_t nentries = (root->length - sizeof(*root)) / entry_size;
    for (size_t i = 0; i < nentries; i++, entry += entry_size) {
        uint64_t address = 0;
        memcpy(&address, entry, entry_size); // little-endian
        const struct acpi_header *table = find_table(read, address, "FACP");
        if (table != NULL) {
            return table;
        }
    }
    return NULL;
}

// --- the DSDT ---

struct aml {
    const uint8_t *next, *end;
};

// Returns the next byte, or -1 at the end.
static int take(struct aml *aml)
{
    return aml->next < aml->end ? *aml->next++ : -1;
}

// Takes a number from 0 to 255; returns -1 if there is none.
static int take_number(struct aml *aml)
{
    int op = take(aml);
    return op == AML_BYTE_PREFIX                   ? take(aml)
           : op == AML_ZERO_OP || op == AML_ONE_OP ? op
                                                   : -1;
}

// Is the name at this place declared, with a package as its value?
static bool begins_declaration(const uint8_t *start, const uint8_t *name)
{
    bool has_root = name > start && name[-1] == AML_ROOT_CHAR;
    const uint8_t *op = name - has_root;
    return op > start && op[-1] == AML_NAME_OP && name[4] == AML_PACKAGE_OP;
}

// Takes the first two elements of the package \_S5.
static bool take_sleep_types(struct aml aml, uint8_t types[2])
{
    int lead = take(&aml); // its top two bits: more bytes of the length
    for (int i = 0; i < lead >> 6; i++) {
        take(&aml);
    }
    if (take(&aml) < 2) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        int type = take_number(&aml);
        if (type < 0 || type > ACPI_SLP_TYP_MAX) {
            return false;
        }
        types[i] = (uint8_t)type;
    }
    return true;
}

static bool find_sleep_types(const struct acpi_header *dsdt, uint8_t types[2])
{
    const uint8_t *start = (const uint8_t *)(dsdt + 1);
    const uint8_t *end = (const uint8_t *)dsdt + dsdt->length;
    for (const uint8_t *name = start; end - name > 4; name++) {
        if (memcmp(name, "_S5_", 4) == 0 && begins_declaration(start, name)) {
            return take_sleep_types((struct aml){name + 5, end}, types);
        }
    }
    return false;
}

// --- the FADT ---

static const char *read_fadt(const struct acpi_fadt *fadt, acpi_reader *read,
                             struct acpi_power *power)
{
    size_t nbytes = fadt->header.length;
    if (nbytes < offsetof(struct acpi_fadt, reset_register)) {
        return "the FADT is cut short";
    }
    power->control[0] = (uint16_t)fadt->pm1a_control_block;
    power->control[1] = (uint16_t)fadt->pm1b_control_block;
    power->smi_port = (uint16_t)fadt->smi_command;
    power->acpi_enable = fadt->acpi_enable;
    if (nbytes >= sizeof(*fadt) && fadt->flags & ACPI_FADT_RESET_REG_SUP &&
        fadt->reset_register.space == ACPI_SPACE_IO) {
        power->reset_port = (uint16_t)fadt->reset_register.address;
        power->reset_value = fadt->reset_value;
    }
    if (power->control[0] == 0) {
        return "the FADT names no PM1a control register";
    }
    const struct acpi_header *dsdt = find_table(read, fadt->dsdt, "DSDT");
    if (dsdt == NULL) {
        return "there is no DSDT, or it is damaged";
    }
    return find_sleep_types(dsdt, power->sleep_type)
               ? NULL
               : "the DSDT has no package \\_S5";
}

const char *acpi_parse(const void *start, size_t nbytes, acpi_reader *read,
                       struct acpi_power *power)
{
    const struct acpi_rsdp *rsdp = start;
    size_t first_size = offsetof(struct acpi_rsdp, length);
    *power = (struct acpi_power){0};
    if (rsdp == NULL) {
        return "the firmware has no ACPI tables";
    }
    if (nbytes < first_size || !has_sum_zero(rsdp, first_size) ||
        memcmp(rsdp->signature, ACPI_RSDP_SIGNATURE, 8) != 0) {
        return "the RSDP is damaged";
    }
    bool has_xsdt = nbytes >= sizeof(*rsdp) && rsdp->revision >= 2 &&
                    has_sum_zero(rsdp, sizeof(*rsdp)) &&
                    rsdp->xsdt_address != 0;
    const struct acpi_header *root =
        has_xsdt ? find_table(read, rsdp->xsdt_address, "XSDT")
                 : find_table(read, rsdp->rsdt_address, "RSDT");
    if (root == NULL) {
        return "there is no table of tables, or it is damaged";
    }
    const struct acpi_header *fadt =
        find_fadt(root, has_xsdt ? sizeof(uint64_t) : sizeof(uint32_t), read);
    if (fadt == NULL) {
        return "there is no FADT, or it is damaged";
    }
    return read_fadt((const struct acpi_fadt *)fadt, read, power);
}
