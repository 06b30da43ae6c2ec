// SPDX-License-Identifier: MIT
// Asks for the time. argv[1]: what the kernel says it is.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define UPTIME 9

static long call_uptime(bool by_int, const volatile void *milliseconds)
{
    long pointer = (long)milliseconds;
    return by_int ? system_call6_int(UPTIME, pointer, 0, 0, 0, 0, 0)
                  : system_call6(UPTIME, pointer, 0, 0, 0, 0, 0);
}

static uint64_t number(const char *digits)
{
    uint64_t value = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++) {
        value = 10 * value + (uint64_t)(*digits - '0');
    }
    return value;
}

static int ask(bool by_int, uint64_t kernels)
{
    volatile uint64_t before = 0, after = 0;
    if (call_uptime(by_int, &before) != 0) {
        return 1;
    }
    if (before < kernels || before > kernels + 20000) {
        return 2;
    }
    sleep_ms(300);
    if (call_uptime(by_int, &after) != 0) {
        return 3;
    }
    return after < before + 300 || after > before + 20000 ? 4 : 0;
}

static int ask_for_nothing_good(bool by_int)
{
    const void *const pointers[] = {
        NULL,
        (const void *)ask,
        (const void *)0x00007FFFFFFFEFFC,
        (const void *)0x0000800000000000,
        (const void *)0xFFFF800000100000,
        (const void *)UINTPTR_MAX,
    };
    for (size_t i = 0; i < ARRAY_LENGTH(pointers); i++) {
        if (call_uptime(by_int, pointers[i]) != -EFAULT) {
            return 5 + (int)i;
        }
    }
    return 0;
}

int main(int argc, char *argv[])
{
    uint64_t kernels = argc > 1 ? number(argv[1]) : 0;
    for (int by_int = 0; by_int < 2; by_int++) {
        int wrong = ask(by_int, kernels);
        if (wrong == 0) {
            wrong = ask_for_nothing_good(by_int);
        }
        if (wrong != 0) {
            return wrong;
        }
    }
    return 0;
}
