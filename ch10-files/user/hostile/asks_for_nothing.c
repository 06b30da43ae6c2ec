// SPDX-License-Identifier: MIT
// user/hostile/asks_for_nothing.c - makes system calls that do not exist.
// Returns 0: all 64 bits of a call's number are compared with the table's end.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    const long numbers[] = {
        SYS_COUNT, 256, INT32_MAX, INT32_MIN, -1, -SYS_COUNT,
        // The low 32 bits of the next four are the number of a call.
        1L << 32, (1L << 32) + SYS_write, INT64_MIN, INT64_MIN + SYS_getpid,
        INT64_MIN / 8, // times 8, as an index of pointers is: 0
        INT64_MAX};
    int wrong = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++) {
        wrong += system_call6(numbers[i], 0, 0, 0, 0, 0, 0) != -ENOSYS;
        wrong += system_call6_int(numbers[i], 0, 0, 0, 0, 0, 0) != -ENOSYS;
    }
    printf("asks_for_nothing: %d answers were wrong\n", wrong);
    return wrong == 0 ? 0 : 1;
}
