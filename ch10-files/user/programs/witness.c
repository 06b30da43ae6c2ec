// SPDX-License-Identifier: MIT
// user/programs/witness.c - checks that no other program changes its memory.
//
// It fills some memory with values and looks ten times a second whether they
// are still there.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

static unsigned values[4096];

int main(void)
{
    for (unsigned i = 0; i < ARRAY_LENGTH(values); i++) {
        values[i] = i * i;
    }
    for (int tenths = 1;; tenths++) {
        sleep_ms(100);
        for (unsigned i = 0; i < ARRAY_LENGTH(values); i++) {
            if (values[i] != i * i) {
                printf("witness: value %u has changed\n", i);
                return 1;
            }
        }
        if (tenths % 10 == 0) {
            printf("witness: well after %d s\n", tenths / 10);
        }
    }
}
