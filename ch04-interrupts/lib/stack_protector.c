// SPDX-License-Identifier: MIT
// lib/stack_protector.c - the two symbols behind -fstack-protector-strong.
//
// A function with an array on its stack puts a copy of the guard between the
// array and the return address, and compares the two before it returns. A write
// past the array's end changes the copy before it reaches the return address.

#include "lib/panic.h"

void __stack_chk_fail(void);

// Read by code that the compiler generates. It contains a zero byte, where the
// string functions stop, and these cause most overruns.
uintptr_t __stack_chk_guard = (uintptr_t)0xF0110C0DECAFE500;

// Called by a protected function instead of returning, if its copy has changed.
void __stack_chk_fail(void)
{
    panic("a write past the end of an array has damaged the stack of %p",
          __builtin_return_address(0));
}
