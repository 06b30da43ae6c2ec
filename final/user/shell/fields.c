// SPDX-License-Identifier: MIT
// user/shell/fields.c - the arguments of one command, as the program gets them.

#include "user/shell/fields.h"

#include <stdlib.h>
#include <string.h>

void fields_clear(struct fields *fields)
{
    fields->argv[0] = NULL;
    fields->count = fields->nbytes = 0;
    fields->is_full = false;
}

void fields_add(struct fields *fields, const char *text, size_t length)
{
    if (fields->count == ARGUMENTS_MAX ||
        length >= sizeof(fields->text) - fields->nbytes) {
        fields->is_full = true;
        return;
    }
    char *field = &fields->text[fields->nbytes];
    memcpy(field, text, length);
    field[length] = '\0';
    fields->argv[fields->count++] = field;
    fields->argv[fields->count] = NULL;
    fields->nbytes += length + 1;
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

void fields_sort(struct fields *fields, size_t first)
{
    qsort(&fields->argv[first], fields->count - first, sizeof(char *), compare);
}
