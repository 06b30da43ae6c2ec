// SPDX-License-Identifier: MIT
// cpu/spinlock.c - mutual exclusion between CPUs and with interrupt handlers.

#include "cpu/spinlock.h"

#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// Makes cpu the holder, unless the lock has one.
static bool try_lock(struct spinlock *lock, struct cpu *cpu)
{
    struct cpu *holder = NULL;
    return __atomic_compare_exchange_n(&lock->holder, &holder, cpu, false,
                                       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

void spin_lock(struct spinlock *lock)
{
    bool were_on = read_flags() & RFLAGS_IF;
    cli(); // first: an interrupt must not come between the test and the lock
    struct cpu *cpu = this_cpu();
    if (lock->holder == cpu) {
        panic("deadlock: this CPU takes a spin lock that it holds: %s",
              lock->name);
    }
    if (cpu->nlocks++ == 0) {
        cpu->interrupts_were_on = were_on;
    }
    while (!try_lock(lock, cpu)) {
        pause();
    }
}

void spin_unlock(struct spinlock *lock)
{
    struct cpu *cpu = this_cpu();
    if (lock->holder != cpu) {
        panic("this CPU releases a spin lock that it does not hold: %s",
              lock->name);
    }
    __atomic_store_n(&lock->holder, NULL, __ATOMIC_RELEASE);
    if (--cpu->nlocks == 0 && cpu->interrupts_were_on) {
        sti();
    }
}
