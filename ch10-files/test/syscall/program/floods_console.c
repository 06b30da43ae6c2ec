// SPDX-License-Identifier: MIT
// test/syscall/program/floods_console.c - writes text that costs much to print.

#include "base/string.h"
#include "user/lib/system.h"

#define ROUNDS 10

int main(void)
{
    static const char bytes[] = {'\n', '\t', 'x', '\b'};
    static char text[1024];
    for (size_t i = 0; i < sizeof(bytes); i++) {
        memset(text, bytes[i], sizeof(text));
        for (int round = 0; round < ROUNDS; round++) {
            console_write(text, sizeof(text));
        }
    }
    return 0;
}
