// SPDX-License-Identifier: MIT
// user/lib/regexp.c - does a line match a pattern?
//
// The line is read once, from left to right. A set of states, one bit each,
// holds all ways in which the bytes so far can match: in state i the items
// before i have matched. No byte is read twice, whatever the pattern is.

#include "user/lib/regexp.h"

#include <ctype.h>

#include "base/errno.h"

// Reads one item and what repeats it. Returns the place behind it.
static const char *parse_item(struct regexp_item *item, const char *at,
                              bool is_fixed)
{
    *item = (struct regexp_item){0};
    if (!is_fixed) {
        item->is_any = *at == '.';
        at += at[0] == '\\' && at[1] != '\0';
    }
    item->byte = (uint8_t)*at++;
    while (!is_fixed && *at == '*') {
        item->is_repeated = true;
        at++;
    }
    return at;
}

int regexp_parse(struct regexp *regexp, const char *pattern, int flags)
{
    bool is_fixed = flags & REGEXP_FIXED;
    *regexp = (struct regexp){.ignores_case = flags & REGEXP_IGNORE_CASE};
    if (!is_fixed && *pattern == '^') {
        regexp->is_at_start = true;
        pattern++;
    }
    while (*pattern != '\0') {
        if (!is_fixed && pattern[0] == '$' && pattern[1] == '\0') {
            regexp->is_at_end = true;
            break;
        }
        if (regexp->count == REGEXP_MAX) {
            return -E2BIG;
        }
        pattern =
            parse_item(&regexp->items[regexp->count++], pattern, is_fixed);
    }
    return 0;
}

static bool is_match(const struct regexp *regexp,
                     const struct regexp_item *item, uint8_t byte)
{
    return item->is_any || item->byte == byte ||
           (regexp->ignores_case && tolower(item->byte) == tolower(byte));
}

// An item that may stand 0 times can be passed without a byte.
static uint64_t pass_repeated(const struct regexp *regexp, uint64_t states)
{
    for (size_t i = 0; i < regexp->count; i++) {
        if (regexp->items[i].is_repeated) {
            states |= (states >> i & 1) << (i + 1);
        }
    }
    return states;
}

static uint64_t read_byte(const struct regexp *regexp, uint64_t states,
                          uint8_t byte)
{
    uint64_t after = 0;
    for (size_t i = 0; i < regexp->count; i++) {
        const struct regexp_item *item = &regexp->items[i];
        if ((states >> i & 1) != 0 && is_match(regexp, item, byte)) {
            after |= UINT64_C(1) << (item->is_repeated ? i : i + 1);
        }
    }
    return after;
}

bool regexp_matches(const struct regexp *regexp, const char *line,
                    size_t length)
{
    uint64_t start = 1, accepting = UINT64_C(1) << regexp->count;
    uint64_t states = pass_repeated(regexp, start);
    for (size_t i = 0; i < length; i++) {
        if ((states & accepting) != 0 && !regexp->is_at_end) {
            return true;
        }
        states = read_byte(regexp, states, (uint8_t)line[i]);
        if (!regexp->is_at_start) {
            states |= start;
        }
        states = pass_repeated(regexp, states);
    }
    return (states & accepting) != 0;
}
