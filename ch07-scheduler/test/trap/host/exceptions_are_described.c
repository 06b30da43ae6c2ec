// SPDX-License-Identifier: MIT
// trap/report.c: the name of each of the 32 exceptions, each kind of error
// code, and no byte of code read that is not the kernel's.
//
// Breaks: trap/report.c: [28] = => [27] =
// Breaks: trap/report.c: GDT", "IDT", "LDT", "IDT => GDT", "LDT", "IDT", "IDT
// Breaks: trap/report.c: error & ~SELECTOR_EXTERNAL; => error;
// Breaks: trap/report.c: PF_KEY          (1 << 5) => PF_KEY          (1 << 6)
// Breaks: trap/report.c: && at < end =>
// Breaks: trap/report.c: offset > 0 && =>
// Breaks: trap/report.c: != NULL && offset > 0; => != NULL;
// Breaks: trap/report.c: rip >= end => rip + CODE_BYTES > end + CODE_BYTES

#if !defined(__x86_64__)
#include <stdio.h>
int main(void)
{
    puts("skipped: x86/cpu.h is written in x86's instructions");
    return 77;
}
#else

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// From here on, this test replaces the registers and the symbols.
#include "boot/linker_symbols.h"
#include "x86/cpu.h"

static uint8_t code[40]; // of one function
static uintptr_t stack[2];
static uintptr_t cr2;
#define text_start code
#define text_end   (code + sizeof(code))
#define read_cr0() ((uintptr_t)0)
#define read_cr2() cr2
#define read_cr3() ((uintptr_t)0)
#define read_cr4() ((uintptr_t)0)
#include "trap/report.c"

// --- the rest of the kernel ---

static char said[4096];
static size_t nsaid;

void kprintf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    nsaid += (size_t)vsnprintf(said + nsaid, sizeof(said) - nsaid, format,
                               arguments);
    va_end(arguments);
}

void symbol_print(uintptr_t address)
{
    kprintf("<%lx>", (unsigned long)address);
}

const char *symbol_at(uintptr_t address, size_t *offset)
{
    *offset = address - (uintptr_t)code;
    return *offset < sizeof(code) ? "f" : NULL;
}

const char *stack_guarded_at(uintptr_t address)
{
    return address == 0x5000 ? "boot" : NULL;
}

bool stack_contains(uintptr_t address)
{
    return address == 0x6000 || address == (uintptr_t)stack;
}

void print_caller(uintptr_t return_address)
{
    kprintf("caller <%lx>\n", (unsigned long)return_address);
}

void print_backtrace(const struct stack_frame *frame)
{
    kprintf("callers %p\n", (const void *)frame);
}

void panic_begin(const char *where)
{
    kprintf("PANIC at %s", where);
}

void panic_end(void)
{
    exit(2);
}

// --- the tests ---

// The report must have a line that begins with this one.
static void expect(const struct trap_frame *frame, const char *line)
{
    nsaid = 0;
    trap_report(frame);
    if (strncmp(said, line, strlen(line)) != 0) {
        char inside[256];
        snprintf(inside, sizeof(inside), "\n%s", line);
        if (strstr(said, inside) == NULL) {
            printf("not told: \"%s\", but:\n%s", line, said);
            exit(1);
        }
    }
}

static void expect_error(uint64_t vector, uint64_t error, const char *text)
{
    char line[256];
    snprintf(line, sizeof(line), "  %s\n", text);
    expect(&(struct trap_frame){.vector = vector, .error_code = error}, line);
}

static void each_has_its_name(void)
{
    static const char *const names[] = {
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
        "reserved exception",
        "x87 floating-point error (#MF)",
        "alignment check (#AC)",
        "machine check (#MC)",
        "SIMD floating-point exception (#XM)",
        "virtualization exception (#VE)",
        "control protection exception (#CP)",
        "reserved exception",
        "reserved exception",
        "reserved exception",
        "reserved exception",
        "reserved exception",
        "reserved exception",
        "hypervisor injection exception (#HV)",
        "VMM communication exception (#VC)",
        "security exception (#SX)",
        "reserved exception",
        "interrupt", // 32 is a device's
    };
    _Static_assert(ARRAY_LENGTH(names) == 33, "a name for each");
    for (unsigned vector = 0; vector < ARRAY_LENGTH(names); vector++) {
        char line[256];
        snprintf(line, sizeof(line), "%s at <1234>\n", names[vector]);
        expect(&(struct trap_frame){.vector = vector, .rip = 0x1234}, line);
    }
}

static void selectors_are_told(void)
{
    static const unsigned vectors[] = {10, 11, 12, 13};
    for (unsigned i = 0; i < ARRAY_LENGTH(vectors); i++) {
        unsigned vector = vectors[i];
        expect_error(vector, 0, "error code 0: no segment had to do with it");
        expect_error(vector, 1,
                     "error code 0x1: no segment had to do with it, "
                     "on the way to a handler");
        expect_error(vector, 0x10, "error code 0x10: entry 2 of the GDT");
        expect_error(vector, 0x14, "error code 0x14: entry 2 of the LDT");
        expect_error(vector, 0x402, "error code 0x402: entry 128 of the IDT");
        expect_error(vector, 0x6B,
                     "error code 0x6b: entry 13 of the IDT, "
                     "on the way to a handler");
        expect_error(vector, 0xFFF8,
                     "error code 0xfff8: entry 8191 of the GDT");
    }
    expect_error(17, 0x18, "error code 0x18"); // not a selector
    expect_error(21, 3, "error code 0x3");
}

static void page_faults_are_told(void)
{
    cr2 = 0x7018;
    expect_error(14, 0x0,
                 "a read in ring 0, at 0x7018: no page is mapped there");
    expect_error(14, 0x2,
                 "a write in ring 0, at 0x7018: no page is mapped there");
    expect_error(14, 0x7,
                 "a write in ring 3, at 0x7018: the page does not allow it");
    expect_error(14, 0x5,
                 "a read in ring 3, at 0x7018: the page does not allow it");
    expect_error(14, 0x11,
                 "a fetch of code in ring 0, at 0x7018: "
                 "the page does not allow it");
    expect_error(14, 0x14,
                 "a fetch of code in ring 3, at 0x7018: "
                 "no page is mapped there");
    expect_error(14, 0x9,
                 "a read in ring 0, at 0x7018: "
                 "a reserved bit is set in the page tables");
    expect_error(14, 0x27,
                 "a write in ring 3, at 0x7018: "
                 "its protection key does not allow it");
    expect_error(14, 0x45,
                 "a shadow-stack read in ring 3, at 0x7018: "
                 "the page does not allow it");
    expect_error(14, 0x42,
                 "a shadow-stack write in ring 0, at 0x7018: "
                 "no page is mapped there");
    expect_error(14, 0x8005,
                 "a read in ring 3, at 0x7018: "
                 "the rules of enclaves (SGX) do not allow it");
    cr2 = 0x5000;
    expect_error(14, 0x2, "that is the guard page of the boot stack");
    expect_error(8, 0,
                 "the boot stack has overflowed into its guard page: 0x5000");
}

static void expect_code(uintptr_t rip, const char *line)
{
    expect(&(struct trap_frame){.vector = 6, .rip = rip}, line);
}

static void only_our_code_is_read(void)
{
    static const char outside[] = "  code: outside the kernel\n";
    uintptr_t start = (uintptr_t)code, end = start + sizeof(code);
    for (unsigned i = 0; i < sizeof(code); i++) {
        code[i] = (uint8_t)(0xA0 + i);
    }
    expect_code(start,
                "  code: a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 aa ab ac ad ae af\n");
    expect_code(end - 16,
                "  code: b8 b9 ba bb bc bd be bf c0 c1 c2 c3 c4 c5 c6 c7\n");
    expect_code(end - 2, "  code: c6 c7\n");
    expect_code(end, outside);
    expect_code(start - 1, outside);
    expect_code(0, outside);
    expect_code(UINTPTR_MAX, outside);
    expect_code(UINTPTR_MAX - 15, outside);
}

static void each_register_is_told(void)
{
    static const char *const words[] = {
        "rax 0000000000000001", "rbx 0000000000000002", "rcx 0000000000000003",
        "rdx 0000000000000004", "rsi 0000000000000005", "rdi 0000000000000006",
        "rbp 0000000000006000", "rsp 0000000000000008", "r8  0000000000000009",
        "r9  000000000000000a", "r10 000000000000000b", "r11 000000000000000c",
        "r12 000000000000000d", "r13 000000000000000e", "r14 000000000000000f",
        "r15 0000000000000010", "flags 202 cs 8 ss 10",
    };
    struct trap_frame frame = {
        .rax = 1,
        .rbx = 2,
        .rcx = 3,
        .rdx = 4,
        .rsi = 5,
        .rdi = 6,
        .rbp = 0x6000,
        .rsp = 8,
        .r8 = 9,
        .r9 = 10,
        .r10 = 11,
        .r11 = 12,
        .r12 = 13,
        .r13 = 14,
        .r14 = 15,
        .r15 = 16,
        .cs = 8,
        .ss = 0x10,
        .rflags = 0x202,
    };
    expect(&frame, "called from:\ncallers 0x6000\n");
    for (unsigned i = 0; i < ARRAY_LENGTH(words); i++) {
        if (strstr(said, words[i]) == NULL) {
            printf("not told: %s, but:\n%s", words[i], said);
            exit(1);
        }
    }
    frame.rbp = 0x6001; // no frame of ours: it is not followed
    nsaid = 0;
    trap_report(&frame);
    if (strstr(said, "callers") != NULL) {
        printf("it reads a stack that is none\n");
        exit(1);
    }
}

static bool is_caller_told(size_t rip, uintptr_t on_the_stack)
{
    stack[0] = on_the_stack;
    struct trap_frame frame = {.rip = (uintptr_t)code + rip,
                               .rsp = (uintptr_t)stack};
    nsaid = 0;
    trap_report(&frame);
    return strstr(said, "caller <") != NULL;
}

static void require(bool holds, const char *what)
{
    if (!holds) {
        printf("not so: %s; it said:\n%s", what, said);
        exit(1);
    }
}

static void who_has_no_frame_has_a_caller(void)
{
    uintptr_t start = (uintptr_t)code;
    code[0] = 0x90;
    require(is_caller_told(4, start + 9), "without a frame");
    require(!is_caller_told(4, start), "a pointer to a function is no call");
    require(!is_caller_told(4, 0x1234), "nor does a number");
    require(is_caller_told(sizeof(code), start + 9), "a call to nowhere");
    code[0] = PUSH_RBP;
    require(is_caller_told(0, start + 9), "before it makes its frame");
    require(!is_caller_told(4, start + 9), "a local variable is no call");
}

int main(void)
{
    each_has_its_name();
    selectors_are_told();
    page_faults_are_told();
    only_our_code_is_read();
    each_register_is_told();
    who_has_no_frame_has_a_caller();
    return 0;
}
#endif
