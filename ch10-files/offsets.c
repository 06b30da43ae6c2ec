// SPDX-License-Identifier: MIT
// offsets.c - the numbers that assembly takes from C (see base/offsets.h).

#include "abi/numbers.h"
#include "abi/status.h"
#include "base/errno.h"
#include "base/offsets.h"
#include "boot/layout.h"
#include "boot/multiboot2.h"
#include "boot/paging.h"
#include "boot/segment.h"
#include "console/vga_registers.h"
#include "cpu/stack.h"
#include "cpu/this_cpu.h"
#include "serial/uart16550.h"
#include "thread/thread.h"
#include "trap/trap_frame.h"
#include "trap/vectors.h"
#include "x86/registers.h"

void offsets(void);
void offsets(void)
{
    EMIT(MULTIBOOT2_HEADER_MAGIC);
    EMIT(MULTIBOOT2_ARCHITECTURE_I386);
    EMIT(MULTIBOOT_HEADER_TAG_END);
    EMIT(MULTIBOOT2_BOOTLOADER_MAGIC);

    EMIT(KERNEL_BASE);
    EMIT(KERNEL_PHYSICAL);
    EMIT(KERNEL_MAP_SIZE);
    EMIT(DIRECT_MAP_BASE);
    EMIT(DIRECT_MAP_BOOT_SIZE);

    EMIT(PTE_PRESENT);
    EMIT(PTE_WRITE);
    EMIT(PTE_LARGE);
    EMIT(PAGE_SIZE);
    EMIT(LARGE_PAGE_SIZE);
    EMIT(PAGE_TABLE_COUNT);
    EMIT_AS("KERNEL_PML4_INDEX", PAGE_TABLE_INDEX(KERNEL_BASE, 4));
    EMIT_AS("KERNEL_PDPT_INDEX", PAGE_TABLE_INDEX(KERNEL_BASE, 3));
    EMIT_AS("DIRECT_MAP_PML4_INDEX", PAGE_TABLE_INDEX(DIRECT_MAP_BASE, 4));

    EMIT(SEGMENT_WRITABLE);
    EMIT(SEGMENT_EXECUTABLE);
    EMIT(SEGMENT_CODE_DATA);
    EMIT(SEGMENT_PRESENT);
    EMIT(SEGMENT_LONG);

    EMIT(RFLAGS_ID);
    EMIT(RFLAGS_IF);
    EMIT(MSR_GS_BASE);
    EMIT(CR0_PE);
    EMIT(CR0_PG);
    EMIT(CR4_PAE);
    EMIT(MSR_EFER);
    EMIT(EFER_LME);
    EMIT(CPUID_EXTENDED_MAX);
    EMIT(CPUID_EXTENDED_FEATURES);
    EMIT(CPUID_EDX_LONG_MODE);

    EMIT(COM1_BASE);
    EMIT(UART_THR);
    EMIT(UART_LCR);
    EMIT(UART_LSR);
    EMIT(LCR_8N1);
    EMIT(LSR_THR_EMPTY);

    EMIT(STACK_SIZE);
    EMIT(TRAP_STUB_SIZE);
    EMIT_AS("TRAP_FRAME_RIP", offsetof(struct trap_frame, rip));
    EMIT_AS("TRAP_FRAME_CS", offsetof(struct trap_frame, cs));
    EMIT_AS("TRAP_FRAME_SIZE", sizeof(struct trap_frame));
    EMIT(GDT_USER_CODE);
    EMIT(GDT_USER_DATA);
    EMIT(GDT_RING_3);
    EMIT_AS("CPU_USER_RSP", offsetof(struct cpu, user_rsp));
    EMIT_AS("CPU_KERNEL_RSP", offsetof(struct cpu, kernel_rsp));
    EMIT_AS("CPU_CURRENT", offsetof(struct cpu, current));
    EMIT_AS("THREAD_IS_KILLED", offsetof(struct thread, is_killed));
    EMIT(SYS_COUNT);
    EMIT(STATUS_KILLED);
    EMIT(KILLED_BY_BAD_RIP);
    EMIT(ENOSYS);
    EMIT(EFAULT);

    EMIT(VGA_TEXT_PHYSICAL);
    EMIT_AS("VGA_WHITE_ON_RED", VGA_ATTRIBUTE(VGA_WHITE, VGA_RED));
}
