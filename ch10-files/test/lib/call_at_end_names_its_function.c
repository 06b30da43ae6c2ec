// SPDX-License-Identifier: MIT
// Breaks: lib/symbols.c: print(address - 1, 1); => print(address, 0);

#include "lib/panic.h"
#include "test/runner.h"

static __attribute__((noinline, used)) void stop(void)
{
    panic("it never returns");
}

// GCC writes nothing behind a call that does not return. In assembly it is sure
// that another function follows without a gap.
void ends_in_a_call(void);
__asm__(".text\n"
        "ends_in_a_call:\n"
        "    push %rbp\n"
        "    mov %rsp, %rbp\n"
        "    call stop\n"
        "comes_next:\n"
        "    ret\n");

TEST_PANICS(call_at_end_names_its_function, " ends_in_a_call+0x9")
{
    ends_in_a_call();
}
