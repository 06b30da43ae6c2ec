// SPDX-License-Identifier: MIT
// show.c - what `make run` lets a person see.

#include "base/chapter.h"
#include "base/errno.h"
#include "base/kprintf.h"
#include "device/keyboard.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "process/process.h"

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

// --- programs ---

// Starts a program with the words of the line, the first of which names it.
static int start(const char *line)
{
    struct arguments arguments = {0};
    int pid = arguments_add_words(&arguments, line);
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
    kprintf("Two programs that never give way, both with a variable at one "
            "address:\n");
    int a = start("counter A 1 4");
    int b = start("counter B 100 4");
    end_of(a);
    end_of(b);
    kprintf("\nA program that starts another:\n");
    end_of(start("parent"));
    kprintf("\n");
}

// --- the gallery ---

static const char *const gallery[] = {
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

// These do nothing that is forbidden, and would never end.
static const char *const endless[] = {
    "spawns_storm",
    "loops_forever",
    "sleeps_forever",
};

#define REPEATED         9     // of the gallery, on keys
#define PATIENCE         10000 // milliseconds for each
#define ENDLESS_PATIENCE 500

static void exhibit(const char *name, uint64_t patience_ms)
{
    int status;
    int pid = start(name);
    if (pid < 0) {
        return;
    }
    if (process_wait(pid, &status, patience_ms) == -ETIMEDOUT) {
        process_kill(pid);
        end_of(pid);
        kprintf("stopped: %s (pid %d): it did not end by itself\n", name, pid);
    } else if (!(status & STATUS_STOPPED)) {
        kprintf("ended: %s (pid %d) with code %d\n", name, pid, status);
    }
}

static void show_gallery(void)
{
    kprintf("Hostile programs, one after the other, and a neighbour:\n");
    int neighbour = start("neighbour");
    for (size_t i = 0; i < ARRAY_LENGTH(gallery); i++) {
        exhibit(gallery[i], PATIENCE);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(endless); i++) {
        exhibit(endless[i], ENDLESS_PATIENCE);
    }
    process_kill(neighbour);
    end_of(neighbour);
}

static size_t count_frames(void)
{
    thread_trim();
    heap_allocator()->trim();
    return frame_nfree();
}

static void show_menu(void)
{
    kprintf("With F1 to F%d, or alt and the digit, one of them runs again:\n",
            REPEATED);
    for (size_t i = 0; i < REPEATED; i++) {
        kprintf("  %zu  %s\n", i + 1, gallery[i]);
    }
    kprintf("Anything else that you type is echoed.\n");
}

// The function keys as well: in a terminal alt and a digit are for QEMU itself.
static void exhibit_if_asked(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    for (size_t i = 0; event->is_pressed && i < REPEATED; i++) {
        if (event->code == KEY_F1 + i ||
            (has_alt && event->character == (char)('1' + i))) {
            exhibit(gallery[i], PATIENCE);
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
        exhibit_if_asked(&event);
        echo(&event);
    }
}

void chapter_run(const char *command_line)
{
    (void)command_line;
    size_t before = count_frames();
    show_two();
    show_gallery();
    kprintf("\n%zu frames were free before, %zu are after.\n\n", before,
            count_frames());
    show_menu();
    take_keys_for_ever();
}
