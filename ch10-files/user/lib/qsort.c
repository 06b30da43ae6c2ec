// SPDX-License-Identifier: MIT
// user/lib/qsort.c - sorting in place: heapsort.
//
// It takes n log n comparisons whatever the order was, and no memory; the
// order of equal elements is lost.

#include "user/include/stdlib.h"

struct array {
    char *start;
    size_t size; // of an element
    int (*compare)(const void *left, const void *right);
};

static char *at(const struct array *array, size_t index)
{
    return array->start + index * array->size;
}

static void swap(const struct array *array, size_t left, size_t right)
{
    for (size_t i = 0; i < array->size; i++) {
        char byte = at(array, left)[i];
        at(array, left)[i] = at(array, right)[i];
        at(array, right)[i] = byte;
    }
}

// In a heap no element is less than those at 2 * index + 1 and + 2. Lets the
// element at index sink until that holds below it.
static void sink(const struct array *array, size_t index, size_t count)
{
    for (;;) {
        size_t child = 2 * index + 1;
        if (child >= count) {
            return;
        }
        if (child + 1 < count &&
            array->compare(at(array, child), at(array, child + 1)) < 0) {
            child++;
        }
        if (array->compare(at(array, index), at(array, child)) >= 0) {
            return;
        }
        swap(array, index, child);
        index = child;
    }
}

void qsort(void *start, size_t count, size_t size,
           int (*compare)(const void *left, const void *right))
{
    struct array array = {start, size, compare};
    for (size_t i = count / 2; i > 0; i--) {
        sink(&array, i - 1, count);
    }
    // The first element is the greatest: it goes to the end.
    for (size_t left = count; left > 1; left--) {
        swap(&array, 0, left - 1);
        sink(&array, 0, left - 1);
    }
}
