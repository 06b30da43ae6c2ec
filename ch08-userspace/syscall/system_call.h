// SPDX-License-Identifier: MIT
// syscall/system_call.h - the door through which a program asks the kernel.

#pragma once

// From now on a program can make system calls, by SYSCALL and by int 0x80.
// Once for each CPU, by main.c.
void syscall_init(void);
