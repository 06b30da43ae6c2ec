// SPDX-License-Identifier: MIT
// show.c - what `make run` lets a person see.

#include "base/chapter.h"
#include "base/kprintf.h"
#include "x86/cpu.h"

void chapter_run(const char *command_line)
{
    (void)command_line;
    kprintf("Hello from code with no system under it.\n");
}
