// SPDX-License-Identifier: MIT
// trap/report.h - an exception, in words.

#pragma once

#include "trap/trap_frame.h"

// Prints a line with the exception and where it happened, and a few lines about
// its error code, if it has one.
void trap_describe(const struct trap_frame *frame);

// Prints the same, then the registers, the bytes at rip, and a backtrace.
void trap_report(const struct trap_frame *frame);

// Panics with the full report.
_Noreturn void trap_panic(const struct trap_frame *frame);

// Registers a function that describes a page fault's address in the report. The
// interrupted code may hold any lock, so describe() must not take one.
void page_fault_set_describer(void (*describe)(uintptr_t address));

// For other reports: the name of a vector, "page fault (#PF)"; a page fault's
// access, "a write", and its reason, "no page is mapped there".
const char *trap_name(uint64_t vector);
const char *page_fault_access(uint64_t error);
const char *page_fault_reason(uint64_t error);
