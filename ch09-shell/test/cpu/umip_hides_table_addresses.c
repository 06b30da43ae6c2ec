// SPDX-License-Identifier: MIT
// UMIP is tested where the CPU has it, as in tests_pass_on_best_cpu.py. No CPU
// lets a program access the debug registers.

#include "cpu/protection.h"
#include "test/machine_code.h"
#include "trap/vectors.h"
#include "x86/cpu.h"
#include "x86/registers.h"

MACHINE_CODE(store_gdt, "sgdt 0x20000\n ud2");
MACHINE_CODE(store_idt, "sidt 0x20000\n ud2");
MACHINE_CODE(store_ldt, "sldt %eax\n ud2");
MACHINE_CODE(store_task, "str %eax\n ud2");
MACHINE_CODE(store_status, "smsw %eax\n ud2");
MACHINE_CODE(set_dr0, "mov %rax, %dr0\n ud2");
MACHINE_CODE(set_dr7, "mov %rax, %dr7\n ud2");
MACHINE_CODE(get_dr6, "mov %dr6, %rax\n ud2");

static bool has_umip(void)
{
    return cpuid(0, 0).eax >= CPUID_MORE_FEATURES &&
           cpuid(CPUID_MORE_FEATURES, 0).ecx & CPUID_ECX_UMIP;
}

TEST(umip_hides_table_addresses)
{
    const int refused = STATUS_KILLED | VECTOR_GENERAL_PROTECTION;
    int if_umip = has_umip() ? refused : STATUS_KILLED | VECTOR_INVALID_OPCODE;
    EXPECT_EQUAL(run_machine_code(CODE_OF(store_gdt, 0)), if_umip);
    EXPECT_EQUAL(run_machine_code(CODE_OF(store_idt, 0)), if_umip);
    EXPECT_EQUAL(run_machine_code(CODE_OF(store_ldt, 0)), if_umip);
    EXPECT_EQUAL(run_machine_code(CODE_OF(store_task, 0)), if_umip);
    EXPECT_EQUAL(run_machine_code(CODE_OF(store_status, 0)), if_umip);
    EXPECT_EQUAL(run_machine_code(CODE_OF(set_dr0, 0)), refused);
    EXPECT_EQUAL(run_machine_code(CODE_OF(set_dr7, 0)), refused);
    EXPECT_EQUAL(run_machine_code(CODE_OF(get_dr6, 0)), refused);
}
