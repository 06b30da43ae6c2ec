// SPDX-License-Identifier: MIT
// terminal/terminal.h - typed input for programs, and the text that they show.
//
// A terminal has a front, which programs read, write and control, and a back,
// which shows text. What is typed is kept until a program reads it. ctrl-C
// kills the foreground group: the processes that may read from the terminal.

#pragma once

#include "object/object.h"
#include "terminal/input.h"
#include "terminal/line.h"
#include "thread/mutex.h"

struct output_position {
    unsigned column;  // of the cursor, counted from the start of the line
    unsigned nprints; // changes with each text that is printed
};

struct terminal_back {
    // Shows text. Called in interrupt handlers, too, and with a lock held.
    void (*show)(const char *text, size_t nbytes);
    struct output_position (*position)(void);
};

// Functions of a later layer. They return the group of the calling process,
// tell whether a group exists, and kill a group, in an interrupt handler.
struct terminal_jobs {
    int (*current_group)(void);
    bool (*has_group)(int64_t group);
    void (*interrupt_group)(int group);
};

struct terminal {
    struct object object;
    const struct terminal_back *back; // [i]
    struct spinlock lock;             // t: guards the fields marked so
    struct termios settings;          // [t]
    struct line line;                 // [t] being typed, not yet to be read
    struct input input;               // [t] to be read
    unsigned ninterrupts;             // [t] ctrl-C, since the start
    unsigned nprints;                 // [t] of the back, after the last echo
    int foreground;                   // [t] group
    int interrupted;                  // [t] group of the last ctrl-C
    struct wait_queue readers;
    struct mutex writer; // keeps the text of one write together
};

// For all terminals. main.c calls it.
void terminal_set_jobs(const struct terminal_jobs *jobs);

// Makes a terminal, with one reference.
void terminal_init(struct terminal *terminal, const struct terminal_back *back);

// Restores the settings that the terminal had at first.
void terminal_reset(struct terminal *terminal);

// The processes of a group have ended. If it was the foreground group, `next`
// is the foreground group now.
void terminal_leave_group(struct terminal *terminal, int group, int next);

// Takes bytes that were typed. The back calls it, in an interrupt handler.
void terminal_type(struct terminal *terminal, const char *bytes, size_t nbytes);
