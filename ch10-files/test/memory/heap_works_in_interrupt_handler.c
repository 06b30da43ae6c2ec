// SPDX-License-Identifier: MIT
// Breaks: cpu/interrupts.h: cli(); =>
// Breaks: memory/size_class.c: void *block = cache->blocks[
//     => interrupts_restore(were_on); void *block = cache->blocks[
// Breaks: memory/size_class.c: if (cache->count == cache->max) {
//     => interrupts_restore(were_on); if (cache->count == cache->max) {

#include "base/kprintf.h"
#include "base/string.h"
#include "cpu/interrupts.h"
#include "device/pit.h"
#include "lib/symbols.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

#define NBYTES       40
#define NKEPT        8    // blocks of the handler, from tick to tick
#define NBLOCKS      40   // of the interrupted code: a CPU caches fewer
#define NTICKS       2000 // of the timer
#define NROUNDS_KEPT 16   // the handler's blocks are freed after so many

// Each byte of a block names its owner; a wrong byte names the other owner.
#define HANDLER_OWNS 0x80 // + the index of the block
#define TEST_OWNS    0x01

static uint8_t *kept[NKEPT];
static trap_handler *ticks_handler;
static volatile unsigned long ncalls, nrefused, ndamaged;
static volatile uintptr_t interrupted; // the instruction, at the last tick
static unsigned long nsteps, stride;

static uint8_t *take(size_t owner)
{
    uint8_t *block = kmalloc(NBYTES);
    if (block == NULL) {
        nrefused++;
        return NULL;
    }
    memset(block, (uint8_t)owner, NBYTES);
    return block;
}

static void put_back(uint8_t *block, size_t owner)
{
    for (size_t i = 0; block != NULL && i < NBYTES; i++) {
        if (block[i] != owner) {
            ndamaged++;
            kprintf("byte %zu of %p is 0x%x, its owner wrote 0x%zx; the "
                    "last tick interrupted ",
                    i, block, block[i], owner);
            symbol_print(interrupted);
            kprintf("\n");
            break;
        }
    }
    kfree(block);
}

// Takes a block in each of NKEPT ticks, and frees one in each of the next
// NKEPT: so every tick changes how much memory is free.
static void use_heap(const struct trap_frame *frame)
{
    size_t i = ncalls++ % NKEPT;
    interrupted = frame->rip;
    if (kept[i] != NULL) {
        put_back(kept[i], HANDLER_OWNS + i);
        kept[i] = NULL;
    } else {
        kept[i] = take(HANDLER_OWNS + i);
    }
}

static void free_kept(void)
{
    bool were_on = interrupts_off();
    for (size_t i = 0; i < NKEPT; i++) {
        put_back(kept[i], HANDLER_OWNS + i);
        kept[i] = NULL;
    }
    interrupts_restore(were_on);
}

static void use_heap_meanwhile(void)
{
    uint8_t *blocks[NBLOCKS];
    for (size_t i = 0; i < NBLOCKS; i++) {
        blocks[i] = take(TEST_OWNS + i);
    }
    for (size_t i = 0; i < NBLOCKS; i++) {
        put_back(blocks[i], TEST_OWNS + i);
    }
}

// --- ticks of the timer, at 10 kHz ---

static void on_tick(struct trap_frame *frame)
{
    use_heap(frame);
    ticks_handler(frame);
}

// The host may delay a tick, and the handler keeps blocks from tick to tick. So
// these are freed after a number of rounds.
static void run_with_timer(void)
{
    ncalls = 0;
    EXPECT_EQUAL(pit_init(10000), 0);
    cli(); // no tick before we know where to pass it on
    ticks_handler = trap_set_handler(VECTOR_IRQ_BASE, on_tick);
    sti();
    for (size_t round = 1; ncalls < NTICKS && ndamaged == 0; round++) {
        use_heap_meanwhile();
        if (round % NROUNDS_KEPT == 0) {
            free_kept();
        }
    }
    trap_set_handler(VECTOR_IRQ_BASE, ticks_handler);
    EXPECT_EQUAL(pit_init(100), 0);
    free_kept();
}

// --- ticks at chosen instructions: the debug exception takes their place ---

static void single_step(bool is_on)
{
    uintptr_t flags = read_flags() & ~(uintptr_t)RFLAGS_TF;
    flags |= is_on ? RFLAGS_TF : 0;
    __asm__ volatile("push %0; popf" : : "r"(flags) : "memory", "cc");
}

// Where interrupts are off, no tick could come.
static void on_step(struct trap_frame *frame)
{
    if ((frame->rflags & RFLAGS_IF) && ++nsteps % stride == 0) {
        use_heap(frame);
    }
}

// At each instruction, then at each second one, and so on.
static void run_with_steps(void)
{
    trap_handler *before = trap_set_handler(VECTOR_DEBUG, on_step);
    for (stride = 1; stride <= NKEPT && ndamaged == 0; stride++) {
        single_step(true);
        use_heap_meanwhile();
        single_step(false);
        free_kept();
    }
    trap_set_handler(VECTOR_DEBUG, before);
}

TEST(heap_works_in_interrupt_handler)
{
    nrefused = ndamaged = 0;
    run_with_steps();
    run_with_timer();
    EXPECT_EQUAL(nrefused, 0); // no memory
    EXPECT_EQUAL(ndamaged, 0); // a block with two owners
}
