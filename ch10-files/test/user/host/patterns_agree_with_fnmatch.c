// SPDX-License-Identifier: MIT
// A pattern matches the names that it matches for the host's fnmatch(): chosen
// ones, and a million random ones.
//
// With: user/shell/glob.c user/shell/fields.c
// Flags: -include limits.h
// Breaks: user/shell/glob.c: *star_name != '\0' => false
// Breaks: user/shell/glob.c: list += list < end && *list == '!'; =>
// Breaks: user/shell/glob.c: is_found != is_negated => is_found
// Breaks: user/shell/glob.c: list + 1 < end && *list == '-' => false
// Breaks: user/shell/glob.c: low <= c && c <= high => low == c
// Breaks: user/shell/glob.c: *next += **next == '\\'; =>
// Breaks: user/shell/glob.c: if (*pattern == '?') { => if (0) {

#include "user/shell/glob.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_same(const char *pattern, const char *name)
{
    bool wanted = fnmatch(pattern, name, 0) == 0;
    if (pattern_matches(pattern, strlen(pattern), name) != wanted) {
        printf("'%s' %s '%s'\n", pattern, wanted ? "does not match" : "matches",
               name);
        exit(1);
    }
}

static void fill(char *text, size_t size, const char *characters)
{
    size_t length = (size_t)rand() % size;
    for (size_t i = 0; i < length; i++) {
        text[i] = characters[(size_t)rand() % strlen(characters)];
    }
    text[length] = '\0';
}

// The shell makes no pattern that ends in \. And if a list is not closed, glibc
// does not always treat its [ as a character.
static bool is_special(const char *pattern)
{
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '\\' && *++pattern == '\0') {
            return true;
        }
        if (*pattern == '[' && (pattern[1] == '\0' || pattern[2] == '\0' ||
                                strchr(pattern + 3, ']') == NULL)) {
            return true;
        }
    }
    return false;
}

int main(void)
{
    static const char *const chosen[] = {
        "",      "*",     "?",       "a",       "a*",     "*b",   "a*b",
        "**",    "*?*",   "[ab]",    "[!ab]",   "[a-c]x", "[]a]", "[!]a]",
        "[a",    "a[",    "[]",      "[!]",     "[a-]",   "[-a]", "\\*",
        "\\[a]", "[\\]]", "[a\\-c]", "*a*b*a*", "[!a-b]*"};
    static const char *const names[] = {"",     "a",  "b",   "ab", "ba",
                                        "abab", "*",  "[",   "[a", "]",
                                        "-",    "cx", "[a]", "a[", "!"};
    for (size_t i = 0; i < ARRAY_LENGTH(chosen); i++) {
        for (size_t j = 0; j < ARRAY_LENGTH(names); j++) {
            expect_same(chosen[i], names[j]);
        }
    }
    srand(1);
    for (int i = 0; i < 1000000; i++) {
        char pattern[10], name[8];
        fill(pattern, sizeof(pattern), "aabbc**??[]!-\\");
        fill(name, sizeof(name), "aabbc*[]!-");
        if (!is_special(pattern)) {
            expect_same(pattern, name);
        }
    }
    return 0;
}
