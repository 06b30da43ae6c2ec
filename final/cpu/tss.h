// SPDX-License-Identifier: MIT
// cpu/tss.h - where the CPU finds stacks.
//
// Intel SDM Vol. 3A, "64-Bit Task State Segment". In 64-bit mode this is not a
// task: it holds stack pointers that the CPU loads, and the I/O map's offset.

#pragma once

#include "base/types.h"

// A gate of the IDT may name one of seven stacks, to which the CPU then always
// switches: "Interrupt Stack Table". Each exception that may come while rsp is
// not usable has such a stack of its own.
enum ist {
    IST_NONE, // stay on the stack that is in use
    IST_DOUBLE_FAULT,
    IST_NMI,
    IST_MACHINE_CHECK,
    IST_DEBUG,
    IST_COUNT
};

struct __attribute__((packed)) tss {
    uint32_t reserved0;
    uint64_t rsp[3]; // loaded on a change to ring 0, 1, 2
    uint64_t reserved1;
    uint64_t ist[7]; // IST 1 to 7
    uint64_t reserved2;
    uint16_t reserved3;
    uint16_t io_map_base; // from the TSS's start
};

_Static_assert(sizeof(struct tss) == 104, "64-Bit Task State Segment");
