// SPDX-License-Identifier: MIT
// cpu/stack.c - stacks with guard pages, which catch an overflow.

#include "cpu/stack.h"

#include "boot/layout.h"
#include "boot/linker_symbols.h"
#include "cpu/tss.h"
#include "lib/panic.h"
#include "x86/cpu.h"

struct guarded_stack {
    uint8_t guard[PAGE_SIZE];
    uint8_t stack[STACK_SIZE];
};

static struct guarded_stack fault_stacks[IST_COUNT - 1]
    __attribute__((aligned(PAGE_SIZE)));

// All stacks. Each lies above its guard page.
static const struct {
    const char *name;
    const uint8_t *guard;
} stacks[] = {
    {"boot", boot_stack_guard},
    {"double fault", fault_stacks[IST_DOUBLE_FAULT - 1].guard},
    {"NMI", fault_stacks[IST_NMI - 1].guard},
    {"machine check", fault_stacks[IST_MACHINE_CHECK - 1].guard},
    {"debug", fault_stacks[IST_DEBUG - 1].guard},
};
_Static_assert(ARRAY_LENGTH(stacks) == IST_COUNT, "boot and one for each IST");

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
    for (size_t i = 0; i < ARRAY_LENGTH(stacks); i++) {
        unmap(stacks[i].guard);
    }
}

uintptr_t stack_end_for_ist(unsigned ist)
{
    KASSERT(ist >= 1 && ist < IST_COUNT);
    return (uintptr_t)(&fault_stacks[ist - 1] + 1);
}

static bool (*others_hold)(uintptr_t address);
static const char *(*others_guarded_at)(uintptr_t address);

void stack_register_lookup(bool (*holds)(uintptr_t address),
                           const char *(*guarded_at)(uintptr_t address))
{
    others_hold = holds;
    others_guarded_at = guarded_at;
}

bool stack_contains(uintptr_t address)
{
    for (size_t i = 0; i < ARRAY_LENGTH(stacks); i++) {
        uintptr_t bottom = (uintptr_t)stacks[i].guard + PAGE_SIZE;
        if (address - bottom < STACK_SIZE - sizeof(uintptr_t)) {
            return true;
        }
    }
    return others_hold != NULL && others_hold(address);
}

const char *stack_guarded_at(uintptr_t address)
{
    for (size_t i = 0; i < ARRAY_LENGTH(stacks); i++) {
        if (address - (uintptr_t)stacks[i].guard < PAGE_SIZE) {
            return stacks[i].name;
        }
    }
    return others_guarded_at != NULL ? others_guarded_at(address) : NULL;
}
