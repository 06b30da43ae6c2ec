// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows: a shell.

#include "base/demo.h"
#include "base/kprintf.h"
#include "process/process.h"
#include "terminal/console.h"

void demo_run(const char *command_line)
{
    (void)command_line;
    for (;;) {
        struct arguments arguments = {0};
        console_reset(); // a program may have left it in raw mode
        int status, pid = arguments_add(&arguments, "sh", 2);
        if (pid == 0) {
            pid = process_start("sh", &arguments);
        }
        if (pid < 0) {
            kprintf("the shell cannot be started: error %d\n", -pid);
            return;
        }
        process_wait(pid, &status, WAIT_FOREVER);
        kprintf("The shell has ended; the kernel starts another.\n");
    }
}
