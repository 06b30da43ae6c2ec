// SPDX-License-Identifier: MIT
// user/programs/hello.c - prints its arguments and computes with SSE.

#include "user/lib/stdio.h"

// The mean of some numbers, in thousandths. It is computed in the xmm
// registers, which the kernel itself never touches.
static int mean(const double *values, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += values[i];
    }
    return (int)(1000 * sum / count);
}

int main(int argc, char *argv[])
{
    for (int i = 0; i < argc; i++) {
        printf("hello: argument %d is \"%s\"\n", i, argv[i]);
    }
    const double values[] = {1.5, 2.25, 3};
    int thousandths = mean(values, ARRAY_LENGTH(values));
    printf("hello: the mean is %d.%03d\n", thousandths / 1000,
           thousandths % 1000);
    return 0;
}
