// SPDX-License-Identifier: MIT
// bench.c - what the kernel's operations cost, in instructions: `make bench`.

#include "base/demo.h"
#include "bench/costs.h"
#include "memory/frame.h"
#include "test/bench.h"

void demo_run(const char *command_line)
{
    (void)command_line;
    measure_boot();
    measure_first_program();
    measure_machine();
    kprintf("%zu free frames; instructions for one:\n", frame_nfree());
    measure_memory();
    measure_heap();
    measure_tick();
    measure_threads();
    measure_programs();
    bench_end();
}
