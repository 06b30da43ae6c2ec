// SPDX-License-Identifier: MIT
// process/arguments.c - the strings that a program gets when it begins.
//
// System V ABI for AMD64, "Initial Stack and Register State". From rsp upward:
// argc, argv and its null, the addresses of the environment and their null, the
// auxiliary vector (here only AT_NULL), and last the strings.

#include "process/arguments.h"

#include "base/errno.h"
#include "base/string.h"
#include "process/user_memory.h"

int arguments_add(struct arguments *arguments, const char *string,
                  size_t length)
{
    if (arguments->count == ARGUMENTS_MAX ||
        length >= sizeof(arguments->text) - arguments->nbytes) {
        return -E2BIG;
    }
    memcpy(&arguments->text[arguments->nbytes], string, length);
    arguments->text[arguments->nbytes + length] = '\0';
    arguments->nbytes += length + 1;
    arguments->count++;
    return 0;
}

#define NULLS 4 // behind argv, behind the environment, AT_NULL and its value

uintptr_t arguments_push(const struct arguments *arguments, struct space *space)
{
    size_t argc = arguments->count - arguments->nvariables;
    uint64_t words[1 + ARGUMENTS_MAX + NULLS] = {argc};
    size_t nwords = 1 + arguments->count + NULLS;
    uintptr_t strings = USER_STACK_END - arguments->nbytes;
    uintptr_t next = strings;
    const char *text = arguments->text;
    for (size_t i = 0; i < arguments->count; i++) {
        words[1 + i + (i >= argc)] = next; // a null is between them
        size_t length = strlen(text) + 1;
        next += length;
        text += length;
    }
    uintptr_t rsp = align_down(strings - nwords * sizeof(words[0]), 16);
    user_write(space, strings, arguments->text, arguments->nbytes);
    user_write(space, rsp, words, nwords * sizeof(words[0]));
    return rsp;
}
