// SPDX-License-Identifier: MIT
// show.c - what `make run` lets a person see.

#include "base/chapter.h"
#include "base/kprintf.h"
#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "boot/places.h"
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

static void show_memory(void)
{
    struct bootinfo_range range;
    kprintf("Memory, as the firmware describes it:\n");
    for (size_t cursor = 0; bootinfo_next_range(bootinfo(), &cursor, &range);) {
        kprintf("  %010lx to %010lx  %s\n", range.start.raw,
                range.start.raw + range.nbytes, bootinfo_type_name(range.type));
    }
    kprintf("%zu frames of 4 KiB are ours, %zu of them free.\n\n",
            frame_count(), frame_nfree());
}

static void show_translation(const void *pointer)
{
    struct translation found;
    uintptr_t address = (uintptr_t)pointer;
    kprintf("  %016lx", address);
    if (space_translate(kernel_space(), address, &found)) {
        kprintf("  %010lx %4zu KiB  %-13s", found.address.raw,
                found.page_size / 1024, rights_name(found.rights));
    } else {
        kprintf("  %-34s", "not mapped");
    }
    kprintf("  %s\n", region_name(address));
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

// Takes frames, maps them one behind the other, and gives all of it back.
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

// Where to go on after a fault that was expected; 0 while none is.
static uintptr_t landing_rip, landing_rsp;
static bool is_reporting_all, is_refused;

static void describe_and_land(struct trap_frame *frame)
{
    if (is_reporting_all || landing_rip == 0) { // or nobody expected it
        trap_panic(frame);
    }
    trap_describe(frame);
    is_refused = true;
    frame->rip = landing_rip;
    frame->rsp = landing_rsp;
}

// Runs an instruction with the address in rdi.
#define TRY(instruction, address)                           \
    __asm__ volatile("lea 1f(%%rip), %%rax\n"               \
                     "mov %%rax, %0\n"                      \
                     "mov %%rsp, %1\n" instruction "\n1:"   \
                     "movq $0, %0"                          \
                     : "=m"(landing_rip), "=m"(landing_rsp) \
                     : "D"(address)                         \
                     : "rax", "memory", "cc")

static void follow_null(void)
{
    TRY("movb (%%rdi), %%al", NULL);
}

static void write_constant(void)
{
    TRY("movb $1, (%%rdi)", constant);
}

static void write_constant_elsewhere(void)
{
    uintptr_t physical = (uintptr_t)constant - KERNEL_BASE;
    TRY("movb $1, (%%rdi)", phys_to_virt((paddr_t){physical}));
}

static void write_code(void)
{
    TRY("movb $1, (%%rdi)", chapter_run);
}

static void execute_variable(void)
{
    TRY("call *%%rdi", &variable);
}

static void leave_the_stack(void)
{
    TRY("movb $1, (%%rdi)", boot_stack_guard + PAGE_SIZE - 1);
}

static void read_heap(void)
{
    TRY("movb (%%rdi), %%al", HEAP_BASE);
}

static const struct {
    const char *what;
    void (*attempt)(void);
} accesses[] = {
    {"read through a null pointer", follow_null},
    {"write to a constant", write_constant},
    {"write to it by its other address", write_constant_elsewhere},
    {"write to the kernel's code", write_code},
    {"execute a variable", execute_variable},
    {"write below the stack", leave_the_stack},
    {"read what nobody has mapped", read_heap},
};

static void attempt(size_t i)
{
    is_refused = false;
    accesses[i].attempt();
    if (!is_refused) { // a CPU without NX executes variables
        kprintf("  nobody refuses it\n");
    }
}

static void show_accesses(void)
{
    for (size_t i = 0; i < ARRAY_LENGTH(accesses); i++) {
        kprintf("%zu. To %s:\n", i + 1, accesses[i].what);
        attempt(i);
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

// The function keys as well: in a terminal alt and a digit are for QEMU itself.
static void attempt_if_asked(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    for (size_t i = 0; event->is_pressed && i < ARRAY_LENGTH(accesses); i++) {
        if (event->code == KEY_F1 + i ||
            (has_alt && event->character == (char)('1' + i))) {
            is_reporting_all = true;
            attempt(i);
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
        }
    }
}

static void echo(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    char c = has_alt ? '\0' : event->character;
    if (c == '\b') {
        kprintf("\b \b");
    } else if (c >= ' ' || c == '\n' || c == '\t') {
        kprintf("%c", c);
    } else if (c != '\0') {
        kprintf("^%c", c + '@'); // ctrl-a is ^A; to a terminal it is a command
    }
}

// Waits for keys, halted. With interrupts off nothing can come between the look
// at the queue and the hlt: a key that came there would wake nobody.
static void take_keys_for_ever(void)
{
    for (;;) {
        struct key_event event;
        cli();
        if (keyboard_read(&event)) {
            sti();
            attempt_if_asked(&event);
            show_if_asked(&event);
            echo(&event);
        } else {
            sti_and_hlt();
        }
    }
}

void chapter_run(const char *command_line)
{
    (void)command_line;
    trap_set_handler(VECTOR_PAGE_FAULT, describe_and_land);
    for (size_t i = 0; i < ARRAY_LENGTH(pages); i++) {
        pages[i].show();
    }
    show_keys();
    take_keys_for_ever();
}
