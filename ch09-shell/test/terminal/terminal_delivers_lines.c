// SPDX-License-Identifier: MIT
// A read gives one line at most, or a part of it; ctrl-D ends the input; and in
// raw mode each byte is there at once.
//
// Breaks: terminal/input.c: !(entry & ENDS_LINE) => true
// Breaks: terminal/input.c: add(input, END_OF_FILE); =>
// Breaks: terminal/terminal.c: byte = '\n'; =>
// Breaks: terminal/input.c: |= ENDS_LINE; => |= 0;
// Breaks: terminal/input.c: input->nread -= nbytes > 0; =>
// Breaks: terminal/terminal.c: enter_line(terminal); // the rest => //
// Breaks: terminal/terminal.c: may_wait ? WAIT_FOREVER : 0 => WAIT_FOREVER
// Breaks: terminal/terminal.c: terminal->settings = initial_settings; =>
// Breaks: terminal/terminal.c: if (terminal->foreground == group) {
//     => if (terminal->foreground >= group) {

#include "test/runner.h"
#include "test/terminal/test_terminal.h"

#define ANY 256

static void lines(void)
{
    new_terminal();
    type("one\rtwo\nthr");
    EXPECT_TEXT(read_text(ANY), "one\n");
    EXPECT_TEXT(read_text(1), "t");
    EXPECT_TEXT(read_text(0), "");
    EXPECT_TEXT(read_text(ANY), "wo\n");
    type("ee\n");
    EXPECT_TEXT(read_text(ANY), "three\n");
    EXPECT_TEXT(shown, "one\ntwo\nthree\n");
}

static void end_of_file(void)
{
    new_terminal();
    type("abc\004\004x\n");
    EXPECT_TEXT(read_text(ANY), "abc");
    EXPECT_TEXT(read_text(ANY), "");
    EXPECT_TEXT(read_text(ANY), "x\n");
}

static void raw(void)
{
    new_terminal();
    set_flags(0, 0);
    EXPECT_TEXT(read_text(ANY), "");
    type("a\003\004\177");
    EXPECT_TEXT(read_text(2), "a\003");
    EXPECT_TEXT(read_text(ANY), "\004\177");
    EXPECT_TEXT(shown, "");
    set_flags(ECHO, 1);
    type("b\t\001");
    EXPECT_TEXT(read_text(ANY), "b\t\001");
    EXPECT_TEXT(shown, "b\t^A");

    new_terminal();
    type("begun");
    set_flags(0, 0);
    EXPECT_TEXT(read_text(ANY), "begun");
    EXPECT_TEXT(read_text(ANY), "");

    type("left");
    set_flags(ICANON, 1);
    type("\004next\n");
    EXPECT_TEXT(read_text(ANY), "left");
    EXPECT_TEXT(read_text(ANY), "");
    EXPECT_TEXT(read_text(ANY), "next\n");
}

static void control(void)
{
    struct winsize size;
    int group = 7;
    struct object *object = &terminal.object;
    new_terminal();
    EXPECT_EQUAL(control_object(object, TIOCGWINSZ, &size, sizeof(size)), 0);
    EXPECT(size.ws_row == 25 && size.ws_col == 80);
    EXPECT_EQUAL(control_object(object, TIOCSPGRP, &group, sizeof(group)),
                 -ESRCH); // there is no such group
    terminal.foreground = 7;
    group = 0;
    EXPECT_EQUAL(control_object(object, TIOCGPGRP, &group, sizeof(group)), 0);
    EXPECT_EQUAL(group, 7);
    group = -1;
    EXPECT_EQUAL(control_object(object, TIOCSPGRP, &group, sizeof(group)),
                 -EINVAL);
    EXPECT_EQUAL(control_object(object, 1, &group, sizeof(group)), -EINVAL);
    EXPECT_EQUAL(control_object(object, TCSETS, NULL, 100), -EFAULT);
}

static void groups_that_end(void)
{
    new_terminal();
    terminal.foreground = 7;
    terminal_leave_group(&terminal, 6, 5);
    EXPECT_EQUAL(terminal.foreground, 7);
    terminal_leave_group(&terminal, 7, 5);
    EXPECT_EQUAL(terminal.foreground, 5);
}

static void reset(void)
{
    new_terminal();
    set_flags(0, 0);
    terminal_reset(&terminal);
    type("a\177b\n");
    EXPECT_TEXT(read_text(ANY), "b\n");
}

TEST(terminal_delivers_lines)
{
    lines();
    end_of_file();
    raw();
    control();
    groups_that_end();
    reset();
}
