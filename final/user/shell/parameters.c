// SPDX-License-Identifier: MIT
// user/shell/parameters.c - what a $ in a command can stand for.

#include "user/shell/parameters.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct variable {
    struct variable *next;
    char *value;
    size_t name_length;
    char name[]; // without a zero byte
};

struct parameters parameters;
static struct variable *variables;

static struct variable *find(const char *name, size_t length)
{
    struct variable *variable = variables;
    while (variable != NULL && (variable->name_length != length ||
                                strncmp(variable->name, name, length) != 0)) {
        variable = variable->next;
    }
    return variable;
}

static struct variable *create(const char *name, size_t length)
{
    struct variable *variable = malloc(sizeof(*variable) + length);
    if (variable != NULL) {
        variable->next = variables;
        variable->value = NULL;
        variable->name_length = length;
        memcpy(variable->name, name, length);
        variables = variable;
    }
    return variable;
}

int variable_set(const char *name, size_t length, const char *value)
{
    struct variable *variable = find(name, length);
    if (variable == NULL) {
        variable = create(name, length);
    }
    size_t size = strlen(value) + 1;
    char *copy = malloc(size);
    if (variable == NULL || copy == NULL) {
        free(copy);
        return -ENOMEM;
    }
    memcpy(copy, value, size);
    free(variable->value);
    variable->value = copy;
    return 0;
}

const char *variable_value(const char *name)
{
    struct variable *variable = find(name, strlen(name));
    return variable != NULL ? variable->value : NULL;
}

static const char *decimal(long number)
{
    static char digits[24];
    snprintf(digits, sizeof(digits), "%ld", number);
    return digits;
}

const char *parameter_value(const char *name, size_t length)
{
    switch (*name) {
    case '?': return decimal(parameters.status);
    case '$': return decimal(parameters.self);
    case '#': return decimal((long)parameters.count);
    case '!':
        return parameters.background != 0 ? decimal(parameters.background)
                                          : NULL;
    default: break;
    }
    if (*name >= '0' && *name <= '9') {
        size_t index = (size_t)(*name - '0');
        return index <= parameters.count ? parameters.argument[index] : NULL;
    }
    struct variable *variable = find(name, length);
    return variable != NULL ? variable->value : NULL;
}
