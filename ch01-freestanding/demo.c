// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows.

#include "base/demo.h"
#include "base/kprintf.h"
#include "x86/cpu.h"

void demo_run(const char *command_line)
{
    (void)command_line;
    kprintf("Hello from code with no system under it.\n");
}
