// SPDX-License-Identifier: MIT
// Patterns of grep: 30,000 random ones match the lines that the host's library
// matches, and what has too many items is refused.
//
// With: user/lib/regexp.c
// Breaks: user/lib/regexp.c: if (!is_fixed && *pattern == '^') { => if (0) {
// Breaks: user/lib/regexp.c: && pattern[1] == '\0') { => ) {
// Breaks: user/lib/regexp.c: && !regexp->is_at_end) { => ) {
// Breaks: user/lib/regexp.c: if (!regexp->is_at_start) { => {
// Breaks: user/lib/regexp.c: item->is_any = *at == '.'; =>
// Breaks: user/lib/regexp.c: at += at[0] == '\\' && at[1] != '\0'; =>
// Breaks: user/lib/regexp.c: (item->is_repeated ? i : i + 1) => (i + 1)
// Breaks: user/lib/regexp.c: if (regexp->count == REGEXP_MAX) {
//     => if (regexp->count == 1000) {

#include "user/lib/regexp.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *pattern, const char *line, const char *what)
{
    printf("pattern \"%s\", line \"%s\": %s\n", pattern, line, what);
    exit(1);
}

static void random_text(char *text, size_t size, const char *characters)
{
    size_t length = (size_t)rand() % size;
    for (size_t i = 0; i < length; i++) {
        text[i] = characters[(size_t)rand() % strlen(characters)];
    }
    text[length] = '\0';
}

// \ before a letter has a meaning of its own in the host's library.
static void escape_some(char *pattern)
{
    for (char *at = pattern; *at != '\0'; at++) {
        if (at[0] == '\\' &&
            (at[1] == '\0' || strchr(".*^$\\", at[1]) == NULL)) {
            *at = 'a';
        }
        at += at[0] == '\\';
    }
}

static void compare(const char *pattern, int flags)
{
    struct regexp ours;
    regex_t theirs;
    bool ignores_case = flags & REGEXP_IGNORE_CASE;
    if (regcomp(&theirs, pattern, ignores_case ? REG_ICASE : 0) != 0) {
        return; // the host's library refuses x^*, for example
    }
    if (regexp_parse(&ours, pattern, flags) != 0) {
        fail(pattern, "", "is not taken");
    }
    for (int i = 0; i < 10; i++) {
        char line[12];
        random_text(line, sizeof(line), "aAb.*^$\\");
        bool wanted = regexec(&theirs, line, 0, NULL, 0) == 0;
        if (regexp_matches(&ours, line, strlen(line)) != wanted) {
            fail(pattern, line, wanted ? "no match" : "a match");
        }
    }
    regfree(&theirs);
}

static void compare_fixed(const char *pattern)
{
    struct regexp regexp;
    char line[12];
    random_text(line, sizeof(line), "ab.*^$\\");
    if (regexp_parse(&regexp, pattern, REGEXP_FIXED) != 0 ||
        regexp_matches(&regexp, line, strlen(line)) !=
            (strstr(line, pattern) != NULL)) {
        fail(pattern, line, "is not found as it stands, or wrongly");
    }
}

int main(void)
{
    srand(1);
    for (int i = 0; i < 30000; i++) {
        char pattern[10];
        random_text(pattern, sizeof(pattern), "aAb..**^$\\");
        compare_fixed(pattern);
        escape_some(pattern);
        compare(pattern, i % 2 == 0 ? 0 : REGEXP_IGNORE_CASE);
    }
    char pattern[REGEXP_MAX + 2];
    struct regexp regexp;
    memset(pattern, 'a', sizeof(pattern));
    pattern[REGEXP_MAX + 1] = '\0';
    if (regexp_parse(&regexp, pattern, 0) == 0) {
        fail(pattern, "", "is too long and is taken");
    }
    pattern[REGEXP_MAX] = '\0';
    if (regexp_parse(&regexp, pattern, 0) != 0 ||
        !regexp_matches(&regexp, pattern, REGEXP_MAX)) {
        fail(pattern, pattern, "the longest pattern");
    }
    return 0;
}
