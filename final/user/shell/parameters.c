// SPDX-License-Identifier: MIT
// user/shell/parameters.c - what a $ in a command can stand for.

#include "user/shell/parameters.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/command_line.h"

struct variable {
    struct variable *next;
    char *text; // NAME=value, as programs get it; NULL: it has no value
    bool is_exported, is_temporary;
    size_t name_length;
    char name[]; // without a zero byte
};

struct parameters parameters;
static struct variable *variables; // a temporary one stands before the other

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
        *variable = (struct variable){.next = variables, .name_length = length};
        memcpy(variable->name, name, length);
        variables = variable;
    }
    return variable;
}

static void discard(struct variable *variable)
{
    struct variable **link = &variables;
    while (*link != variable) {
        link = &(*link)->next;
    }
    *link = variable->next;
    free(variable->text);
    free(variable);
}

static int set_value(struct variable *variable, const char *value)
{
    size_t length = variable->name_length, size = strlen(value) + 1;
    char *text = malloc(length + 1 + size);
    if (text == NULL) {
        return -ENOMEM;
    }
    memcpy(text, variable->name, length);
    text[length] = '=';
    memcpy(text + length + 1, value, size);
    free(variable->text);
    variable->text = text;
    return 0;
}

static const char *value_of(const struct variable *variable)
{
    return variable != NULL && variable->text != NULL
               ? variable->text + variable->name_length + 1
               : NULL;
}

static struct variable *find_or_create(const char *name, size_t length)
{
    struct variable *variable = find(name, length);
    return variable != NULL ? variable : create(name, length);
}

int variable_set(const char *name, size_t length, const char *value)
{
    struct variable *variable = find_or_create(name, length);
    return variable != NULL ? set_value(variable, value) : -ENOMEM;
}

int variable_set_temporary(const char *name, size_t length, const char *value)
{
    struct variable *variable = create(name, length);
    if (variable == NULL) {
        return -ENOMEM;
    }
    variable->is_exported = variable->is_temporary = true;
    return set_value(variable, value);
}

void variables_drop_temporary(void)
{
    struct variable *next;
    for (struct variable *at = variables; at != NULL; at = next) {
        next = at->next;
        if (at->is_temporary) {
            discard(at);
        }
    }
}

void variable_unset(const char *name, size_t length)
{
    struct variable *variable = find(name, length);
    if (variable != NULL) {
        discard(variable);
    }
}

const char *variable_value(const char *name)
{
    return value_of(find(name, strlen(name)));
}

// --- the environment ---

int variable_export(const char *name, size_t length)
{
    struct variable *variable = find_or_create(name, length);
    if (variable == NULL) {
        return -ENOMEM;
    }
    variable->is_exported = true;
    return 0;
}

const char *const *variables_environment(void)
{
    static const char *environment[ARGUMENTS_MAX + 2];
    size_t count = 0;
    for (const struct variable *at = variables; at != NULL; at = at->next) {
        if (at->is_exported && at->text != NULL && count <= ARGUMENTS_MAX &&
            find(at->name, at->name_length) == at) {
            environment[count++] = at->text;
        }
    }
    environment[count] = NULL;
    return environment;
}

void variables_list_exported(void)
{
    for (const struct variable *at = variables; at != NULL; at = at->next) {
        if (at->is_exported) {
            printf("export %.*s", (int)at->name_length, at->name);
            printf(at->text != NULL ? "='%s'\n" : "\n", value_of(at));
        }
    }
}

// --- the start ---

static int set_exported(const char *name, size_t length, const char *value)
{
    int result = variable_set(name, length, value);
    return result != 0 ? result : variable_export(name, length);
}

static int set_unless_given(const char *name, const char *value)
{
    return variable_value(name) != NULL
               ? 0
               : set_exported(name, strlen(name), value);
}

int variables_init(void)
{
    char directory[PATH_MAX];
    int result = 0;
    for (size_t i = 0; environ[i] != NULL && result == 0; i++) {
        size_t length = name_length(environ[i]);
        if (length > 0 && environ[i][length] == '=') {
            result = set_exported(environ[i], length, environ[i] + length + 1);
        }
    }
    if (result == 0) {
        result = set_unless_given("PATH", "/bin");
    }
    if (result == 0) {
        result = set_unless_given("HOME", "/");
    }
    if (result == 0 && getcwd(directory, sizeof(directory)) >= 0) {
        result = set_exported("PWD", 3, directory);
    }
    return result;
}

// --- all parameters ---

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
    return value_of(find(name, length));
}
