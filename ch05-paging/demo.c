// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows.

#include "base/demo.h"
#include "base/kprintf.h"
#include "boot/bootinfo.h"
#include "boot/multiboot2.h"
#include "boot/layout.h"
#include "boot/linker_symbols.h"
#include "console/vga_registers.h"
#include "device/keyboard.h"
#include "lib/panic.h"
#include "memory/describe.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "trap/report.h"
#include "trap/trap.h"
#include "x86/cpu.h"

static const char constant[] = "a constant";
static uint8_t variable = 0xC3; // as code: ret

// The name of a range's type.
static const char *type_name(uint32_t type)
{
    switch (type) {
    case MULTIBOOT_MEMORY_AVAILABLE: return "available";
    case MULTIBOOT_MEMORY_RESERVED: return "reserved";
    case MULTIBOOT_MEMORY_ACPI_RECLAIMABLE: return "ACPI tables";
    case MULTIBOOT_MEMORY_NVS: return "ACPI, to be preserved";
    case MULTIBOOT_MEMORY_BADRAM: return "defective";
    default: return "unknown";
    }
}

static void show_memory(void)
{
    struct bootinfo_range range;
    uint64_t start, end = 0;
    size_t nmanaged = 0;
    kprintf("Memory, as the firmware describes it:\n");
    for (size_t cursor = 0; bootinfo_next_range(bootinfo(), &cursor, &range);) {
        kprintf("  %010lx to %010lx  %s\n", range.start.raw,
                range.start.raw + range.nbytes, type_name(range.type));
    }
    while (frame_next_range(end, &start, &end)) {
        nmanaged += (end - start) / PAGE_SIZE;
    }
    kprintf("%zu frames of 4 KiB are managed, %zu of them free.\n\n", nmanaged,
            frame_nfree());
}

static void show_translation(const void *pointer)
{
    struct translation found;
    uintptr_t address = (uintptr_t)pointer;
    kprintf("  %016lx", address);
    if (space_translate(kernel_space(), address, &found)) {
        kprintf("  %010lx %4zu KiB  %-13s", found.address.raw,
                found.page_size / 1024, describe_rights(found.rights));
    } else {
        kprintf("  %-34s", "not mapped");
    }
    kprintf("  %s\n", describe_region(address));
}

static void show_translations(void)
{
    kprintf("Where some addresses lead:\n");
    show_translation(NULL);
    show_translation(phys_to_virt((paddr_t){VGA_TEXT_PHYSICAL}));
    show_translation(phys_to_virt((paddr_t){16 * MIB}));
    show_translation((const void *)HEAP_BASE);
    show_translation(constant);
    show_translation((const void *)show_translations);
    show_translation(boot_stack_guard);
    show_translation(&variable);
    kprintf("\n");
}

// Allocates frames, maps them at consecutive pages, and frees them again.
static void show_frames(void)
{
    enum { COUNT = 100 };
    kprintf("Free frames: %zu before;", frame_nfree());
    for (size_t i = 0; i < COUNT; i++) {
        paddr_t frame;
        if (!frame_alloc(&frame)) {
            panic("this machine has less than %d free frames", COUNT);
        }
        if (space_map(kernel_space(), HEAP_BASE + i * PAGE_SIZE, frame, 1,
                      PTE_WRITE | PTE_NX) != 0) {
            panic("no frame is left for a page table");
        }
    }
    kprintf(" %zu with %d pages mapped;", frame_nfree(), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        struct translation found;
        uintptr_t page = HEAP_BASE + i * PAGE_SIZE;
        KASSERT(space_translate(kernel_space(), page, &found));
        KASSERT(space_unmap(kernel_space(), page, 1) == 0);
        frame_free(found.address);
    }
    kprintf(" %zu after.\n\n", frame_nfree());
}

// --- what is refused ---

// Where execution resumes after an expected fault; 0 while none is expected.
static uintptr_t resume_rip, resume_rsp;
static bool is_reporting_all, is_refused;

static void describe_and_resume(struct trap_frame *frame)
{
    if (is_reporting_all || resume_rip == 0) { // 0: not expected
        trap_panic(frame);
    }
    trap_describe(frame);
    is_refused = true;
    frame->rip = resume_rip;
    frame->rsp = resume_rsp;
}

// Executes an instruction with the address in rdi. After a fault, execution
// resumes behind the instruction.
#define TRY(instruction, address)                         \
    __asm__ volatile("lea 1f(%%rip), %%rax\n"             \
                     "mov %%rax, %0\n"                    \
                     "mov %%rsp, %1\n" instruction "\n1:" \
                     "movq $0, %0"                        \
                     : "=m"(resume_rip), "=m"(resume_rsp) \
                     : "D"(address)                       \
                     : "rax", "memory", "cc")

static void follow_null(void)
{
    TRY("movb (%%rdi), %%al", NULL);
}

static void write_constant(void)
{
    TRY("movb $1, (%%rdi)", constant);
}

static void write_constant_by_alias(void)
{
    uintptr_t physical = (uintptr_t)constant - KERNEL_BASE;
    TRY("movb $1, (%%rdi)", phys_to_virt((paddr_t){physical}));
}

static void write_code(void)
{
    TRY("movb $1, (%%rdi)", demo_run);
}

static void execute_variable(void)
{
    TRY("call *%%rdi", &variable);
}

static void overflow_stack(void)
{
    TRY("movb $1, (%%rdi)", boot_stack_guard + PAGE_SIZE - 1);
}

static void read_heap(void)
{
    TRY("movb (%%rdi), %%al", HEAP_BASE);
}

static const struct {
    const char *what;
    void (*run)(void);
} accesses[] = {
    {"read through a null pointer", follow_null},
    {"write to a constant", write_constant},
    {"write to it by its alias", write_constant_by_alias},
    {"write to the kernel's code", write_code},
    {"execute a variable", execute_variable},
    {"write below the stack", overflow_stack},
    {"read an unmapped address", read_heap},
};

static void try_access(size_t i)
{
    is_refused = false;
    accesses[i].run();
    if (!is_refused) { // a CPU without NX executes variables
        kprintf("  the CPU does not refuse it\n");
    }
}

static void show_accesses(void)
{
    for (size_t i = 0; i < ARRAY_LENGTH(accesses); i++) {
        kprintf("%zu. To %s:\n", i + 1, accesses[i].what);
        try_access(i);
    }
}

// --- echo ---

// How many columns each character of the typed line took. Backspace erases
// these columns alone, and none of the text that the kernel printed.
static uint8_t widths[256];
static size_t ntyped;
static unsigned column; // counted from the start of the line

static void begin_line(void)
{
    ntyped = 0;
    column = 0;
}

static void erase_last(void)
{
    unsigned width = ntyped > 0 ? widths[--ntyped] : 0;
    column -= width;
    for (; width > 0; width--) {
        kprintf("\b \b");
    }
}

static void add_to_line(char c)
{
    unsigned start = column;
    if (c == '\t') {
        do {
            kprintf(" ");
        } while (++column % 8 != 0);
    } else if (c < ' ') {
        kprintf("^%c", c + '@'); // a terminal would obey the character itself
        column += 2;
    } else {
        kprintf("%c", c);
        column++;
    }
    if (ntyped == ARRAY_LENGTH(widths)) {
        ntyped = 0; // the characters before can no longer be erased
    }
    widths[ntyped++] = (uint8_t)(column - start);
}

static void echo(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    char c = has_alt ? '\0' : event->character;
    if (c == '\n') {
        kprintf("\n");
        begin_line();
    } else if (c == '\b') {
        erase_last();
    } else if (c != '\0') {
        add_to_line(c);
    }
}

// --- the keys ---

static const struct {
    char key;
    const char *what;
    void (*show)(void);
} pages[] = {
    {'m', "memory", show_memory},
    {'t', "translations", show_translations},
    {'f', "frames", show_frames},
    {'r', "what is refused", show_accesses},
};

static void show_keys(void)
{
    kprintf("With alt:");
    for (size_t i = 0; i < ARRAY_LENGTH(pages); i++) {
        kprintf(" %c %s,", pages[i].key, pages[i].what);
    }
    kprintf(
        " once more.\nF1 to F%zu, or alt and the digit: one access, which is "
        "then the last.\nAnything else that you type is echoed.\n",
        ARRAY_LENGTH(accesses));
}

// Function keys too: in a terminal, QEMU takes alt and a digit for itself.
static void try_access_if_asked(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    for (size_t i = 0; event->is_pressed && i < ARRAY_LENGTH(accesses); i++) {
        if (event->code == KEY_F1 + i ||
            (has_alt && event->character == (char)('1' + i))) {
            is_reporting_all = true;
            try_access(i);
            is_reporting_all = false;
        }
    }
}

static void show_if_asked(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    for (size_t i = 0; has_alt && i < ARRAY_LENGTH(pages); i++) {
        if (event->character == pages[i].key) {
            pages[i].show();
            show_keys();
            begin_line();
        }
    }
}

// Halts until there is a key. Interrupts are off between the test of the queue
// and the hlt, since a key that came there would not end the hlt.
static void take_keys_for_ever(void)
{
    for (;;) {
        struct key_event event;
        cli();
        if (keyboard_read(&event)) {
            sti();
            try_access_if_asked(&event);
            show_if_asked(&event);
            echo(&event);
        } else {
            sti_and_hlt();
        }
    }
}

void demo_run(const char *command_line)
{
    (void)command_line;
    trap_set_handler(VECTOR_PAGE_FAULT, describe_and_resume);
    for (size_t i = 0; i < ARRAY_LENGTH(pages); i++) {
        pages[i].show();
    }
    show_keys();
    take_keys_for_ever();
}
