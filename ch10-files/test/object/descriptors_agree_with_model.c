// SPDX-License-Identifier: MIT
// 5,000 random operations on two descriptor tables, beside a model of them. At
// the end each object has exactly one reference, and no block is left.
//
// Breaks: object/descriptor.c: object_retain(found->object); =>
// Breaks: object/descriptor.c: !entry->close_on_exec => true
// Breaks: object/descriptor.c: number >= DESCRIPTORS_MAX
//     => number > DESCRIPTORS_MAX
// Breaks: object/descriptor.c: descriptor_close(table, number); =>

#include "base/errno.h"
#include "base/required.h"
#include "object/descriptor.h"
#include "test/leaks.h"
#include "test/runner.h"

#define OBJECTS 5
#define STEPS   5000

static unsigned ndestroyed;

static void destroy(struct object *object)
{
    (void)object;
    ndestroyed++;
}

static const struct object_operations operations = {.name = "test",
                                                    .destroy = destroy};
static struct object objects[OBJECTS];
static struct descriptor_table table, child;
static struct descriptor model[DESCRIPTORS_MAX];
static uint64_t seed = 1;

static unsigned random(unsigned end)
{
    seed = seed * 6364136223846793005 + 1442695040888963407;
    return (unsigned)(seed >> 33) % end;
}

// Mostly small numbers, and some that are too high or negative.
static int random_number(void)
{
    return random(4) > 0 ? (int)random(12) : (int)random(1100) - 20;
}

static bool is_open(int number)
{
    return number >= 0 && number < DESCRIPTORS_MAX &&
           model[number].object != NULL;
}

static void set(void)
{
    int number = random_number();
    struct descriptor new = {.object = &objects[random(OBJECTS)],
                             .rights = (uint8_t)random(4),
                             .close_on_exec = random(2)};
    object_retain(new.object);
    int result = descriptor_set(&table, number, new);
    if (number < 0 || number >= DESCRIPTORS_MAX) {
        EXPECT_EQUAL(result, -EBADF);
        object_release(new.object);
    } else if (EXPECT_EQUAL(result, 0)) {
        model[number] = new;
    }
}

static void close(void)
{
    int number = random_number();
    EXPECT_EQUAL(descriptor_close(&table, number),
                 is_open(number) ? 0 : -EBADF);
    if (is_open(number)) {
        model[number].object = NULL;
    }
}

static void get(void)
{
    int number = random_number();
    unsigned rights = random(4);
    struct object *found = descriptor_get(&table, number, rights);
    bool may = is_open(number) && (model[number].rights & rights) == rights;
    EXPECT(found == (may ? model[number].object : NULL));
    if (found != NULL) {
        object_release(found);
    }
}

static void inherit(void)
{
    EXPECT_EQUAL(descriptor_inherit(&child, &table), 0);
    for (int i = -1; i <= DESCRIPTORS_MAX; i++) {
        const struct descriptor *entry = descriptor_find(&child, i);
        bool has = is_open(i) && !model[i].close_on_exec;
        EXPECT(entry == NULL ? !has : has && entry->object == model[i].object);
    }
    descriptor_close_all(&child);
}

static unsigned count(const struct object *object)
{
    unsigned references = 1;
    for (int i = 0; i < DESCRIPTORS_MAX; i++) {
        references += model[i].object == object;
    }
    return references;
}

TEST(descriptors_agree_with_model)
{
    size_t blocks = count_blocks();
    for (size_t i = 0; i < OBJECTS; i++) {
        objects[i] = (struct object){.operations = &operations, .count = 1};
    }
    for (int step = 0; step < STEPS; step++) {
        switch (random(8)) {
        case 0: close(); break;
        case 1: inherit(); break;
        case 2:
        case 3: get(); break;
        default: set(); break;
        }
    }
    for (size_t i = 0; i < OBJECTS; i++) {
        EXPECT_EQUAL(objects[i].count, count(&objects[i]));
    }
    descriptor_close_all(&table);
    EXPECT_EQUAL(ndestroyed, 0);
    for (size_t i = 0; i < OBJECTS; i++) {
        EXPECT_EQUAL(objects[i].count, 1);
        object_release(&objects[i]);
    }
    EXPECT_EQUAL(ndestroyed, OBJECTS);
    EXPECT_EQUAL(count_blocks(), blocks);
}
