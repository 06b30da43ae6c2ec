// SPDX-License-Identifier: MIT
// syscall/dispatch.h - how a program's system call reaches its function.

#pragma once

#include "trap/trap_frame.h"

// Lets programs make system calls, by SYSCALL and by int 0x80. main.c calls it
// once for each CPU.
void syscall_init(void);

// Makes the system call that a program asks for by int 0x80.
void syscall_handle_interrupt(struct trap_frame *frame);

// Handles a debug exception in ring 0: see the comment in dispatch.c.
void syscall_handle_debug(struct trap_frame *frame);
