// SPDX-License-Identifier: MIT
// The address behind the last page of the lower half is non-canonical. No
// program gets that page, so the test maps it. A SYSCALL in its last two bytes
// would return to that address: SYSRET on an Intel CPU would fault in ring 0 on
// the program's stack, and iretq on the kernel's.
// tests_pass_under_bochs.py runs this as well: QEMU does not fault there.
// Breaks: syscall/syscall_entry.asm: jnz .bad_rip =>
// Breaks: process/fault.c: if (!is_canonical(frame->rip)) { => if (false) {

#include "test/machine_code.h"

#define END_OF_HALF (UINT64_C(1) << 47)

MACHINE_CODE(get_pid, "mov $4, %eax\n syscall");
MACHINE_CODE(get_pid_by_int, "mov $4, %eax\n int $0x80");
MACHINE_CODE(get_pid_and_exit, "mov $4, %eax\n syscall\n"
                               "xor %eax, %eax\n xor %edi, %edi\n syscall");

TEST(return_to_noncanonical_address_kills_process)
{
    // A first run, so that the kernel's caches are filled before the count.
    EXPECT_EQUAL(run_machine_code(CODE_OF(get_pid_and_exit, 0)), 0);
    size_t before = frame_nfree();

    struct machine_code *code = CODE_OF(get_pid, 0);
    code->at = END_OF_HALF - code->nbytes;
    EXPECT_EQUAL(run_machine_code(code), STATUS_KILLED | KILLED_BY_BAD_RIP);
    code = CODE_OF(get_pid_by_int, 0);
    code->at = END_OF_HALF - code->nbytes;
    EXPECT_EQUAL(run_machine_code(code), STATUS_KILLED | KILLED_BY_BAD_RIP);

    // Two bytes earlier it may.
    code = CODE_OF(get_pid_and_exit, 0);
    code->at = END_OF_HALF - code->nbytes;
    EXPECT_EQUAL(run_machine_code(code), 0);
    EXPECT_EQUAL(frame_nfree(), before);
}
