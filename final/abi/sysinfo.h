// SPDX-License-Identifier: MIT
// abi/sysinfo.h - how long the machine has been up, and how full it is.
//
// Laid out as on Linux. What this kernel does not have is 0: load averages,
// swap, memory that processes share.

#pragma once

#include "base/types.h"

struct sysinfo {
    int64_t uptime; // in seconds
    uint64_t loads[3];
    uint64_t totalram, freeram; // in units of mem_unit
    uint64_t sharedram, bufferram, totalswap, freeswap;
    uint16_t procs; // processes
    uint16_t reserved[3];
    uint64_t totalhigh, freehigh;
    uint32_t mem_unit; // in bytes
    uint32_t padding;  // named, so that an initializer sets it to 0
};

_Static_assert(sizeof(struct sysinfo) == 112, "as on Linux");
