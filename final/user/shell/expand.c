// SPDX-License-Identifier: MIT
// user/shell/expand.c - what a word of the line becomes.
//
// A field is collected as a pattern (glob.h): a \ stands before each character
// that was quoted.

#include "user/shell/expand.h"

#include <string.h>

#include "user/shell/glob.h"
#include "user/shell/parameters.h"

struct expansion {
    struct fields *fields;
    const char *next, *end; // of the word
    bool is_value;          // one field, whatever is in it
    bool is_quoted;         // between "..."
    bool has_field;         // a field has begun, though it may be empty
    size_t length;
    char pattern[2 * ARGUMENTS_SIZE];
};

static void end_field(struct expansion *expansion)
{
    char *pattern = expansion->pattern;
    size_t length = expansion->length;
    if (!expansion->has_field) {
        return;
    }
    expansion->has_field = false;
    expansion->length = 0;
    pattern[length] = '\0';
    if (!expansion->is_value && pattern_has_wildcard(pattern, length) &&
        glob_add(expansion->fields, pattern)) {
        return;
    }
    length = pattern_remove_escapes(pattern, pattern, length);
    fields_add(expansion->fields, pattern, length);
}

// Adds to the field a character that means itself, or what it means in a
// pattern.
static void put(struct expansion *expansion, char c, bool is_literal)
{
    expansion->has_field = true;
    if (expansion->length + 3 > sizeof(expansion->pattern)) {
        expansion->fields->is_full = true;
        return;
    }
    if (is_literal && c != '/') {
        expansion->pattern[expansion->length++] = '\\';
    }
    expansion->pattern[expansion->length++] = c;
}

// --- parameters ---

static void put_value(struct expansion *expansion, const char *value)
{
    bool is_literal = expansion->is_quoted || expansion->is_value;
    for (; *value != '\0'; value++) {
        if (!is_literal && strchr(" \t\n", *value) != NULL) {
            end_field(expansion);
        } else {
            put(expansion, *value, is_literal || *value == '\\');
        }
    }
}

// $@ and $*: all arguments of the shell, each a field of its own; but in "$*"
// and in a value they are one, with blanks in between.
static void put_arguments(struct expansion *expansion, char name)
{
    bool is_one = expansion->is_value || (expansion->is_quoted && name == '*');
    for (size_t i = 1; i <= parameters.count; i++) {
        if (i > 1 && is_one) {
            put(expansion, ' ', true);
        } else if (i > 1) {
            end_field(expansion);
        }
        expansion->has_field |= expansion->is_quoted;
        put_value(expansion, parameters.argument[i]);
    }
}

static void expand_parameter(struct expansion *expansion)
{
    bool has_brace = expansion->next[1] == '{';
    const char *name = expansion->next + 1 + has_brace;
    size_t length = parameter_length(name);
    expansion->next = name + length + has_brace;
    if (length == 0) {
        put(expansion, '$', true);
    } else if (*name == '@' || *name == '*') {
        put_arguments(expansion, *name);
    } else {
        const char *value = parameter_value(name, length);
        put_value(expansion, value != NULL ? value : "");
    }
}

// --- quotes ---

// Takes a \ and what it keeps; between "..." it keeps only four characters. A
// newline behind it joins two lines.
static void expand_escape(struct expansion *expansion)
{
    char kept =
        expansion->next + 1 < expansion->end ? expansion->next[1] : '\0';
    bool is_plain = kept == '\0' ||
                    (expansion->is_quoted && strchr("$`\"\\\n", kept) == NULL);
    expansion->next += is_plain ? 1 : 2;
    if (is_plain) {
        put(expansion, '\\', true);
    } else if (kept != '\n') {
        put(expansion, kept, true);
    }
}

static void expand_single_quoted(struct expansion *expansion)
{
    expansion->has_field = true;
    while (*++expansion->next != '\'') {
        put(expansion, *expansion->next, true);
    }
    expansion->next++;
}

// "..." makes a field, even if it is empty; but "$@" makes as many fields as
// there are arguments.
static void expand_double_quoted(struct expansion *expansion)
{
    bool is_all_arguments = strncmp(expansion->next, "\"$@\"", 4) == 0 ||
                            strncmp(expansion->next, "\"${@}\"", 6) == 0;
    expansion->has_field |= !is_all_arguments;
    expansion->is_quoted = true;
    expansion->next++;
    while (*expansion->next != '"') {
        switch (*expansion->next) {
        case '\\': expand_escape(expansion); break;
        case '$': expand_parameter(expansion); break;
        default: put(expansion, *expansion->next++, true);
        }
    }
    expansion->is_quoted = false;
    expansion->next++;
}

static void expand(struct fields *fields, struct slice word, bool is_value)
{
    static struct expansion expansion;
    expansion.fields = fields;
    expansion.next = word.text;
    expansion.end = word.text + word.length;
    expansion.is_value = expansion.has_field = is_value;
    expansion.length = 0;
    while (expansion.next < expansion.end) {
        switch (*expansion.next) {
        case '\'': expand_single_quoted(&expansion); break;
        case '"': expand_double_quoted(&expansion); break;
        case '\\': expand_escape(&expansion); break;
        case '$': expand_parameter(&expansion); break;
        default: put(&expansion, *expansion.next++, false);
        }
    }
    end_field(&expansion);
}

void expand_word(struct fields *fields, struct slice word)
{
    expand(fields, word, false);
}

void expand_value(struct fields *fields, struct slice word)
{
    expand(fields, word, true);
}
