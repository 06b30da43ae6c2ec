// SPDX-License-Identifier: MIT
// test/process/program/isolated_memory.c - keeps a value of its own at one
// address.
//
//     isolated_memory VALUE ROUNDS spin|sleep|call
//
// Ends with 0 if the value stayed for so many rounds.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

static volatile int value;          // in .bss
static volatile int other = 0x5EC8; // in .data

static int number(const char *digits)
{
    int result = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++) {
        result = 10 * result + (*digits - '0');
    }
    return result;
}

int main(int argc, char *argv[])
{
    if (argc != 4) {
        return 100;
    }
    int mine = number(argv[1]);
    volatile int on_stack = mine;
    volatile int *on_heap = sbrk(4096);
    value = other = *on_heap = mine;
    for (int i = 0; i < number(argv[2]); i++) {
        if (argv[3][1] == 'l') {
            sleep_ms(5);
        } else if (argv[3][1] == 'a') {
            getpid();
        }
        if (value != mine || other != mine || on_stack != mine ||
            *on_heap != mine) {
            printf("isolated_memory: %d has another program's value\n", mine);
            return 101;
        }
    }
    return 0;
}
