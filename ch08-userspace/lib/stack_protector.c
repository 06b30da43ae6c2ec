// SPDX-License-Identifier: MIT
// lib/stack_protector.c - the two symbols behind -fstack-protector-strong.
//
// A function with an array on its stack puts a copy of the guard between the
// array and the return address, and compares before it returns. Whoever writes
// past the array's end has to write over the copy first.

#include "lib/panic.h"

void __stack_chk_fail(void);

// Used by code that the compiler makes. A zero byte in it stops the string
// functions, which are how most arrays are overrun.
uintptr_t __stack_chk_guard = (uintptr_t)0xF0110C0DECAFE500;

// Called instead of returning, when the copy has changed.
void __stack_chk_fail(void)
{
    panic("a write past the end of an array has damaged the stack of %p",
          __builtin_return_address(0));
}
