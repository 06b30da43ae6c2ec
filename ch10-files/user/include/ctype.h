// SPDX-License-Identifier: MIT
// user/include/ctype.h - classes of characters: those of ASCII.
//
// As in the C standard: byte is an unsigned char or EOF.

#pragma once

#include "base/types.h"

static inline int isdigit(int byte)
{
    return byte >= '0' && byte <= '9';
}

static inline int isspace(int byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline int isprint(int byte)
{
    return byte >= ' ' && byte <= '~';
}

static inline int tolower(int byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}
