// SPDX-License-Identifier: MIT
// abi/spawn.h - what a parent chooses for a child, and asks about it.

#pragma once

#include "base/types.h"

#define SPAWN_SAME_GROUP (-1)
#define SPAWN_NEW_GROUP  0 // its number is the child's pid

struct spawn_options {
    int32_t group; // one of these, or the number of a group
    // Of the caller: they become 0, 1 and 2. One that keeps its number is
    // inherited like all others.
    int32_t descriptors[3];
};

#define WNOHANG 1 // waitpid() returns 0 if no child has ended yet

// What processes() says of each process.
#define PROCESS_INFO_NAME 24
struct process_info {
    int32_t pid, parent, group;
    int32_t is_zombie; // 1: it has ended, and its parent has not waited
    char name[PROCESS_INFO_NAME];
};
