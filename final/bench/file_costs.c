// SPDX-License-Identifier: MIT
// bench/file_costs.c - files: the program user/bench/measure_files.c measures.

#include "base/required.h"
#include "bench/costs.h"
#include "lib/panic.h"
#include "process/process.h"

void measure_files(void)
{
    struct arguments arguments = {0};
    int status;
    KASSERT(arguments_add(&arguments, "measure_files", 13) == 0);
    int pid = process_start("measure_files", &arguments);
    KASSERT(process_wait(pid, &status, WAIT_FOREVER) == pid && status == 0);
}
