// SPDX-License-Identifier: MIT
// Walks the page tables of a running program: which pages are the program's,
// which are the kernel's, and with which rights.
//
// Breaks: memory/walk.c: PTE_WRITE | (va < USER_TOP ? PTE_USER : 0);
//     => PTE_WRITE | PTE_USER | 0 * va;
// Breaks: process/loader.c: 0 : PTE_NX => 0 : 0
// Breaks: process/loader.c: PTE_WRITE | PTE_NX => PTE_WRITE
// Breaks: process/process.c: PTE_WRITE | PTE_NX); => PTE_WRITE);

#include "base/kprintf.h"
#include "base/string.h"
#include "boot/layout.h"
#include "cpu/protection.h"
#include "memory/kernel_space.h"
#include "process/user_memory.h"
#include "test/programs.h"
#include "test/runner.h"

#define KERNEL_HALF 256 // the first entry of the PML4 that belongs to it

struct seen {
    size_t ntext, ndata, nstack; // pages of the program
    size_t nkernel;
};

static pte_t *table_behind(pte_t entry)
{
    return phys_to_virt((paddr_t){entry & PTE_ADDRESS});
}

static void look_at(uintptr_t va, pte_t entry, struct seen *seen)
{
    bool is_user_range = va < USER_TOP;
    bool can_write = entry & PTE_WRITE, can_execute = !(entry & PTE_NX);
    if (!EXPECT(!(can_write && can_execute)) ||
        !EXPECT(is_user_range == ((entry & PTE_USER) != 0))) {
        kprintf("the page at %#lx: %#lx\n", va, entry);
    }
    EXPECT(va >= 64 * KIB); // a null pointer faults, and so do fields behind it
    bool is_stack = va >= USER_STACK_END - USER_STACK_SIZE;
    seen->nkernel += !is_user_range;
    seen->ntext += is_user_range && can_execute;
    seen->ndata += is_user_range && can_write && !is_stack;
    seen->nstack += is_user_range && can_write && is_stack;
}

// Checks each page that a table of this level leads to, and that no entry for
// the kernel's half has the user bit.
static void walk(const pte_t *table, unsigned level, uintptr_t base,
                 struct seen *seen)
{
    for (uintptr_t i = 0; i < PAGE_TABLE_COUNT; i++) {
        uintptr_t va = base + (i << (3 + 9 * level));
        if (level == 4 && i >= KERNEL_HALF) {
            va |= UINT64_C(0xFFFF) << 48;
        }
        if (!(table[i] & PTE_PRESENT)) {
            continue;
        }
        if (level == 1 || table[i] & PTE_LARGE) {
            look_at(va, table[i], seen);
            continue;
        }
        EXPECT(va < USER_TOP || !(table[i] & PTE_USER));
        walk(table_behind(table[i]), level - 1, va, seen);
    }
}

TEST(pages_are_writable_or_executable)
{
    if (pte_supported_bits(PTE_NX) == 0) {
        return; // this CPU executes whatever it can read
    }
    struct seen seen = {0};
    int pid = start("initial_memory sleep");
    thread_sleep(500);
    struct process *process = child_of_kernel(pid);
    if (!EXPECT(process != NULL)) {
        return;
    }
    pte_t *root = phys_to_virt(process->user.space.root);
    walk(root, 4, 0, &seen);
    EXPECT(seen.ntext > 0);
    EXPECT(seen.ndata >= 6 + 3); // with .bss and the heap
    EXPECT_EQUAL(seen.nstack, USER_STACK_SIZE / PAGE_SIZE);
    EXPECT(seen.nkernel > 0);

    // The PML4's upper half is the kernel's: later mappings are in it, too.
    const pte_t *kernels = phys_to_virt(kernel_space()->root);
    EXPECT(memcmp(&root[KERNEL_HALF], &kernels[KERNEL_HALF],
                  KERNEL_HALF * sizeof(pte_t)) == 0);
    struct translation found;
    EXPECT(!space_translate(&process->user.space, 0, &found));
    EXPECT(!space_translate(&process->user.space, USER_STACK_END, &found));
    EXPECT(!space_translate(&process->user.space,
                            USER_STACK_END - USER_STACK_SIZE - PAGE_SIZE,
                            &found));
    kill(pid);
}
