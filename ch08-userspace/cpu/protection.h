// SPDX-License-Identifier: MIT
// cpu/protection.h - what the CPU can refuse on our behalf.

#pragma once

#include "x86/paging.h"

// Switches on, where CPUID says that this CPU has it:
//   NX    data is not executed (PTE_NX)
//   WP    the kernel, too, does not write to a page without PTE_WRITE
//   SMEP  the kernel executes no page that is a program's (PTE_USER)
//   SMAP  nor reads or writes one
//   UMIP  a program cannot ask for the addresses of GDT, IDT and TSS
// Once for each CPU, by main.c.
void protection_init(void);

// Between these two the kernel may read and write what is a program's: SMAP is
// suspended, for this thread. For process/user_copy.c alone.
void protection_open_user(void);
void protection_close_user(void);

// The flags without those that this CPU does not know. A bit of a page-table
// entry that it does not know must stay 0, or the page faults.
pte_t protection_known(pte_t flags);
