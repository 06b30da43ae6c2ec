// SPDX-License-Identifier: MIT
// user/lib/strtol.c - a number that is written as text.

#include "user/include/stdlib.h"

// Returns the value of a digit; 36 if the character is not a digit.
static unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return (unsigned)(c - '0');
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'z' ? 10 + (unsigned)(lower - 'a') : 36;
}

static bool has_hex_prefix(const char *text)
{
    return text[0] == '0' && (text[1] | 0x20) == 'x' &&
           digit_value(text[2]) < 16;
}

long strtol(const char *text, char **end, int base)
{
    const char *next = text;
    while (*next == ' ' || (*next >= '\t' && *next <= '\r')) {
        next++;
    }
    bool is_negative = *next == '-';
    next += *next == '-' || *next == '+';
    bool is_hex = (base == 0 || base == 16) && has_hex_prefix(next);
    next += is_hex ? 2 : 0;
    if (base == 0) {
        base = is_hex ? 16 : *next == '0' ? 8 : 10;
    }

    const char *first = next;
    long value = 0; // negative: INT64_MIN has no positive counterpart
    bool overflows = false;
    for (; digit_value(*next) < (unsigned)base; next++) {
        overflows |=
            __builtin_mul_overflow(value, base, &value) ||
            __builtin_sub_overflow(value, (long)digit_value(*next), &value);
    }
    if (end != NULL) {
        *end = (char *)(next > first ? next : text);
    }
    if (overflows || (!is_negative && value == INT64_MIN)) {
        return is_negative ? INT64_MIN : INT64_MAX;
    }
    return is_negative ? value : -value;
}
