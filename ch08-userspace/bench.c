// SPDX-License-Identifier: MIT
// bench.c - what programs cost, in instructions: `make bench`.

#include "base/chapter.h"
#include "lib/panic.h"
#include "process/process.h"
#include "test/bench.h"

// The program user/bench/measure.c measures, since it is programs that pay.
void chapter_run(const char *command_line)
{
    (void)command_line;
    struct arguments none = {0};
    int status;
    kprintf("instructions for one:\n");
    int pid = process_start("measure", &none);
    KASSERT(pid > 0);
    process_wait(pid, &status, WAIT_FOREVER);
    KASSERT(status == 0);
    bench_end();
}
