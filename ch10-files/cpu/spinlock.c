// SPDX-License-Identifier: MIT
// cpu/spinlock.c - mutual exclusion between CPUs and with interrupt handlers.

#include "cpu/spinlock.h"

#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "x86/cpu.h"
#include "x86/registers.h"

static void (*volatile unlocked_hook)(void);

void spin_set_hook(void (*hook)(void))
{
    unlocked_hook = hook;
}

// Panics if this CPU, which holds at least one lock, must not take this one.
static void check_order(const struct spinlock *lock, const struct cpu *cpu)
{
    if (lock->holder == cpu) {
        panic("deadlock: this CPU takes a spin lock that it holds: %s",
              lock->name);
    }
    const struct spinlock *held = cpu->innermost;
    for (; held != NULL; held = held->outer) {
        if (lock->level != LOCK_UNCHECKED && lock->level <= held->level) {
            panic("spin locks out of order: %s is taken while %s is held",
                  lock->name, held->name);
        }
    }
}

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
    if (cpu->innermost == NULL) {
        cpu->interrupts_were_on = were_on;
    } else {
        check_order(lock, cpu);
    }
    while (!try_lock(lock, cpu)) {
        pause();
    }
    lock->outer = cpu->innermost;
    cpu->innermost = lock;
}

void spin_unlock(struct spinlock *lock)
{
    struct cpu *cpu = this_cpu();
    if (cpu->innermost != lock) {
        panic("this CPU releases a spin lock that it %s: %s",
              lock->holder == cpu ? "did not take last" : "does not hold",
              lock->name);
    }
    cpu->innermost = lock->outer;
    __atomic_store_n(&lock->holder, NULL, __ATOMIC_RELEASE);
    if (cpu->innermost == NULL && cpu->interrupts_were_on) {
        sti();
        void (*hook)(void) = unlocked_hook; // read once
        if (hook != NULL) {
            hook();
        }
    }
}
