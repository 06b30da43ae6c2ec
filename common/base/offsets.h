// SPDX-License-Identifier: MIT
// base/offsets.h - how constants get from C into assembly.
//
// A chapter's offsets.c holds a function of EMIT(NAME) lines. It is compiled
// but never linked: make takes the marked lines out of the compiler's assembly
// output and writes offsets.inc for NASM (see kernel.mk). So each constant is
// written once, in the C header that owns it.

#pragma once

// The constant under the name it has in C.
#define EMIT(constant) EMIT_AS(#constant, constant)

// Any constant expression, under a name for it: the offset of a field, say.
#define EMIT_AS(name, value) \
    __asm__ volatile("#OFFSET " name " %0" : : "i"((unsigned long)(value)))
