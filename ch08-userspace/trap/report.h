// SPDX-License-Identifier: MIT
// trap/report.h - an exception, in words.

#pragma once

#include "trap/trap_frame.h"

// What happened and where, in a line; for some, a few lines more.
void trap_describe(const struct trap_frame *frame);

// The same, and the registers, the bytes of the code, and who called
// whom.
void trap_report(const struct trap_frame *frame);

// That as a panic.
_Noreturn void trap_panic(const struct trap_frame *frame);

// From now on the lines about a page fault end in what explain() has to say of
// the address. It may be called at any place, with any lock held.
void trap_set_explainer(void (*explain)(uintptr_t address));

// Some of these words, for others who report: "page fault (#PF)", and for the
// error code of one "a write" and "no page is mapped there".
const char *trap_name(uint64_t vector);
const char *page_fault_access(uint64_t error);
const char *page_fault_reason(uint64_t error);
