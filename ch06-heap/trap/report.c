// SPDX-License-Identifier: MIT
// trap/report.c - an exception, in words.
//
// Runs when the kernel may be damaged, so it reads only memory that is known to
// be mapped.

#include "trap/report.h"

#include "base/kprintf.h"
#include "boot/linker_symbols.h"
#include "cpu/stack.h"
#include "lib/panic.h"
#include "lib/symbols.h"
#include "trap/vectors.h"
#include "x86/cpu.h"

#define CODE_BYTES 16 // to print; no instruction has more than 15

static void (*describe_address)(uintptr_t address); // set once, at the start

void page_fault_set_describer(void (*describe)(uintptr_t address))
{
    describe_address = describe;
}

// Intel SDM Vol. 3A, "Exception and Interrupt Reference"; 28 to 30 are AMD's
// (AMD64 Architecture Programmer's Manual Vol. 2, "Vectors"). Vectors without
// a name are reserved.
static const char *const names[VECTOR_EXCEPTIONS_END] = {
    "divide error (#DE)",
    "debug (#DB)",
    "non-maskable interrupt (NMI)",
    "breakpoint (#BP)",
    "overflow (#OF)",
    "bound range exceeded (#BR)",
    "invalid opcode (#UD)",
    "device not available (#NM)",
    "double fault (#DF)",
    "coprocessor segment overrun",
    "invalid TSS (#TS)",
    "segment not present (#NP)",
    "stack-segment fault (#SS)",
    "general protection (#GP)",
    "page fault (#PF)",
    NULL,
    "x87 floating-point error (#MF)",
    "alignment check (#AC)",
    "machine check (#MC)",
    "SIMD floating-point exception (#XM)",
    "virtualization exception (#VE)",
    "control protection exception (#CP)",
    [28] = "hypervisor injection exception (#HV)",
    [29] = "VMM communication exception (#VC)",
    [30] = "security exception (#SX)",
};

static const char *trap_name(uint64_t vector)
{
    if (vector >= VECTOR_EXCEPTIONS_END) {
        return "interrupt";
    }
    return names[vector] != NULL ? names[vector] : "reserved exception";
}

// Intel SDM Vol. 3A, "Interrupt 14 - Page-Fault Exception (#PF)".
#define PF_PRESENT      (1 << 0)
#define PF_WRITE        (1 << 1)
#define PF_USER         (1 << 2)
#define PF_RESERVED     (1 << 3)
#define PF_INSTRUCTION  (1 << 4)
#define PF_KEY          (1 << 5)
#define PF_SHADOW_STACK (1 << 6)
#define PF_SGX          (1 << 15)

static const char *page_fault_access(uint64_t error)
{
    if (error & PF_INSTRUCTION) {
        return "a fetch of code";
    }
    if (error & PF_SHADOW_STACK) {
        return error & PF_WRITE ? "a shadow-stack write"
                                : "a shadow-stack read";
    }
    return error & PF_WRITE ? "a write" : "a read";
}

// The most specific first: PF_PRESENT is set with each of the first three.
static const char *page_fault_reason(uint64_t error)
{
    if (error & PF_RESERVED) {
        return "a reserved bit is set in the page tables";
    }
    if (error & PF_KEY) {
        return "its protection key does not allow it";
    }
    if (error & PF_SGX) {
        return "the rules of enclaves (SGX) do not allow it";
    }
    return error & PF_PRESENT ? "the page does not allow it"
                              : "no page is mapped there";
}

static void print_page_fault(uint64_t error)
{
    const char *stack = stack_guarded_at(read_cr2());
    kprintf("  %s in ring %d, at %p: %s\n", page_fault_access(error),
            error & PF_USER ? 3 : 0, (void *)read_cr2(),
            page_fault_reason(error));
    if (stack != NULL) {
        kprintf("  that is the guard page of the %s stack\n", stack);
    }
    if (describe_address != NULL) {
        describe_address(read_cr2());
    }
}

// Intel SDM Vol. 3A, "Error Code". External: it happened while an interrupt, or
// an earlier fault, was being delivered.
#define SELECTOR_EXTERNAL UINT64_C(1)

static void print_selector_error(uint64_t error)
{
    static const char *const tables[] = {"GDT", "IDT", "LDT", "IDT"};
    uint64_t selector = error & ~SELECTOR_EXTERNAL;
    kprintf("  error code %#lx: ", error);
    if (selector == 0) {
        kprintf("no segment had to do with it");
    } else {
        kprintf("entry %lu of the %s", selector >> 3,
                tables[selector >> 1 & 3]);
    }
    kprintf("%s\n",
            error & SELECTOR_EXTERNAL ? ", on the way to a handler" : "");
}

static void print_error_code(const struct trap_frame *frame)
{
    switch (frame->vector) {
    case VECTOR_PAGE_FAULT: print_page_fault(frame->error_code); break;
    case VECTOR_INVALID_TSS:
    case VECTOR_SEGMENT_NOT_PRESENT:
    case VECTOR_STACK_FAULT:
    case VECTOR_GENERAL_PROTECTION:
        print_selector_error(frame->error_code);
        break;
    case VECTOR_DOUBLE_FAULT: {
        // CR2 holds the address of the last page fault.
        const char *stack = stack_guarded_at(read_cr2());
        if (stack != NULL) {
            kprintf("  the %s stack has overflowed into its guard page: %p\n",
                    stack, (void *)read_cr2());
        }
        break;
    }
    default:
        if (frame->error_code != 0) {
            kprintf("  error code 0x%lx\n", frame->error_code);
        }
    }
}

static void print_registers(const struct trap_frame *f)
{
    kprintf("  rax %016lx rbx %016lx rcx %016lx\n", f->rax, f->rbx, f->rcx);
    kprintf("  rdx %016lx rsi %016lx rdi %016lx\n", f->rdx, f->rsi, f->rdi);
    kprintf("  rbp %016lx rsp %016lx r8  %016lx\n", f->rbp, f->rsp, f->r8);
    kprintf("  r9  %016lx r10 %016lx r11 %016lx\n", f->r9, f->r10, f->r11);
    kprintf("  r12 %016lx r13 %016lx r14 %016lx\n", f->r12, f->r13, f->r14);
    kprintf("  r15 %016lx flags %lx cs %lx ss %lx\n", f->r15, f->rflags, f->cs,
            f->ss);
    kprintf("  cr0 %lx cr2 %lx cr3 %lx cr4 %lx\n", read_cr0(), read_cr2(),
            read_cr3(), read_cr4());
}

// Prints the bytes at rip if rip lies in the kernel's code. Other memory may be
// unmapped.
static void print_code(uintptr_t rip)
{
    const uintptr_t end = (uintptr_t)text_end;
    if (rip < (uintptr_t)text_start || rip >= end) {
        kprintf("  code: outside the kernel\n");
        return;
    }
    kprintf("  code:");
    for (uintptr_t at = rip; at < rip + CODE_BYTES && at < end; at++) {
        kprintf(" %02x", *(const uint8_t *)at);
    }
    kprintf("\n");
}

#define PUSH_RBP 0x55 // the first instruction of a function with a frame

// A backtrace misses the caller of a function that has made no frame: rbp is
// still the caller's, and rsp points to the return address. There are three
// cases: the first instruction of a function; a function without a frame, since
// it needs no stack and calls no other (memcpy(), for example); and a call to
// an address without code. A function that makes its frame later may have
// something else at rsp: only an address inside a function is taken for a
// return address.
static bool find_hidden_caller(const struct trap_frame *frame,
                               uintptr_t *return_address)
{
    size_t offset;
    bool has_frame = symbol_at(frame->rip, &offset) != NULL && offset > 0 &&
                     *(const uint8_t *)(frame->rip - offset) == PUSH_RBP;
    if (has_frame || !stack_contains(frame->rsp)) {
        return false;
    }
    *return_address = *(const uintptr_t *)frame->rsp;
    return symbol_at(*return_address, &offset) != NULL && offset > 0;
}

static void print_callers(const struct trap_frame *frame)
{
    uintptr_t return_address;
    kprintf("called from:\n");
    if (find_hidden_caller(frame, &return_address)) {
        print_caller(return_address);
    }
    if (stack_contains(frame->rbp)) {
        print_backtrace((const struct stack_frame *)frame->rbp);
    }
}

void trap_describe(const struct trap_frame *frame)
{
    kprintf("%s at ", trap_name(frame->vector));
    symbol_print(frame->rip);
    kprintf("\n");
    print_error_code(frame);
}

void trap_report(const struct trap_frame *frame)
{
    trap_describe(frame);
    print_registers(frame);
    print_code(frame->rip);
    print_callers(frame);
}

// Intel SDM Vol. 3B, "IA32_MCG_STATUS MSR". While its bit MCIP is set, a second
// machine check resets the machine, and the first one's report is lost.
#define MSR_MCG_STATUS 0x17A

void trap_panic(const struct trap_frame *frame)
{
    if (frame->vector == VECTOR_MACHINE_CHECK) {
        wrmsr(MSR_MCG_STATUS, 0);
    }
    panic_begin(HERE);
    kprintf(": ");
    trap_report(frame);
    panic_end();
}
