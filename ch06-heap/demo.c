// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows.

#include "base/demo.h"
#include "base/kprintf.h"
#include "boot/layout.h"
#include "device/keyboard.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "memory/workload.h"
#include "x86/cpu.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

static size_t per_cent(size_t part, size_t whole)
{
    return whole == 0 ? 0 : part * 100 / whole;
}

static const char *how_blocks_fared(const struct workload_result *result)
{
    if (result->nblocks_damaged > 0) {
        return "NOT";
    }
    return result->nfailed > 0 ? "too few" : "whole";
}

// A thousand blocks in use at a time, allocated and freed at random.
static void show_mix(void)
{
    static const struct workload mix = {2000, 40000, 2048};
    struct workload_result result = workload_run(&mix);
    kprintf(
        "  %-14s%8lu%10zu KiB%9zu%%%10zu%8s\n", heap_allocator()->name,
        result.ticks / result.ncalls, result.nbytes_held / 1024,
        per_cent(result.nbytes_held - result.nbytes_asked, result.nbytes_asked),
        result.nholes_at_end, how_blocks_fared(&result));
}

// What the heap has to hold while one small block stays in use.
static void show_long_life(void)
{
    struct allocator_usage usage;
    void *one = kmalloc(16);
    for (int i = 0; i < 10000; i++) {
        kfree(kmalloc(1000));
    }
    heap_allocator()->measure(&usage);
    kprintf("  %-14s%8zu KiB\n", heap_allocator()->name,
            usage.nbytes_held / 1024);
    kfree(one);
}

static void show_all(void (*show)(void))
{
    const struct allocator *usual = heap_allocator();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        show();
    }
    heap_use(usual);
}

// A page table stays when nothing is mapped by it any more, so those that the
// allocators will need are made before frames are counted.
static void make_page_tables(void)
{
    kfree(kmalloc(12 * MIB));
}

static void show_allocators(void)
{
    show_all(make_page_tables);
    size_t before = frame_nfree();
    kprintf(
        "1,000 blocks of 1 to 2048 bytes in use, 40,000 calls at random:\n");
    kprintf("  %-14s%8s%14s%10s%10s%8s\n", "", "ticks", "at most", "overhead",
            "holes", "blocks");
    show_all(show_mix);
    kprintf("10,000 blocks of 1000 bytes, one after the other, while one of 16 "
            "stays:\n");
    show_all(show_long_life);
    kprintf("%zu frames free before, %zu after. The usual one: %s.\n\n", before,
            frame_nfree(), heap_allocator()->name);
}

// --- bugs, each on a key of its own ---

static char *volatile block;

static __attribute__((noinline)) void take_block(void)
{
    block = kmalloc(24);
    if (block == NULL) {
        panic("no memory for a block of 24 bytes");
    }
}

static __attribute__((noinline)) void free_once(void)
{
    take_block();
    kfree(block);
}

static void free_twice(void)
{
    free_once();
    kfree(block);
}

static void write_past_the_end(void)
{
    take_block();
    block[24] = '!';
    kfree(block);
}

static void free_middle(void)
{
    take_block();
    kfree(block + 16);
}

static void free_variable(void)
{
    static char variable[64];
    kfree(variable + 32);
}

static void write_after_free(void)
{
    heap_poison();
    free_once();
    block[20] = '!';
    take_block();
}

static const struct {
    const char *what;
    void (*commit)(void);
} bugs[] = {
    {"free a block twice", free_twice},
    {"write one byte past its end", write_past_the_end},
    {"free the middle of it", free_middle},
    {"free an address that is not a block", free_variable},
    {"write to it after it is freed", write_after_free},
};

static void show_bugs(void)
{
    kprintf("With F1 to F%zu, or alt and the digit, a bug ends it all:\n",
            ARRAY_LENGTH(bugs));
    for (size_t i = 0; i < ARRAY_LENGTH(bugs); i++) {
        kprintf("  %zu  %s\n", i + 1, bugs[i].what);
    }
    kprintf("Anything else that you type is echoed.\n");
}

// Function keys too: in a terminal, QEMU takes alt and a digit for itself.
static void commit_if_asked(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    for (size_t i = 0; event->is_pressed && i < ARRAY_LENGTH(bugs); i++) {
        if (event->code == KEY_F1 + i ||
            (has_alt && event->character == (char)('1' + i))) {
            bugs[i].commit();
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

// Halts until there is a key. Interrupts are off between the test of the queue
// and the hlt, since a key that came there would not end the hlt.
static void take_keys_for_ever(void)
{
    for (;;) {
        struct key_event event;
        cli();
        if (keyboard_read(&event)) {
            sti();
            commit_if_asked(&event);
            echo(&event);
        } else {
            sti_and_hlt();
        }
    }
}

void demo_run(const char *command_line)
{
    (void)command_line;
    show_allocators();
    show_bugs();
    take_keys_for_ever();
}
