// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows.

#include "base/demo.h"
#include "base/kprintf.h"
#include "device/keyboard.h"
#include "device/pit.h"
#include "lib/panic.h"
#include "trap/report.h"
#include "trap/trap.h"
#include "x86/cpu.h"

static void report_and_go_on(struct trap_frame *frame)
{
    trap_report(frame);
}

static void show_breakpoint(void)
{
    trap_set_handler(VECTOR_BREAKPOINT, report_and_go_on);
    __asm__ volatile("int3");
    kprintf("... and we are still here.\n\n");
}

static void show_ticks(void)
{
    kprintf("A second of ticks:");
    uint64_t start = pit_ticks();
    for (unsigned end = 10; end <= 100; end += 10) {
        while (pit_ticks() - start < end) {
            hlt();
        }
        kprintf(" %lu", pit_ticks() - start);
    }
    kprintf("\n");
}

// --- ways to fail, each on a key of its own ---

static volatile int zero;

static __attribute__((noinline)) int recurse(int depth)
{
    volatile char room[512] = {0};
    return zero ? 0 : recurse(depth + 1) + room[depth % 512];
}

static void divide_by_zero(void)
{
    kprintf("%d\n", 100 / zero);
}

static void run_nonsense(void)
{
    __asm__ volatile("ud2");
}

static void follow_null(void)
{
    *(volatile int *)(uintptr_t)zero = 1;
}

static void load_bad_segment(void)
{
    __asm__ volatile("mov %0, %%es" : : "r"(0x1230));
}

static void overflow_the_stack(void)
{
    recurse(0);
}

static void assert_nonsense(void)
{
    KASSERT(zero == 1);
}

static const struct {
    char key;
    const char *what;
    void (*fail)(void);
} failures[] = {
    {'1', "divide by zero", divide_by_zero},
    {'2', "run an instruction that does not exist", run_nonsense},
    {'3', "follow a null pointer", follow_null},
    {'4', "load a segment that is not there", load_bad_segment},
    {'5', "overflow the stack", overflow_the_stack},
    {'6', "assert what is not so", assert_nonsense},
};

static void show_menu(void)
{
    kprintf("These keys end it all; F1 to F6 do too:\n");
    for (size_t i = 0; i < ARRAY_LENGTH(failures); i++) {
        kprintf("  alt-%c  %s\n", failures[i].key, failures[i].what);
    }
    kprintf("Anything else that you type is echoed.\n");
}

// F1 to F6 as well: in a terminal alt and a digit are for QEMU itself.
static void fail_if_asked(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    for (size_t i = 0; event->is_pressed && i < ARRAY_LENGTH(failures); i++) {
        if (event->code == KEY_F1 + i ||
            (has_alt && event->character == failures[i].key)) {
            failures[i].fail();
        }
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
    char c = event->character;
    if (c == '\n') {
        kprintf("\n");
        begin_line();
    } else if (c == '\b') {
        erase_last();
    } else if (c != '\0') {
        add_to_line(c);
    }
}

// Halts until there is a key. Interrupts are off between the test of the queue
// and the hlt, since a key that came there would not end the hlt.
static void echo_for_ever(void)
{
    for (;;) {
        struct key_event event;
        cli();
        if (keyboard_read(&event)) {
            sti();
            fail_if_asked(&event);
            echo(&event);
        } else {
            sti_and_hlt();
        }
    }
}

void demo_run(const char *command_line)
{
    (void)command_line;
    show_breakpoint();
    show_ticks();
    show_menu();
    echo_for_ever();
}
