// SPDX-License-Identifier: MIT
// cpu/spinlock.c - for data that an interrupt handler, or another CPU, shares.

#include "cpu/spinlock.h"

#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "x86/cpu.h"
#include "x86/registers.h"

bool spin_is_mine(const struct spinlock *lock)
{
    return lock->is_held && lock->holder == this_cpu();
}

void spin_lock(struct spinlock *lock)
{
    bool were_on = read_flags() & RFLAGS_IF;
    cli(); // first: from here on this_cpu() stays the same
    struct cpu *cpu = this_cpu();
    if (spin_is_mine(lock)) {
        panic("this CPU waits for a spin lock that it holds: %s", lock->name);
    }
    if (cpu->nlocks++ == 0) {
        cpu->interrupts_were_on = were_on;
    }
    while (__atomic_test_and_set(&lock->is_held, __ATOMIC_ACQUIRE)) {
        pause();
    }
    lock->holder = cpu;
}

void spin_unlock(struct spinlock *lock)
{
    struct cpu *cpu = this_cpu();
    if (!spin_is_mine(lock)) {
        panic("a spin lock is given back by who does not hold it: %s",
              lock->name);
    }
    lock->holder = NULL;
    __atomic_clear(&lock->is_held, __ATOMIC_RELEASE);
    if (--cpu->nlocks == 0 && cpu->interrupts_were_on) {
        sti();
    }
}
