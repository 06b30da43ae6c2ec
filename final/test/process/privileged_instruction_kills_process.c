// SPDX-License-Identifier: MIT
// Tries each instruction that is for ring 0, each way to load a segment of
// ring 0, and the instructions that set any GS base: trap/stubs.asm takes a
// base in the upper half for the kernel's.
// Breaks: cpu/gdt.c: *entry(cpu, GDT_KERNEL_DATA) =
//     => *entry(cpu, GDT_KERNEL_DATA) = SEGMENT_RING_3 |
// Breaks: syscall/dispatch.c: wrmsr(MSR_SYSENTER_CS, 0); =>
// Breaks: process/enter.asm: push RFLAGS_IF => push RFLAGS_IF | 0x3000

#include "base/kprintf.h"
#include "cpu/gdt.h"
#include "cpu/protection.h"
#include "syscall/dispatch.h"
#include "syscall/syscall_registers.h"
#include "test/machine_code.h"
#include "trap/vectors.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// One instruction or two, and int3 behind them.
#define TRY(name, text) MACHINE_CODE(name, text "\n int3")
TRY(halt, "hlt");
TRY(no_interrupts, "cli");
TRY(interrupts, "sti");
TRY(load_gdt, "lgdt 0x10800");
TRY(load_idt, "lidt 0x10800");
TRY(load_ldt, "lldt %ax");
TRY(load_task, "ltr %ax");
TRY(load_status, "lmsw %ax");
TRY(clear_ts, "clts");
TRY(get_cr0, "mov %cr0, %rax");
TRY(set_cr0, "mov %rax, %cr0");
TRY(get_cr2, "mov %cr2, %rax");
TRY(set_cr3, "mov %rax, %cr3");
TRY(get_cr4, "mov %cr4, %rax");
TRY(set_cr8, "mov %rax, %cr8");
TRY(get_msr, "mov $0xC0000082, %ecx\n rdmsr");
TRY(set_msr, "mov $0xC0000082, %ecx\n wrmsr");
TRY(set_gs_msr, "mov $0xC0000101, %ecx\n mov $-1, %edx\n wrmsr");
TRY(count, "rdpmc");
TRY(exchange_gs, "swapgs");
TRY(forget_page, "invlpg 0x10800");
TRY(forget_cache, "invd");
TRY(write_cache, "wbinvd");
TRY(return_fast, "sysretq");
TRY(return_older, "sysexitl");
TRY(call_older, "sysenter");
TRY(set_xcr0, "xor %ecx, %ecx\n xsetbv");
TRY(open_user, "stac");
TRY(close_user, "clac");
TRY(call_monitor, "vmcall");
TRY(resume, "rsm");
TRY(set_gs_base, "mov $-4096, %rax\n wrgsbase %rax");
TRY(get_gs_base, "rdgsbase %rax");
TRY(set_fs_base, "mov $-4096, %rax\n wrfsbase %rax");
TRY(ports_of_strings, "outsb");
TRY(kernel_data, "mov $0x10, %eax\n mov %eax, %ds");
TRY(kernel_gs, "mov $0x10, %eax\n mov %eax, %gs");
TRY(kernel_stack, "mov $0x10, %eax\n mov %eax, %ss");
TRY(task_data, "mov $0x18, %eax\n mov %eax, %es");
TRY(beyond_table, "mov $0x3B, %eax\n mov %eax, %fs");
TRY(far_return, "push $0x08\n lea 0f(%rip), %rax\n push %rax\n lretq\n 0:");
TRY(far_return_3, "push $0x0B\n lea 0f(%rip), %rax\n push %rax\n lretq\n 0:");
TRY(far_to_task, "push $0x1B\n lea 0f(%rip), %rax\n push %rax\n lretq\n 0:");
TRY(far_to_half, "push $0x23\n lea 0f(%rip), %rax\n push %rax\n lretq\n 0:");
TRY(interrupt_return, "push $0x10\n push %rsp\n pushfq\n push $0x08\n"
                      "lea 0f(%rip), %rax\n push %rax\n iretq\n 0:");

#define CPUID_EBX_FSGSBASE (1 << 0) // in ebx of CPUID_MORE_FEATURES

#define CPUID_HYPERVISOR     0x40000000
#define CPUID_ECX_HYPERVISOR (1U << 31) // in ecx of leaf 1
#define QEMU_EBX             0x54474354 // "TCGTCGTCGTCG"
#define QEMU_ECX             0x43544743
#define QEMU_EDX             0x47435447

#define CODE(name)       \
    {                    \
        name, name##_end \
    }
static const struct {
    const uint8_t *start, *end;
} codes[] = {
    CODE(halt),         CODE(no_interrupts),    CODE(interrupts),
    CODE(load_gdt),     CODE(load_idt),         CODE(load_ldt),
    CODE(load_task),    CODE(load_status),      CODE(clear_ts),
    CODE(get_cr0),      CODE(set_cr0),          CODE(get_cr2),
    CODE(set_cr3),      CODE(get_cr4),          CODE(set_cr8),
    CODE(get_msr),      CODE(set_msr),          CODE(set_gs_msr),
    CODE(count),        CODE(exchange_gs),      CODE(forget_page),
    CODE(forget_cache), CODE(write_cache),      CODE(return_fast),
    CODE(return_older), CODE(call_older),       CODE(set_xcr0),
    CODE(open_user),    CODE(close_user),       CODE(call_monitor),
    CODE(resume),       CODE(set_gs_base),      CODE(get_gs_base),
    CODE(set_fs_base),  CODE(ports_of_strings), CODE(kernel_data),
    CODE(kernel_gs),    CODE(kernel_stack),     CODE(task_data),
    CODE(beyond_table), CODE(far_return),       CODE(far_return_3),
    CODE(far_to_task),  CODE(far_to_half),      CODE(interrupt_return)};

// Leaves the CPU as some firmware could, then does what the kernel does first.
static void open_all_doors(void)
{
    wrmsr(MSR_SYSENTER_CS, GDT_KERNEL_CODE);
    if (cpuid(0, 0).eax >= CPUID_MORE_FEATURES &&
        cpuid(CPUID_MORE_FEATURES, 0).ebx & CPUID_EBX_FSGSBASE) {
        write_cr4(read_cr4() | CR4_FSGSBASE);
    }
    syscall_init();
}

// An invalid opcode is for what this CPU does not have. With SMAP, QEMU reads
// a program's stack for lretq as the kernel would, and that is a page fault.
static bool is_refused(int status)
{
    return status == (STATUS_KILLED | VECTOR_GENERAL_PROTECTION) ||
           status == (STATUS_KILLED | VECTOR_INVALID_OPCODE) ||
           status == (STATUS_KILLED | VECTOR_PAGE_FAULT);
}

// Does QEMU emulate this CPU? Its name is in the CPUID leaf of hypervisors.
static bool is_qemu(void)
{
    struct cpuid name = cpuid(CPUID_HYPERVISOR, 0);
    return (cpuid(1, 0).ecx & CPUID_ECX_HYPERVISOR) && name.ebx == QEMU_EBX &&
           name.ecx == QEMU_ECX && name.edx == QEMU_EDX;
}

// From version 9 on, QEMU executes invd and wbinvd in ring 3. This is a bug in
// QEMU, and harmless: its CPU has no cache. The program then comes to its int3.
// Every other CPU must refuse the two instructions.
static bool is_fault_of_qemu(size_t i, int status)
{
    bool is_cache =
        codes[i].start == forget_cache || codes[i].start == write_cache;
    if (!is_cache || status != (STATUS_KILLED | VECTOR_BREAKPOINT) ||
        !is_qemu()) {
        return false;
    }
    kprintf("note: this QEMU lets programs run %s\n",
            codes[i].start == forget_cache ? "invd" : "wbinvd");
    return true;
}

TEST(privileged_instruction_kills_process)
{
    open_all_doors();
    for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
        struct machine_code code = {.start = codes[i].start,
                                    .nbytes =
                                        (size_t)(codes[i].end - codes[i].start),
                                    .at = CODE_AT};
        int status = run_machine_code(&code);
        if (!EXPECT(is_refused(status) || is_fault_of_qemu(i, status))) {
            EXPECT_EQUAL(i, status);
        }
    }
    EXPECT_EQUAL(rdmsr(MSR_SYSENTER_CS), 0);
    EXPECT_EQUAL(read_cr4() & CR4_FSGSBASE, 0);
}
