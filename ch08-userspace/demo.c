// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows.

#include "base/demo.h"
#include "base/errno.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "device/keyboard.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "process/process.h"
#include "thread/thread_stack.h"

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

// --- programs ---

// Starts a program with the words of the line, the first of which names it.
static int start(const char *line)
{
    struct arguments arguments = {0};
    int pid = 0;
    for (const char *word = line; *word != '\0' && pid == 0;) {
        size_t length = strcspn(word, " ");
        pid = arguments_add(&arguments, word, length);
        word += length + (word[length] == ' ');
    }
    if (pid == 0) {
        pid = process_start(arguments.text, &arguments);
    }
    if (pid < 0) {
        kprintf("%s cannot be started: error %d\n", arguments.text, -pid);
    }
    return pid;
}

static int end_of(int pid)
{
    int status = 0;
    process_wait(pid, &status, WAIT_FOREVER);
    return status;
}

static void show_two(void)
{
    kprintf("Two programs that never yield, both with a variable at one "
            "address:\n");
    int a = start("counter A 1 4");
    int b = start("counter B 100 4");
    end_of(a);
    end_of(b);
    kprintf("\nA program that starts another:\n");
    end_of(start("parent"));
    kprintf("\n");
}

// --- hostile programs ---

static const char *const hostile[] = {
    "follows_null",
    "reads_kernel",
    "writes_kernel",
    "jumps_to_kernel",
    "jumps_to_noncanonical",
    "overflows_stack",
    "executes_data",
    "executes_stack",
    "writes_code",
    "divides_by_zero",
    "executes_nonsense",
    "breakpoint",
    "single_steps",
    "uses_ports",
    "halts",
    "disables_interrupts",
    "loads_page_tables",
    "reads_model_register",
    "reloads_tables",
    "swaps_gs",
    "loses_stack",
    "loads_segments",
    "sets_breakpoints",
    "returns_to_ring_0",
    "far_jumps",
    "calls_an_interrupt",
    "wild_pointers",
    "asks_for_nothing",
    "sets_every_flag",
    "eats_memory",
};

// These do nothing that is forbidden, and never end by themselves.
static const char *const endless[] = {
    "spawns_storm",
    "loops_forever",
    "sleeps_forever",
};

#define REPEATED         9     // hostile programs that a key can start again
#define PATIENCE         10000 // milliseconds until a program is killed
#define ENDLESS_PATIENCE 500

static void run_hostile(const char *name, uint64_t patience_ms)
{
    int status;
    int pid = start(name);
    if (pid < 0) {
        return;
    }
    if (process_wait(pid, &status, patience_ms) == -ETIMEDOUT) {
        process_kill(pid);
        end_of(pid);
        kprintf("killed: %s (pid %d): it did not end by itself\n", name, pid);
    } else if (!(status & STATUS_KILLED)) {
        kprintf("ended: %s (pid %d) with code %d\n", name, pid, status);
    }
}

static void show_hostile(void)
{
    kprintf("Hostile programs, one after the other, and a witness:\n");
    int witness = start("witness");
    for (size_t i = 0; i < ARRAY_LENGTH(hostile); i++) {
        run_hostile(hostile[i], PATIENCE);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(endless); i++) {
        run_hostile(endless[i], ENDLESS_PATIENCE);
    }
    process_kill(witness);
    end_of(witness);
}

static void *do_nothing(void *unused)
{
    return unused;
}

// The kernel's page tables are never freed. This adds the tables for as many
// stacks as the programs can need, so that they do not change the count later.
static void add_page_tables(void)
{
    struct thread *threads[PROCESSES_MAX + 2];
    for (size_t i = 0; i < ARRAY_LENGTH(threads); i++) {
        threads[i] = thread_create("stack", do_nothing, NULL);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(threads); i++) {
        if (threads[i] != NULL) {
            thread_join(threads[i]);
        }
    }
}

static size_t count_frames(void)
{
    thread_stack_trim();
    size_class_trim();
    return frame_nfree();
}

static void show_menu(void)
{
    kprintf("With F1 to F%d, or alt and the digit, one of them runs again:\n",
            REPEATED);
    for (size_t i = 0; i < REPEATED; i++) {
        kprintf("  %zu  %s\n", i + 1, hostile[i]);
    }
    kprintf("Anything else that you type is echoed.\n");
}

// Function keys too: in a terminal, QEMU takes alt and a digit for itself.
static void run_if_asked(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    for (size_t i = 0; event->is_pressed && i < REPEATED; i++) {
        if (event->code == KEY_F1 + i ||
            (has_alt && event->character == (char)('1' + i))) {
            run_hostile(hostile[i], PATIENCE);
            begin_line();
        }
    }
}

// --- a thread that waits for keys ---

static struct wait_queue keys;

static void wake_for_key(void)
{
    wake_one(&keys);
}

static bool has_key(void *event)
{
    return keyboard_read(event);
}

static void take_keys_for_ever(void)
{
    wait_queue_init(&keys, "a key");
    keyboard_set_handler(wake_for_key);
    for (;;) {
        struct key_event event;
        wait_until(&keys, has_key, &event, WAIT_FOREVER);
        run_if_asked(&event);
        echo(&event);
    }
}

void demo_run(const char *command_line)
{
    (void)command_line;
    add_page_tables();
    size_t before = count_frames();
    show_two();
    show_hostile();
    kprintf("\n%zu frames were free before, %zu are after.\n\n", before,
            count_frames());
    show_menu();
    take_keys_for_ever();
}
