// SPDX-License-Identifier: MIT
// syscall/spawn_arguments.c - what is passed to the calls that start a program.

#include "syscall/spawn_arguments.h"

#include "base/errno.h"
#include "process/process.h"
#include "process/user_copy.h"

// Copies the strings of an array of addresses that ends in 0, behind those that
// are there.
static int64_t get_strings(struct arguments *arguments, uaddr_t array)
{
    char *text = arguments->text;
    for (;;) {
        uaddr_t string;
        int result = copy_from_user(&string, array, sizeof(string));
        if (result != 0) {
            return result;
        }
        if (string.raw == 0) {
            return 0;
        }
        if (arguments->count == ARGUMENTS_MAX) {
            return -E2BIG;
        }
        size_t room = sizeof(arguments->text) - arguments->nbytes;
        int64_t length =
            copy_string_from_user(&text[arguments->nbytes], string, room);
        if (length < 0) {
            return length == -ENAMETOOLONG ? -E2BIG : length;
        }
        arguments->nbytes += (size_t)length + 1;
        arguments->count++;
        array.raw += sizeof(string);
    }
}

int64_t spawn_arguments_get(const struct syscall_arguments *in, char *name,
                            struct arguments *arguments)
{
    uaddr_t program = {in->rdi}, argv = {in->rsi};
    int64_t length = copy_string_from_user(name, program, PATH_MAX);
    arguments->count = arguments->nvariables = arguments->nbytes = 0;
    return length < 0 ? length : get_strings(arguments, argv);
}

int64_t spawn_environment_get(uint64_t envp, struct arguments *arguments)
{
    size_t argc = arguments->count;
    int64_t result = envp == 0 ? 0 : get_strings(arguments, (uaddr_t){envp});
    arguments->nvariables = arguments->count - argc;
    return result;
}
