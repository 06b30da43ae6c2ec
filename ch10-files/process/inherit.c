// SPDX-License-Identifier: MIT
// process/inherit.c - what a child gets from its parent.

#include "process/inherit.h"

#include "base/errno.h"
#include "base/string.h"
#include "process/process_table.h"
#include "terminal/console.h"

void inherit_init(struct process *kernel)
{
    static struct descriptor first[] = {{.rights = RIGHT_READ},
                                        {.rights = RIGHT_WRITE},
                                        {.rights = RIGHT_WRITE}};
    for (size_t i = 0; i < ARRAY_LENGTH(first); i++) {
        first[i].object = console_object();
        object_retain(first[i].object);
    }
    kernel->descriptors = (struct descriptor_table){first, ARRAY_LENGTH(first)};
}

// A child of the kernel begins a group: the kernel has none.
static int choose_group(struct process *process, int group)
{
    if (group == SPAWN_SAME_GROUP) {
        group = process->parent->group;
    } else if (group != SPAWN_NEW_GROUP && !process_table_has_group(group)) {
        return -EINVAL;
    }
    process->group = group == 0 ? process->pid : group;
    return 0;
}

// Gives a new process its parent's descriptors, and the three chosen ones as 0,
// 1 and 2.
static int choose_descriptors(struct process *process, const int32_t chosen[3])
{
    struct descriptor_table *from = &process->parent->descriptors;
    int result = descriptor_inherit(&process->descriptors, from);
    for (int i = 0; i < 3 && result == 0; i++) {
        if (chosen[i] == i) {
            continue; // inherited already
        }
        const struct descriptor *entry = descriptor_find(from, chosen[i]);
        if (entry == NULL) {
            return -EBADF;
        }
        struct descriptor copy = *entry;
        copy.close_on_exec = false;
        object_retain(copy.object);
        result = descriptor_set(&process->descriptors, i, copy);
        if (result != 0) {
            object_release(copy.object);
        }
    }
    return result;
}

int inherit(struct process *process, const struct spawn_options *options)
{
    int result = choose_group(process, options->group);
    const char *directory = process->parent->directory;
    memcpy(process->directory, directory, strlen(directory) + 1);
    return result != 0 ? result
                       : choose_descriptors(process, options->descriptors);
}
