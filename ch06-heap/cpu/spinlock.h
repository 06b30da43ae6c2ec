// SPDX-License-Identifier: MIT
// cpu/spinlock.h - for data that an interrupt handler, or another CPU, shares.
//
// Whoever holds a spin lock has interrupts off on its CPU. It must be so: a
// handler that interrupted the holder and wanted the same lock would wait for
// ever, for code that cannot go on before the handler is done.
//
// Lock order, outermost first: an allocator's, an address space's, frame_lock.
// kprintf's may be taken while any is held.

#pragma once

#include "base/types.h"

struct cpu;

struct spinlock {
    volatile bool is_held;
    const char *name;   // [i]
    struct cpu *holder; // NULL while nobody holds it
};

// Switches interrupts off and waits until the lock is free. Panics if this CPU
// holds it already.
void spin_lock(struct spinlock *lock);

// Gives the lock back. When the last one goes, interrupts are as they were
// before the first was taken. Panics if this CPU does not hold it.
void spin_unlock(struct spinlock *lock);

bool spin_is_mine(const struct spinlock *lock);
