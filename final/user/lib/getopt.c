// SPDX-License-Identifier: MIT
// user/lib/getopt.c - the options of a command line (POSIX, "Utility Syntax
// Guidelines").
//
// `-ab` is `-a -b`, an argument may be joined to its option (`-n5`), and the
// word `--` ends the options.

#include "user/include/string.h"
#include "user/include/unistd.h"

char *optarg;
int optind = 1;

static const char *letters = ""; // of this word: those still to be returned

// Goes to the next word with options. Returns false if there is none.
static bool next_word(int argc, char *const argv[])
{
    const char *word = optind < argc ? argv[optind] : NULL;
    if (word == NULL || word[0] != '-' || word[1] == '\0') {
        return false; // "-" alone is standard input
    }
    optind++;
    bool is_end = strcmp(word, "--") == 0;
    letters = is_end ? "" : word + 1;
    return !is_end;
}

int getopt(int argc, char *const argv[], const char *options)
{
    if (*letters == '\0' && !next_word(argc, argv)) {
        return -1;
    }
    char option = *letters++;
    const char *known = option != ':' ? strchr(options, option) : NULL;
    if (known == NULL) {
        return '?';
    }
    if (known[1] == ':') {
        optarg = *letters != '\0' ? (char *)letters : NULL;
        letters = "";
        if (optarg == NULL && optind < argc) {
            optarg = argv[optind++];
        }
        return optarg != NULL ? option : '?';
    }
    return option;
}
