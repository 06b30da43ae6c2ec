// SPDX-License-Identifier: MIT
// acpi_parse() against tables made to break it, under sanitizers: first correct
// tables, then each kind of fault by itself, then random damage.
//
// With: device/acpi.c
// Breaks: device/acpi.c: table->length < sizeof(*table) || => 0 ||
// Breaks: device/acpi.c: has_sum_zero(table, nbytes) ? table => true ? table
// Breaks: device/acpi.c: end - name > 4; => end - name > 0;
// Breaks: device/acpi.c: if (take(&aml) < 2) { => if (take(&aml) < 0) {
// Breaks: device/acpi.c: type < 0 || type > ACPI_SLP_TYP_MAX => type < 0
// Breaks: device/acpi.c: nbytes >= sizeof(*fadt) && => true &&
// Breaks: device/acpi.c: rsdp->revision >= 2 && => true &&
// Breaks: device/acpi.c: op > start && op[-1] == AML_NAME_OP && => true &&

#include "device/acpi.h"
#include "device/acpi_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES 300000

enum { ROOT, OTHER, FADT, DSDT, NTABLES };

// The memory of a PC: tables at these addresses, and nothing between them. Each
// is a block of exactly its size, so that the sanitizer reports each read
// outside.
static const uint64_t addresses[] = {0x7FE1000, 0x7FE2003, 0x7FE3001,
                                     0x7FE4000};

static struct {
    unsigned char *bytes;
    size_t nbytes;
} tables[NTABLES];

static struct acpi_rsdp rsdp;
static size_t rsdp_nbytes;

static const void *read(uint64_t address, size_t nbytes)
{
    for (int i = 0; i < NTABLES; i++) {
        uint64_t offset = address - addresses[i];
        if (offset <= tables[i].nbytes && nbytes <= tables[i].nbytes - offset) {
            return tables[i].bytes + offset;
        }
    }
    return NULL;
}

static void make_sum_zero(void *start, size_t nbytes, uint8_t *checksum)
{
    uint8_t sum = 0;
    *checksum = 0;
    for (size_t i = 0; i < nbytes; i++) {
        sum += ((uint8_t *)start)[i];
    }
    *checksum = (uint8_t)-sum;
}

static void make_sums_zero(void)
{
    make_sum_zero(&rsdp, 20, &rsdp.checksum);
    make_sum_zero(&rsdp, sizeof(rsdp), &rsdp.extended_checksum);
    for (int i = 0; i < NTABLES; i++) {
        struct acpi_header *header = (void *)tables[i].bytes;
        bool is_shorter = header->length < tables[i].nbytes;
        make_sum_zero(header, is_shorter ? header->length : tables[i].nbytes,
                      &header->checksum);
    }
}

static void put(int table, const char *signature, const void *content,
                size_t nbytes)
{
    struct acpi_header header = {.length = (uint32_t)(sizeof(header) + nbytes)};
    memcpy(header.signature, signature, 4);
    free(tables[table].bytes);
    tables[table].bytes = malloc(header.length);
    tables[table].nbytes = header.length;
    memcpy(tables[table].bytes, &header, sizeof(header));
    memcpy(tables[table].bytes + sizeof(header), content, nbytes);
}

static struct acpi_header *header_of(int table)
{
    return (void *)tables[table].bytes;
}

static struct acpi_fadt *fadt(void)
{
    return (void *)tables[FADT].bytes;
}

// A string that equals the package's name comes first.
static const unsigned char code[] =
    "\x10\x20_TZ_\x0D_S5_\x12\x00\x08\\_S5_\x12\x40\x00\x04\x0A\x05\x01\x00";
#define PACKAGE_COUNT (sizeof(code) - 6) // where its count, 4, lies
#define PACKAGE_TYPE  (sizeof(code) - 4) // and its first element, 5

static void put_code(size_t nbytes)
{
    put(DSDT, "DSDT", code, nbytes);
}

// Makes correct tables, of an old machine or of a newer one.
static void make_good(bool is_new)
{
    uint64_t entries[] = {1, addresses[OTHER], addresses[FADT]};
    uint32_t old_entries[] = {1, (uint32_t)entries[1], (uint32_t)entries[2]};
    struct acpi_fadt good = {
        .dsdt = (uint32_t)addresses[DSDT],
        .smi_command = 0xB2,
        .acpi_enable = 0xF1,
        .pm1a_control_block = 0x604,
        .flags = ACPI_FADT_RESET_REG_SUP,
        .reset_register = {ACPI_SPACE_IO, 8, 0, 1, 0xCF9},
        .reset_value = 15,
    };
    rsdp = (struct acpi_rsdp){.signature = "RSD PTR",
                              .revision = is_new ? 2 : 0,
                              .rsdt_address = (uint32_t)addresses[ROOT],
                              .length = sizeof(rsdp),
                              .xsdt_address = addresses[ROOT]};
    rsdp.signature[7] = ' ';
    rsdp_nbytes = is_new ? sizeof(rsdp) : 20;
    if (is_new) {
        rsdp.rsdt_address = 1;
        put(ROOT, "XSDT", entries, sizeof(entries));
    } else {
        put(ROOT, "RSDT", old_entries, sizeof(old_entries));
    }
    put(OTHER, "APIC", "other", 5);
    put(FADT, "FACP", (char *)&good + sizeof(good.header),
        (is_new ? sizeof(good) : 116) - sizeof(good.header));
    put_code(sizeof(code));
}

static const char *parse(struct acpi_power *power)
{
    unsigned char *exact = malloc(rsdp_nbytes);
    memcpy(exact, &rsdp, rsdp_nbytes);
    const char *wrong = acpi_parse(exact, rsdp_nbytes, read, power);
    free(exact);
    return wrong;
}

static void require(bool holds, int line)
{
    if (!holds) {
        printf("line %d\n", line);
        exit(1);
    }
}

#define REQUIRE(condition) require((condition), __LINE__)

static void expect(const char *expected, int line)
{
    struct acpi_power power;
    const char *wrong = parse(&power);
    if (wrong == NULL || strcmp(wrong, expected) != 0) {
        printf("line %d: expected \"%s\", got \"%s\"\n", line, expected,
               wrong ? wrong : "ok");
        exit(1);
    }
}

// Makes one fault in correct tables of a newer machine.
#define TRY(statement, expected)    \
    do {                            \
        make_good(true);            \
        statement;                  \
        make_sums_zero();           \
        expect(expected, __LINE__); \
    } while (0)

static void try_good(void)
{
    struct acpi_power power;
    for (int is_new = 0; is_new < 2; is_new++) {
        make_good(is_new);
        make_sums_zero();
        REQUIRE(parse(&power) == NULL);
        REQUIRE(power.control[0] == 0x604 && power.control[1] == 0);
        REQUIRE(power.sleep_type[0] == 5 && power.sleep_type[1] == 1);
        REQUIRE(power.smi_port == 0xB2 && power.acpi_enable == 0xF1);
        REQUIRE(power.reset_port == (is_new ? 0xCF9 : 0));
        REQUIRE(power.reset_value == (is_new ? 15 : 0));
    }
    fadt()->flags = 0;
    make_sums_zero();
    REQUIRE(parse(&power) == NULL && power.reset_port == 0);
    fadt()->flags = ACPI_FADT_RESET_REG_SUP;
    fadt()->reset_register.space = 0;
    make_sums_zero();
    REQUIRE(parse(&power) == NULL && power.reset_port == 0);
}

static void try_bad_sums(void)
{
    static const char *const expected[] = {
        "there is no table of tables, or it is damaged", NULL,
        "there is no FADT, or it is damaged",
        "there is no DSDT, or it is damaged"};
    for (int i = 0; i < NTABLES; i++) {
        struct acpi_power power;
        make_good(true);
        make_sums_zero();
        header_of(i)->oem_revision++;
        if (expected[i] != NULL) {
            expect(expected[i], __LINE__);
        } else {
            REQUIRE(parse(&power) == NULL);
        }
    }
    make_good(true);
    make_sums_zero();
    rsdp.checksum++;
    expect("the RSDP is damaged", __LINE__);
}

static void try_each_fault(void)
{
    struct acpi_power power;
    const char *no_root = "there is no table of tables, or it is damaged";
    const char *no_fadt = "there is no FADT, or it is damaged";
    const char *no_s5 = "the DSDT has no package \\_S5";
    REQUIRE(strcmp(acpi_parse(NULL, 0, read, &power),
                   "the firmware has no ACPI tables") == 0);
    TRY(rsdp_nbytes = 19, "the RSDP is damaged");
    TRY(rsdp_nbytes = 0, "the RSDP is damaged");
    TRY(rsdp.signature[0] = 'r', "the RSDP is damaged");
    TRY(rsdp.revision = 1, no_root); // then the XSDT is not used
    TRY(rsdp.xsdt_address = addresses[OTHER], no_root);
    TRY(rsdp.xsdt_address = UINT64_MAX, no_root);
    TRY(header_of(ROOT)->length = 35, no_root);
    TRY(header_of(ROOT)->length = UINT32_MAX, no_root);
    TRY(header_of(ROOT)->length++, no_root);
    TRY(header_of(ROOT)->length = 36, no_fadt);
    TRY(header_of(FADT)->signature[0] = 'f', no_fadt);
    TRY(fadt()->pm1a_control_block = 0,
        "the FADT names no PM1a control register");
    TRY(put(FADT, "FACP", &power, sizeof(power)), "the FADT is cut short");
    TRY(fadt()->dsdt = 0, "there is no DSDT, or it is damaged");
    TRY(put_code(0), no_s5);
    for (size_t nbytes = 0; nbytes < sizeof(code) - 2; nbytes++) {
        TRY(put_code(nbytes), no_s5); // cut at each byte
    }
    TRY(tables[DSDT].bytes[36 + PACKAGE_COUNT] = 1, no_s5);
    TRY(tables[DSDT].bytes[36 + PACKAGE_TYPE] = 8, no_s5);
    TRY(tables[DSDT].bytes[36 + PACKAGE_TYPE - 1] = 0x0C, no_s5);
}

static void damage(void)
{
    for (int i = 1 + rand() % 4; i > 0; i--) {
        int which = rand() % (NTABLES + 1);
        bool is_table = which < NTABLES;
        unsigned char *bytes =
            is_table ? tables[which].bytes : (unsigned char *)&rsdp;
        size_t nbytes = is_table ? tables[which].nbytes : sizeof(rsdp);
        size_t at = (size_t)rand() % nbytes;
        if (rand() % 2) {
            bytes[at] = (unsigned char)rand();
        } else {
            memset(bytes + at, rand() % 2 ? 0xFF : 0,
                   nbytes - at < 4 ? nbytes - at : 4);
        }
    }
}

int main(void)
{
    unsigned nrefused = 0;
    srand(1);
    try_good();
    try_bad_sums();
    try_each_fault();
    for (int i = 0; i < CASES; i++) {
        struct acpi_power power;
        make_good(rand() % 2);
        damage();
        if (rand() % 8 != 0) {
            make_sums_zero();
        }
        if (parse(&power) != NULL) {
            nrefused++;
            continue;
        }
        REQUIRE(power.control[0] != 0);
        REQUIRE(power.sleep_type[0] <= 7 && power.sleep_type[1] <= 7);
    }
    printf("%d random cases, %u refused\n", CASES, nrefused);
    return nrefused == 0 || nrefused == CASES; // both would prove nothing
}
