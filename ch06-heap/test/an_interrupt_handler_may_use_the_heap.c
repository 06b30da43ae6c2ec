// SPDX-License-Identifier: MIT
// Red when memory/size_class.c has
//     bool were_on = false;
//         struct at_hand *hand = &this_cpu()->at_hand[i];
//         if (hand->count == 0) {
// instead of
//     bool were_on = interrupts_off();
//         struct at_hand *hand = &this_cpu()->at_hand[i];
//         if (hand->count == 0) {

#include "device/pit.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "trap/trap.h"

static uint8_t *volatile at_interrupt; // the handler's, from tick to tick
static trap_handler *ticks_handler;
static volatile unsigned long ncalls, ndamaged;

static void use_heap(struct trap_frame *frame)
{
    if (at_interrupt != NULL && at_interrupt[39] != 0xCD) {
        ndamaged++;
    }
    kfree(at_interrupt);
    at_interrupt = kmalloc(40);
    if (at_interrupt != NULL) {
        at_interrupt[39] = 0xCD;
    }
    ncalls++;
    ticks_handler(frame);
}

// The same class of blocks inside and outside of the handler, at 10 kHz.
TEST(an_interrupt_handler_may_use_the_heap)
{
    struct allocator_usage before, after;
    heap_allocator()->measure(&before);
    EXPECT_EQUAL(pit_init(10000), 0);
    ticks_handler = trap_set_handler(VECTOR_IRQ_BASE, use_heap);
    while (ncalls < 3000) {
        uint8_t *blocks[5];
        for (size_t i = 0; i < ARRAY_LENGTH(blocks); i++) {
            blocks[i] = kmalloc(40);
            blocks[i][39] = (uint8_t)i;
        }
        for (size_t i = 0; i < ARRAY_LENGTH(blocks); i++) {
            ndamaged += blocks[i][39] != i;
            kfree(blocks[i]);
        }
    }
    trap_set_handler(VECTOR_IRQ_BASE, ticks_handler);
    EXPECT_EQUAL(pit_init(100), 0);
    kfree(at_interrupt);
    EXPECT_EQUAL(ndamaged, 0);
    heap_allocator()->measure(&after);
    EXPECT_EQUAL(after.nblocks, before.nblocks);
}
