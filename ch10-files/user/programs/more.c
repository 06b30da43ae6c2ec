// SPDX-License-Identifier: MIT
// user/programs/more.c - shows files by the screenful.
//
//     more [FILE]...
//
// The space bar shows the next screenful, enter the next line, and q ends it.
// "-", or no file: its input. The keys come from the console in any case. To an
// output that is no terminal all is copied.

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/utility.h"

#define COLUMNS_MAX  200
#define CLEAR_PROMPT "\r                    \r"

static int console;             // the descriptor
static struct termios settings; // as the console was before
static struct winsize screen;
static bool is_over;

// A key is read at once and is not shown.
static void take_keys(void)
{
    struct termios raw = settings;
    raw.c_lflag &= ~(uint32_t)(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    ioctl(console, TCSETS, &raw);
}

static bool has_more(FILE *input)
{
    int byte = getc(input);
    return byte != EOF && ungetc(byte, input) != EOF;
}

// How much of the file has been shown, in percent; -1: it has no size.
static int percent_shown(FILE *input, const char *name)
{
    struct stat info;
    if (strcmp(name, "-") == 0 || stat(name, &info) != 0 || info.st_size == 0) {
        return -1;
    }
    return (int)(100 * ftell(input) / info.st_size);
}

// Asks for a key; returns how many lines to show.
static int ask(FILE *input, const char *name)
{
    int percent = percent_shown(input, name);
    printf(percent < 0 ? "--more--" : "--more-- (%d%%)", percent);
    fflush(stdout);
    int lines = 0;
    while (lines == 0 && !is_over) {
        char key = 'q';
        read(console, &key, 1); // at the end of the input there is no key
        lines = key == ' ' ? screen.ws_row - 1 : key == '\r' || key == '\n';
        is_over = key == 'q';
    }
    fputs(CLEAR_PROMPT, stdout);
    return lines;
}

static int copy(FILE *input, const char *name)
{
    char bytes[BUFSIZ];
    size_t nbytes;
    (void)name;
    while ((nbytes = fread(bytes, 1, sizeof(bytes), input)) > 0) {
        fwrite(bytes, 1, nbytes, stdout);
    }
    return 0;
}

static int show(FILE *input, const char *name)
{
    char row[COLUMNS_MAX + 1];
    int width = (int)min(screen.ws_col, COLUMNS_MAX);
    int lines = screen.ws_row - 1;
    while (!is_over && has_more(input)) {
        if (lines == 0) {
            lines = ask(input, name);
            continue;
        }
        if (fgets(row, width + 1, input) == NULL) {
            break;
        }
        fputs(row, stdout);
        lines--;
    }
    return 0;
}

int main(int argc, char *argv[])
{
    if (getopt(argc, argv, "") != -1) {
        return usage("more [FILE]...");
    }
    struct termios output;
    if (ioctl(1, TCGETS, &output) != 0) { // no terminal
        return close_output("more",
                            for_each_input("more", argv + optind, copy));
    }
    console = open("/dev/console", O_RDWR, 0);
    int error = console < 0 ? console : ioctl(console, TCGETS, &settings);
    if (error == 0) {
        error = ioctl(console, TIOCGWINSZ, &screen);
    }
    if (error != 0) {
        return complain("more", "/dev/console", -error);
    }
    take_keys();
    int status = for_each_input("more", argv + optind, show);
    ioctl(console, TCSETS, &settings);
    return close_output("more", status);
}
