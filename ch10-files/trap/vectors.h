// SPDX-License-Identifier: MIT
// trap/vectors.h - what each of the 256 vectors is for.
//
// Intel SDM Vol. 3A, table "Protected-Mode Exceptions and Interrupts".

#pragma once

#define VECTOR_DEBUG               1
#define VECTOR_NMI                 2
#define VECTOR_BREAKPOINT          3
#define VECTOR_INVALID_OPCODE      6
#define VECTOR_DOUBLE_FAULT        8
#define VECTOR_INVALID_TSS         10
#define VECTOR_SEGMENT_NOT_PRESENT 11
#define VECTOR_STACK_FAULT         12
#define VECTOR_GENERAL_PROTECTION  13
#define VECTOR_PAGE_FAULT          14
#define VECTOR_MACHINE_CHECK       18
#define VECTOR_EXCEPTIONS_END      32 // the CPU's own are below this

#define VECTOR_IRQ_BASE 32 // IRQ 0 to 15, as trap/pic.c sets them
#define VECTOR_SYSCALL  0x80
#define VECTOR_COUNT    256

#define TRAP_STUB_SIZE 16 // bytes between two stubs in trap/stubs.asm
