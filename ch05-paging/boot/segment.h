// SPDX-License-Identifier: MIT
// boot/segment.h - segment descriptors, the entries of the GDT.
//
// Intel SDM Vol. 3A, "Segment Descriptors" and "Code- and Data-Segment
// Descriptor Types". 64-bit mode ignores base and limit; the bits below say
// whether a segment holds code or data, and which kind of code.

#pragma once

#include "base/types.h"

#define SEGMENT_WRITABLE   (UINT64_C(1) << 41) // data: may be written
#define SEGMENT_EXECUTABLE (UINT64_C(1) << 43) // code, not data
#define SEGMENT_CODE_DATA  (UINT64_C(1) << 44) // S: neither gate nor TSS
#define SEGMENT_PRESENT    (UINT64_C(1) << 47)
#define SEGMENT_LONG       (UINT64_C(1) << 53) // L: 64-bit code
