// SPDX-License-Identifier: MIT
// 10,000 bytes are typed and no program reads: as many as there is room for are
// kept, in order, and the loss of each other byte is counted.
//
// Breaks: terminal/input.c: input->nlost += nbytes; =>
// Breaks: terminal/terminal.c: terminal->input.nlost++; break; => break;
// Breaks: terminal/input.c: if (!has_room(input, nbytes)) { => if (0) {

#include "test/runner.h"
#include "test/terminal/test_terminal.h"

#define TYPED 10000

static char byte_at(size_t i)
{
    return i % 100 == 99 ? '\n' : (char)('a' + i / 100 % 26);
}

TEST(lost_input_is_counted)
{
    size_t received = 0;
    new_terminal();
    for (size_t i = 0; i < TYPED; i++) {
        char byte = byte_at(i);
        terminal_type(&terminal, &byte, 1);
    }
    size_t nlost = terminal.input.nlost;
    EXPECT_EQUAL(nlost + (terminal.input.nwritten - terminal.input.nread),
                 TYPED);
    EXPECT(nlost >= TYPED - INPUT_MAX);
    while (terminal.input.nread != terminal.input.nwritten) {
        char text[256];
        int64_t nbytes = read_object(&terminal.object, text, sizeof(text));
        for (int64_t i = 0; i < nbytes; i++) {
            EXPECT_EQUAL(text[i], byte_at(received));
            received++;
        }
    }
    EXPECT_EQUAL(received, TYPED - nlost);
    EXPECT_EQUAL(terminal.input.nlost, 0); // the read has reported the loss

    // Of a line that is too long the rest is lost, but its newline is kept.
    new_terminal();
    for (size_t i = 0; i < 2 * LINE_SIZE; i++) {
        type("x");
    }
    type("\n");
    EXPECT_EQUAL(terminal.input.nlost, LINE_SIZE + 1);
    EXPECT_EQUAL(terminal.input.nwritten, LINE_SIZE);
}
