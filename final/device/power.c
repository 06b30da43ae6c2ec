// SPDX-License-Identifier: MIT
// device/power.c - switches the machine off, or resets it.

#include "device/power.h"

#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "device/acpi.h"
#include "device/acpi_tables.h"
#include "device/keyboard_registers.h"
#include "x86/cpu.h"

// Until we give up: this many reads of a port take some seconds.
#define POLLS_MAX 3000000

// The tables of a PC lie below 4 GiB, where boot has mapped all addresses.
static const void *read(uint64_t address, size_t nbytes)
{
    bool is_mapped = address < DIRECT_MAP_BOOT_SIZE &&
                     nbytes <= DIRECT_MAP_BOOT_SIZE - address;
    return is_mapped ? phys_to_virt((paddr_t){address}) : NULL;
}

static const char *parse(struct acpi_power *power)
{
    return acpi_parse(bootinfo()->rsdp, bootinfo()->rsdp_nbytes, read, power);
}

// Until the kernel asks for ACPI mode, the firmware may control the power
// registers. A machine without a port for this is always in ACPI mode.
static bool begin_acpi_mode(const struct acpi_power *power)
{
    uint16_t control = power->control[0];
    if (power->smi_port == 0 || inw(control) & ACPI_PM1_SCI_EN) {
        return true;
    }
    outb(power->smi_port, power->acpi_enable);
    for (unsigned poll = 0; poll < POLLS_MAX; poll++) {
        if (inw(control) & ACPI_PM1_SCI_EN) {
            return true;
        }
    }
    return false;
}

const char *power_off(void)
{
    struct acpi_power power;
    const char *wrong = parse(&power);
    if (wrong != NULL) {
        return wrong;
    }
    if (!begin_acpi_mode(&power)) {
        return "the firmware does not begin ACPI mode";
    }
    for (int i = 0; i < 2 && power.control[i] != 0; i++) {
        unsigned type = (unsigned)power.sleep_type[i] << ACPI_PM1_SLP_TYP_BIT;
        unsigned mask = ACPI_SLP_TYP_MAX << ACPI_PM1_SLP_TYP_BIT;
        unsigned kept = inw(power.control[i]) & ~mask;
        outw(power.control[i], (uint16_t)(kept | type | ACPI_PM1_SLP_EN));
    }
    return NULL;
}

// In each PC since the AT, the keyboard controller can reset the CPU.
void power_reset(void)
{
    struct acpi_power power;
    const char *wrong = parse(&power);
    (void)wrong; // reset_port is 0 if the tables do not name it
    if (power.reset_port != 0) {
        outb(power.reset_port, power.reset_value);
    }
    outb(I8042_COMMAND, I8042_RESET);
}
