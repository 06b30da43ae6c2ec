// SPDX-License-Identifier: MIT
// syscall/spawn_arguments.c - what is passed to the calls that start a program.

#include "syscall/spawn_arguments.h"

#include "base/errno.h"
#include "process/process.h"
#include "process/user_copy.h"

// Copies the strings of argv, an array of addresses that ends in 0.
static int64_t get_arguments(struct arguments *arguments, uaddr_t argv)
{
    char *text = arguments->text;
    arguments->count = arguments->nbytes = 0;
    for (;;) {
        uaddr_t string;
        int result = copy_from_user(&string, argv, sizeof(string));
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
        argv.raw += sizeof(string);
    }
}

int64_t spawn_arguments_get(const struct syscall_arguments *in, char *name,
                            struct arguments *arguments)
{
    uaddr_t program = {in->rdi}, argv = {in->rsi};
    int64_t length = copy_string_from_user(name, program, PROCESS_NAME_SIZE);
    if (length < 0) {
        return length == -ENAMETOOLONG ? -ENOENT : length;
    }
    return get_arguments(arguments, argv);
}
