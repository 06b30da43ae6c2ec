// SPDX-License-Identifier: MIT
// cpu/spinlock.h - mutual exclusion between CPUs and with interrupt handlers.
//
// What lies between spin_lock() and spin_unlock() is a critical section: only
// one CPU at a time executes it, and no interrupt handler of that CPU does.
// Interrupts are off inside: a handler that interrupted the holder and took the
// same lock would wait for ever, a deadlock.
//
// A lock may be taken while others are held only if its level is higher than
// theirs. Two threads that take the same two locks in different orders can each
// wait for the other for ever; with one order they cannot.

#pragma once

#include "base/types.h"

enum lock_level {
    LOCK_UNCHECKED, // never taken while another is held
    LOCK_SCHEDULER,
    LOCK_STACK,
    LOCK_HEAP,
    LOCK_SPACE,
    LOCK_FRAME,
    LOCK_DEVICE,
    LOCK_KPRINTF,
};

struct cpu;

struct spinlock {
    struct cpu *volatile holder; // NULL: the lock is free
    struct spinlock *outer;      // [holder] the lock that it took before
    const char *name;            // [i]: immutable
    enum lock_level level;       // [i]
};

// Switches interrupts off and waits until the lock is free. Panics if this CPU
// holds it already, or holds one of the same or a higher level.
void spin_lock(struct spinlock *lock);

// Releases the lock that this CPU has taken last (else panic). When it holds no
// other, interrupts are again as they were before it took the first.
void spin_unlock(struct spinlock *lock);

// hook() is called when this CPU has released its last lock and interrupts are
// on again; NULL: no call. A scheduler that preempts there finds races.
void spin_set_hook(void (*hook)(void));
