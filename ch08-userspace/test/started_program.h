// SPDX-License-Identifier: MIT
// test/started_program.h - a program with arguments, started by a test.

#pragma once

#include "base/string.h"
#include "process/process.h"

// Its pid, or a negative errno. The last of the words is NULL.
static inline int start_program(const char *const words[])
{
    static struct arguments arguments; // too large for our stack
    arguments.count = arguments.nbytes = 0;
    for (size_t i = 0; words[i] != NULL; i++) {
        int result = arguments_add(&arguments, words[i], strlen(words[i]));
        if (result != 0) {
            return result;
        }
    }
    return process_start(words[0], &arguments);
}

// How it ended, or a negative errno.
static inline int end_of_program(int pid, uint64_t timeout_ms)
{
    int status;
    int result = process_wait(pid, &status, timeout_ms);
    return result == pid ? status : result;
}
