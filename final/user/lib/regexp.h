// SPDX-License-Identifier: MIT
// user/lib/regexp.h - does a line match a pattern?
//
// Of POSIX's basic regular expressions: . is any byte, * repeats what stands
// before it any number of times, ^ at the start and $ at the end of the pattern
// are the start and the end of the line, and \ takes the special meaning from
// the next byte. All other bytes stand for themselves.

#pragma once

#include "base/types.h"

#define REGEXP_MAX 63 // items of a pattern

struct regexp {
    size_t count; // of items
    bool is_at_start, is_at_end;
    bool ignores_case;
    struct regexp_item {
        uint8_t byte;
        bool is_any;      // any byte
        bool is_repeated; // 0 times or more
    } items[REGEXP_MAX];
};

enum {
    REGEXP_FIXED = 1,       // no byte of the pattern is special
    REGEXP_IGNORE_CASE = 2, // of the letters of ASCII
};

// Returns 0 or -E2BIG, if the pattern has too many items.
MUST_USE int regexp_parse(struct regexp *regexp, const char *pattern,
                          int flags);

// Does any part of the line match?
bool regexp_matches(const struct regexp *regexp, const char *line,
                    size_t length);
