// SPDX-License-Identifier: MIT
// Red when memory/size_class.c has
//     bool were_on = false;
//         struct at_hand *hand = &this_cpu()->at_hand[i];
//         if (hand->count == 0) {
// instead of
//     bool were_on = interrupts_off();
//         struct at_hand *hand = &this_cpu()->at_hand[i];
//         if (hand->count == 0) {
// Red when memory/size_class.c has
//     bool were_on = false;
//         struct at_hand *hand = &this_cpu()->at_hand[i];
//         if (hand->count == hand->max) {
// instead of
//     bool were_on = interrupts_off();
//         struct at_hand *hand = &this_cpu()->at_hand[i];
//         if (hand->count == hand->max) {

#include "device/pit.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

#define NKEPT 8

static uint8_t *kept[NKEPT]; // the handler's, from tick to tick
static trap_handler *ticks_handler;
static volatile unsigned long ncalls, ndamaged;

static void put_back(size_t i)
{
    ndamaged += kept[i] != NULL && kept[i][39] != 0xCD;
    kfree(kept[i]);
    kept[i] = NULL;
}

// Takes a block in each of NKEPT ticks, and gives one back in each of the next:
// there is never as much free after a tick as there was before.
static void use_heap(struct trap_frame *frame)
{
    size_t i = ncalls++ % NKEPT;
    if (kept[i] != NULL) {
        put_back(i);
    } else if ((kept[i] = kmalloc(40)) != NULL) {
        kept[i][39] = 0xCD;
    }
    ticks_handler(frame);
}

static void use_heap_meanwhile(void)
{
    uint8_t *blocks[5];
    for (size_t i = 0; i < ARRAY_LENGTH(blocks); i++) {
        blocks[i] = kmalloc(40);
        if (blocks[i] != NULL) {
            blocks[i][39] = (uint8_t)i;
        }
    }
    for (size_t i = 0; i < ARRAY_LENGTH(blocks); i++) {
        ndamaged += blocks[i] == NULL || blocks[i][39] != i;
        kfree(blocks[i]);
    }
}

// The same class of blocks inside and outside of the handler, at 10 kHz.
TEST(an_interrupt_handler_may_use_the_heap)
{
    const struct allocator *usual = heap_allocator();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        ncalls = 0;
        EXPECT_EQUAL(pit_init(10000), 0);
        cli(); // no tick before we know where to pass it on
        ticks_handler = trap_set_handler(VECTOR_IRQ_BASE, use_heap);
        sti();
        while (ncalls < 2000 && ndamaged == 0) {
            use_heap_meanwhile();
        }
        trap_set_handler(VECTOR_IRQ_BASE, ticks_handler);
        EXPECT_EQUAL(pit_init(100), 0);
        for (size_t j = 0; j < NKEPT; j++) {
            put_back(j);
        }
        EXPECT_EQUAL(ndamaged, 0);
    }
    heap_use(usual); // panics if blocks are in use that are none
}
