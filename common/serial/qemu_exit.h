// SPDX-License-Identifier: MIT
// serial/qemu_exit.h - how the kernel ends QEMU and gives it an exit status.
//
// QEMU's device isa-debug-exit (given with -device isa-debug-exit,iobase=0xf4,
// iosize=0x04) ends QEMU with status 2 * code + 1 when code is written to its
// port. QEMU itself returns 1 for its own errors and 0 for a reset of the
// machine, so the codes below give other numbers.

#pragma once

#include "x86/cpu.h"

#define QEMU_EXIT_PORT 0xF4

enum qemu_exit_code {
    QEMU_EXIT_PASSED = 0x10, // status 33
    QEMU_EXIT_FAILED = 0x11, // status 35
};

// Where the device is missing the write has no effect, and the CPU stops here.
_Noreturn static inline void qemu_exit(enum qemu_exit_code code)
{
    outl(QEMU_EXIT_PORT, code);
    halt_forever(); // QEMU ends a moment after the write
}
