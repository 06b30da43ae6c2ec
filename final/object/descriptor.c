// SPDX-License-Identifier: MIT
// object/descriptor.c - a process's small numbers for the objects it holds.

#include "object/descriptor.h"

#include "base/errno.h"
#include "base/required.h"
#include "memory/heap.h"

#define LENGTH_MIN 8 // entries that a table begins with

// Makes the table long enough for this number.
static int grow(struct descriptor_table *table, size_t number)
{
    size_t length = max(table->length, LENGTH_MIN);
    while (length <= number) {
        length *= 2;
    }
    if (length == table->length) {
        return 0;
    }
    struct descriptor *entries = kcalloc(length, sizeof(*entries));
    if (entries == NULL) {
        return -ENOMEM;
    }
    if (table->entries != NULL) {
        memcpy(entries, table->entries, table->length * sizeof(*entries));
        kfree(table->entries);
    }
    table->entries = entries;
    table->length = length;
    return 0;
}

int descriptor_set(struct descriptor_table *table, int number,
                   struct descriptor descriptor)
{
    if (number < 0 || number >= DESCRIPTORS_MAX) {
        return -EBADF;
    }
    int result = grow(table, (size_t)number);
    if (result == 0) {
        descriptor_close(table, number);
        table->entries[number] = descriptor;
    }
    return result;
}

int descriptor_reserve(struct descriptor_table *table)
{
    int number = 0;
    while (descriptor_find(table, number) != NULL) {
        number++;
    }
    if (number == DESCRIPTORS_MAX) {
        return -EMFILE;
    }
    int result = grow(table, (size_t)number);
    return result != 0 ? result : number;
}

const struct descriptor *descriptor_find(const struct descriptor_table *table,
                                         int64_t number)
{
    if ((uint64_t)number >= table->length ||
        table->entries[number].object == NULL) {
        return NULL;
    }
    return &table->entries[number];
}

struct object *descriptor_get(const struct descriptor_table *table,
                              int64_t number, unsigned rights)
{
    const struct descriptor *found = descriptor_find(table, number);
    if (found == NULL || (found->rights & rights) != rights) {
        return NULL;
    }
    object_retain(found->object);
    return found->object;
}

int descriptor_close(struct descriptor_table *table, int64_t number)
{
    if (descriptor_find(table, number) == NULL) {
        return -EBADF;
    }
    struct object *object = table->entries[number].object;
    table->entries[number].object = NULL;
    object_release(object);
    return 0;
}

void descriptor_close_all(struct descriptor_table *table)
{
    for (size_t i = 0; i < table->length; i++) {
        descriptor_close(table, (int64_t)i);
    }
    kfree(table->entries);
    *table = (struct descriptor_table){0};
}

int descriptor_inherit(struct descriptor_table *table,
                       const struct descriptor_table *parent)
{
    if (parent->length == 0) {
        return 0;
    }
    int result = grow(table, parent->length - 1);
    if (result != 0) {
        return result;
    }
    for (size_t i = 0; i < parent->length; i++) {
        const struct descriptor *entry = &parent->entries[i];
        if (entry->object != NULL && !entry->close_on_exec) {
            object_retain(entry->object);
            table->entries[i] = *entry;
        }
    }
    return 0;
}
