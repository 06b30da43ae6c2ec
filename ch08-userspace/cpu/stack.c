// SPDX-License-Identifier: MIT
// cpu/stack.c - stacks that nobody can run off the end of unnoticed.

#include "cpu/stack.h"

#include "boot/layout.h"
#include "boot/places.h"
#include "cpu/tss.h"
#include "lib/panic.h"
#include "x86/cpu.h"

struct guarded_stack {
    uint8_t guard[PAGE_SIZE];
    uint8_t stack[STACK_SIZE];
};

static struct guarded_stack fault_stacks[IST_COUNT - 1]
    __attribute__((aligned(PAGE_SIZE)));

static const char *const fault_stack_names[] = {
    [IST_DOUBLE_FAULT - 1] = "double fault",
    [IST_NMI - 1] = "NMI",
    [IST_MACHINE_CHECK - 1] = "machine check",
    [IST_DEBUG - 1] = "debug",
};
_Static_assert(ARRAY_LENGTH(fault_stack_names) == IST_COUNT - 1, "a name each");

// The page is one of the kernel's own, mapped by boot/tables.asm.
static void unmap(const uint8_t *page)
{
    uintptr_t offset = (uintptr_t)page - KERNEL_BASE;
    KASSERT(is_aligned(offset, PAGE_SIZE) && offset < KERNEL_MAP_SIZE);
    // The tables were linked at their physical address.
    pte_t *table = phys_to_virt((paddr_t){(uintptr_t)boot_pt});
    table[offset / PAGE_SIZE] = 0;
    invlpg(page);
}

void stack_guard_init(void)
{
    unmap(boot_stack_guard);
    for (unsigned i = 0; i < ARRAY_LENGTH(fault_stacks); i++) {
        unmap(fault_stacks[i].guard);
    }
}

uintptr_t stack_end_for_ist(unsigned ist)
{
    KASSERT(ist >= 1 && ist < IST_COUNT);
    return (uintptr_t)(&fault_stacks[ist - 1] + 1);
}

static bool (*others_hold)(uintptr_t address);
static const char *(*others_guarded_at)(uintptr_t address);

void stack_set_others(bool (*holds)(uintptr_t address),
                      const char *(*guarded_at)(uintptr_t address))
{
    others_hold = holds;
    others_guarded_at = guarded_at;
}

bool stack_holds(uintptr_t address)
{
    const uint8_t *bottom = boot_stack_guard + PAGE_SIZE;
    if (address - (uintptr_t)bottom < STACK_SIZE - sizeof(uintptr_t)) {
        return true;
    }
    for (unsigned i = 0; i < ARRAY_LENGTH(fault_stacks); i++) {
        bottom = fault_stacks[i].stack;
        if (address - (uintptr_t)bottom < STACK_SIZE - sizeof(uintptr_t)) {
            return true;
        }
    }
    return others_hold != NULL && others_hold(address);
}

static bool is_in_page(uintptr_t address, const uint8_t *page)
{
    return address - (uintptr_t)page < PAGE_SIZE;
}

const char *stack_guarded_at(uintptr_t address)
{
    if (is_in_page(address, boot_stack_guard)) {
        return "boot";
    }
    for (unsigned i = 0; i < ARRAY_LENGTH(fault_stacks); i++) {
        if (is_in_page(address, fault_stacks[i].guard)) {
            return fault_stack_names[i];
        }
    }
    return others_guarded_at != NULL ? others_guarded_at(address) : NULL;
}
