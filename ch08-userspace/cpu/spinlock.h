// SPDX-License-Identifier: MIT
// cpu/spinlock.h - for data that an interrupt handler, or another CPU, shares.
//
// Whoever holds a spin lock has interrupts off on its CPU. It must be so: a
// handler that interrupted the holder and wanted the same lock would wait for
// ever, for code that cannot go on before the handler is done.
//
// A lock may be taken while others are held only if it comes after all of them
// in this order. Two who took the same two locks in different orders could each
// wait for the other for ever; who keeps to one order cannot.

#pragma once

#include "base/types.h"

enum lock_level {
    LOCK_UNCHECKED, // one that nobody takes while holding another
    LOCK_SCHEDULER,
    LOCK_HEAP,
    LOCK_SPACE,
    LOCK_FRAME,
    LOCK_DEVICE,
    LOCK_KPRINTF,
};

struct cpu;

struct spinlock {
    volatile bool is_held;
    const char *name;       // [i]
    enum lock_level level;  // [i]
    struct spinlock *outer; // taken by the holder before this one
    struct cpu *holder;     // NULL while nobody holds it
};

// Switches interrupts off and waits until the lock is free. Panics if this CPU
// holds it already, or one that comes later in the order.
void spin_lock(struct spinlock *lock);

// Gives the lock back. When the last one goes, interrupts are as they were
// before the first was taken. Panics if this CPU does not hold it.
void spin_unlock(struct spinlock *lock);

bool spin_is_mine(const struct spinlock *lock);

// hook() is called when this CPU has given its last lock back and interrupts
// are on again; NULL takes it away. For the scheduler, to make trouble.
void spin_set_hook(void (*hook)(void));
