// SPDX-License-Identifier: MIT
// x86/segment.h - segment descriptors, the entries of the GDT.
//
// Intel SDM Vol. 3A, "Segment Descriptors" and "Code- and Data-Segment
// Descriptor Types". 64-bit mode ignores base and limit; what is left of a
// segment is what kind of code may run in it.

#pragma once

#include "base/types.h"

#define SEGMENT_WRITABLE   (UINT64_C(1) << 41) // data: may be written
#define SEGMENT_EXECUTABLE (UINT64_C(1) << 43) // code, not data
#define SEGMENT_CODE_DATA  (UINT64_C(1) << 44) // S: neither gate nor TSS
#define SEGMENT_RING_3     (UINT64_C(3) << 45) // DPL
#define SEGMENT_PRESENT    (UINT64_C(1) << 47)
#define SEGMENT_LONG       (UINT64_C(1) << 53) // L: 64-bit code

// A TSS has a descriptor of two entries, and S clear: "TSS Descriptor in 64-bit
// Mode".
#define SEGMENT_TSS_AVAILABLE (UINT64_C(9) << 40) // the type
#define SEGMENT_LIMIT(limit)  ((uint64_t)(limit)&0xFFFF)
#define SEGMENT_BASE_LOW(base) \
    (((uint64_t)(base)&0xFFFFFF) << 16 | ((uint64_t)(base) >> 24 & 0xFF) << 56)
#define SEGMENT_BASE_HIGH(base) ((uint64_t)(base) >> 32)
