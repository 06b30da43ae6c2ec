// SPDX-License-Identifier: MIT
// user/programs/edit.c - a text editor for a screen of 80x25.
//
//     edit FILE
//
// The arrow keys, home, end, page up and page down move the cursor. Ctrl-S
// saves, ctrl-F searches, ctrl-Q ends. user/editor/gap_buffer.c has the text,
// user/editor/view.c the screen, and this file the keys.

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/editor/gap_buffer.h"
#include "user/editor/view.h"
#include "user/lib/utility.h"

#define CTRL(letter) ((letter)&0x1F)
#define ESCAPE       0x1B
#define BACKSPACE    0x7F

// Keys that send an escape sequence.
enum {
    KEY_UP = 256,
    KEY_DOWN,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HOME,
    KEY_END,
    KEY_DELETE,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_UNKNOWN
};

#define HELP "ctrl-S saves, ctrl-F searches, ctrl-Q ends"

static const char *path;
static struct gap_buffer text;
static size_t cursor;
static size_t wanted_column; // kept while up and down pass shorter lines
static bool is_changed, is_over;
static char message[VIEW_COLUMNS + 1];
static char sought[64]; // what was searched for last

// --- keys ---

// Reads what comes behind ESC [: digits and semicolons, and a byte that is
// neither.
static int end_sequence(void)
{
    int first = getc(stdin), last = first, length = 1;
    while (isdigit(last) || last == ';') {
        last = getc(stdin);
        length++;
    }
    if (length > 2 || (length == 2 && last != '~')) {
        return KEY_UNKNOWN;
    }
    switch (first) {
    case 'A': return KEY_UP;
    case 'B': return KEY_DOWN;
    case 'C': return KEY_RIGHT;
    case 'D': return KEY_LEFT;
    case 'H': return KEY_HOME;
    case 'F': return KEY_END;
    case '3': return KEY_DELETE;
    case '5': return KEY_PAGE_UP;
    case '6': return KEY_PAGE_DOWN;
    default: return KEY_UNKNOWN;
    }
}

static int read_key(void)
{
    int byte = getc(stdin);
    if (byte != ESCAPE) {
        return byte;
    }
    byte = getc(stdin);
    if (byte == '[') {
        return end_sequence();
    }
    if (byte == 'O') {
        getc(stdin); // ESC O and a letter: F1 to F4
    } else {
        ungetc(byte, stdin); // the escape key alone
    }
    return KEY_UNKNOWN;
}

// Asks for a line in the row of messages. Returns false if it is cancelled.
static bool ask(const char *question, char *answer, size_t size)
{
    size_t length = strlen(answer);
    for (;;) {
        snprintf(message, sizeof(message), "%s: %s_", question, answer);
        view_show(&text, cursor, message);
        int key = read_key();
        if (key == '\r' || key == '\n') {
            return length > 0;
        }
        if (key == EOF || key == CTRL('c')) {
            return false;
        }
        if (key == BACKSPACE && length > 0) {
            answer[--length] = '\0';
        } else if (key < BACKSPACE && isprint(key) && length < size - 1) {
            answer[length++] = (char)key;
            answer[length] = '\0';
        }
    }
}

// --- the file ---

// A file that does not exist is an empty text. Returns a status.
static int load(void)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return errno == ENOENT ? 0 : complain("edit", path, errno);
    }
    char bytes[BUFSIZ];
    size_t nbytes;
    int status = 0;
    while (status == 0 && (nbytes = fread(bytes, 1, sizeof(bytes), file)) > 0) {
        size_t length = gap_buffer_length(&text);
        int error = gap_buffer_insert(&text, length, bytes, nbytes);
        status = error != 0 ? complain("edit", path, -error) : 0;
    }
    if (ferror(file) != 0) {
        status = complain("edit", path, ferror(file));
    }
    fclose(file);
    return status;
}

// Returns 0 or an errno.
static int write_text(void)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        return errno;
    }
    size_t length = gap_buffer_length(&text);
    for (size_t i = 0; i < length && ferror(file) == 0; i++) {
        putc(gap_buffer_at(&text, i), file);
    }
    int error = ferror(file);
    return fclose(file) != 0 ? errno : error;
}

static void save(void)
{
    int error = write_text();
    is_changed = error != 0; // then the file may be empty
    if (error != 0) {
        snprintf(message, sizeof(message), "%s: %s", path, strerror(error));
        return;
    }
    snprintf(message, sizeof(message), "%s: %zu bytes saved", path,
             gap_buffer_length(&text));
}

// --- commands ---

static void set_changed(size_t new_cursor)
{
    cursor = new_cursor;
    is_changed = true;
}

static void insert(char byte)
{
    if (gap_buffer_insert(&text, cursor, &byte, 1) != 0) {
        snprintf(message, sizeof(message), "%s", strerror(ENOMEM));
        return;
    }
    set_changed(cursor + 1);
}

static void remove_at(size_t place)
{
    if (place < gap_buffer_length(&text)) {
        gap_buffer_remove(&text, place, 1);
        set_changed(place);
    }
}

// Moves the cursor by lines; below zero: up.
static void move_lines(int lines)
{
    size_t start = gap_buffer_line_start(&text, cursor);
    size_t length = gap_buffer_length(&text);
    for (; lines < 0 && start > 0; lines++) {
        start = gap_buffer_line_start(&text, start - 1);
    }
    for (; lines > 0 && gap_buffer_line_end(&text, start) < length; lines--) {
        start = gap_buffer_line_end(&text, start) + 1;
    }
    cursor = view_place(&text, start, wanted_column);
}

static void search(void)
{
    if (!ask("search", sought, sizeof(sought))) {
        message[0] = '\0';
        return;
    }
    size_t length = gap_buffer_length(&text);
    size_t found = gap_buffer_find(&text, min(cursor + 1, length), sought);
    snprintf(message, sizeof(message), "%s%s", sought,
             found < length ? "" : ": not found");
    cursor = found < length ? found : cursor;
}

static void quit(void)
{
    char answer[2] = "";
    is_over = !is_changed ||
              (ask("the text is not saved; end? (y)", answer, sizeof(answer)) &&
               answer[0] == 'y');
    message[0] = '\0';
}

// Moves by lines keep the column; returns false for all other keys.
static bool move_by_lines(int key)
{
    switch (key) {
    case KEY_UP: move_lines(-1); return true;
    case KEY_DOWN: move_lines(1); return true;
    case KEY_PAGE_UP: move_lines(1 - VIEW_ROWS); return true;
    case KEY_PAGE_DOWN: move_lines(VIEW_ROWS - 1); return true;
    default: return false;
    }
}

static void act(int key)
{
    switch (key) {
    case EOF: is_over = true; break;
    case CTRL('q'): quit(); break;
    case CTRL('s'): save(); break;
    case CTRL('f'): search(); break;
    case KEY_LEFT: cursor -= cursor > 0; break;
    case KEY_RIGHT: cursor += cursor < gap_buffer_length(&text); break;
    case KEY_HOME: cursor = gap_buffer_line_start(&text, cursor); break;
    case KEY_END: cursor = gap_buffer_line_end(&text, cursor); break;
    case KEY_DELETE: remove_at(cursor); break;
    case BACKSPACE:
        if (cursor > 0) {
            remove_at(cursor - 1);
        }
        break;
    case '\r': insert('\n'); break;
    default:
        if (key == '\n' || key == '\t' || (key < BACKSPACE && isprint(key))) {
            insert((char)key);
        }
        break;
    }
}

static void edit(void)
{
    view_clear();
    snprintf(message, sizeof(message), "%s: %s", path, HELP);
    while (!is_over) {
        view_show(&text, cursor, message);
        int key = read_key();
        message[0] = '\0';
        if (!move_by_lines(key)) {
            act(key);
            wanted_column = view_column(&text, cursor);
        }
    }
    view_clear();
}

int main(int argc, char *argv[])
{
    struct termios settings;
    if (argc != 2 || argv[1][0] == '-') {
        return usage("edit FILE");
    }
    path = argv[1];
    int error = ioctl(0, TCGETS, &settings);
    if (error != 0) {
        return complain("edit", "standard input", -error);
    }
    if (load() != 0) {
        return 1;
    }
    struct termios raw = settings;
    raw.c_lflag &= ~(uint32_t)(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    ioctl(0, TCSETS, &raw);
    edit();
    ioctl(0, TCSETS, &settings);
    return 0;
}
