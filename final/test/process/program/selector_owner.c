// SPDX-License-Identifier: MIT
// test/process/program/selector_owner.c - has a value in each segment register.
//
//     selector_owner SELECTOR ROUNDS
//
// First it checks that all are zero, as at the start of a program.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

struct selectors {
    uint16_t ds, es, fs, gs;
};

static struct selectors read_all(void)
{
    struct selectors found;
    __asm__ volatile("mov %%ds, %0\nmov %%es, %1\nmov %%fs, %2\nmov %%gs, %3"
                     : "=r"(found.ds), "=r"(found.es), "=r"(found.fs),
                       "=r"(found.gs));
    return found;
}

static bool are_all(uint16_t value)
{
    struct selectors found = read_all();
    return found.ds == value && found.es == value && found.fs == value &&
           found.gs == value;
}

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
    if (!are_all(0)) {
        puts("selector_owner: it begins with another program's");
        return 1;
    }
    if (argc != 3) {
        return 2;
    }
    uint16_t mine = (uint16_t)number(argv[1]);
    __asm__ volatile("mov %0, %%ds\nmov %0, %%es\nmov %0, %%fs\nmov %0, %%gs"
                     :
                     : "r"(mine));
    for (int round = 0; round < number(argv[2]); round++) {
        if (round % 64 == 0) {
            yield();
        }
        if (!are_all(mine)) {
            struct selectors found = read_all();
            printf("selector_owner: %d became %d %d %d %d\n", mine, found.ds,
                   found.es, found.fs, found.gs);
            return 3;
        }
    }
    return 0;
}
