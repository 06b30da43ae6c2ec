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

static void (*volatile unlocked_hook)(void);

void spin_set_hook(void (*hook)(void))
{
    unlocked_hook = hook;
}

// held: the innermost one; the others are further out.
static void check_order(const struct spinlock *lock,
                        const struct spinlock *held)
{
    for (; held != NULL; held = held->outer) {
        if (lock->level != LOCK_UNCHECKED && lock->level <= held->level) {
            panic("spin locks out of order: %s is taken while %s is held",
                  lock->name, held->name);
        }
    }
}

void spin_lock(struct spinlock *lock)
{
    bool were_on = read_flags() & RFLAGS_IF;
    cli(); // first: from here on this_cpu() stays the same
    struct cpu *cpu = this_cpu();
    if (spin_is_mine(lock)) {
        panic("this CPU waits for a spin lock that it holds: %s", lock->name);
    }
    check_order(lock, cpu->innermost);
    if (cpu->innermost == NULL) {
        cpu->interrupts_were_on = were_on;
    }
    while (__atomic_test_and_set(&lock->is_held, __ATOMIC_ACQUIRE)) {
        pause();
    }
    lock->holder = cpu;
    lock->outer = cpu->innermost;
    cpu->innermost = lock;
}

void spin_unlock(struct spinlock *lock)
{
    struct cpu *cpu = this_cpu();
    if (!spin_is_mine(lock)) {
        panic("a spin lock is given back by who does not hold it: %s",
              lock->name);
    }
    // Mostly it is the innermost one; but any order is allowed here.
    struct spinlock **link = &cpu->innermost;
    while (*link != lock) {
        link = &(*link)->outer;
    }
    *link = lock->outer;
    lock->holder = NULL;
    __atomic_clear(&lock->is_held, __ATOMIC_RELEASE);
    if (cpu->innermost == NULL && cpu->interrupts_were_on) {
        sti();
        void (*hook)(void) = unlocked_hook; // once: it may go at any time
        if (hook != NULL) {
            hook();
        }
    }
}
