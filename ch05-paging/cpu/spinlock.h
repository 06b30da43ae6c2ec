// SPDX-License-Identifier: MIT
// cpu/spinlock.h - mutual exclusion between CPUs and with interrupt handlers.
//
// What lies between spin_lock() and spin_unlock() is a critical section: only
// one CPU at a time executes it, and no interrupt handler of that CPU does.
// Interrupts are off inside: a handler that interrupted the holder and took the
// same lock would wait for ever, a deadlock.
//
// Lock order, outermost first: an address space's lock, frame_lock. kprintf's
// lock may be taken while any other is held.

#pragma once

#include "base/types.h"

struct cpu;

struct spinlock {
    struct cpu *volatile holder; // NULL: the lock is free
    const char *name;            // [i]: immutable
};

// Switches interrupts off and waits until the lock is free. Panics if this CPU
// holds it already.
void spin_lock(struct spinlock *lock);

// Releases the lock. When the CPU's last lock is released, interrupts are again
// as they were before the first was taken. Panics if this CPU does not hold it.
void spin_unlock(struct spinlock *lock);
