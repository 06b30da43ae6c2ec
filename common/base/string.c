// SPDX-License-Identifier: MIT
// base/string.c - strings that end in a zero byte.

#include "base/string.h"

size_t strnlen(const char *string, size_t limit)
{
    size_t length = 0;
    while (length < limit && string[length] != '\0') {
        length++;
    }
    return length;
}

size_t strlen(const char *string)
{
    return strnlen(string, PTRDIFF_MAX);
}

int strncmp(const char *left, const char *right, size_t limit)
{
    for (size_t i = 0; i < limit; i++) {
        // The standard compares the bytes as unsigned: "\xff" > "a".
        unsigned char l = (unsigned char)left[i];
        unsigned char r = (unsigned char)right[i];
        if (l != r) {
            return l < r ? -1 : 1;
        }
        if (l == '\0') {
            break;
        }
    }
    return 0;
}

int strcmp(const char *left, const char *right)
{
    return strncmp(left, right, PTRDIFF_MAX);
}

char *strchr(const char *string, int byte)
{
    for (;; string++) {
        if (*string == (char)byte) {
            return (char *)string;
        }
        if (*string == '\0') {
            return NULL;
        }
    }
}

char *strstr(const char *string, const char *part)
{
    size_t length = strlen(part);
    for (;; string++) {
        if (strncmp(string, part, length) == 0) {
            return (char *)string;
        }
        if (*string == '\0') {
            return NULL;
        }
    }
}

size_t strcspn(const char *string, const char *stop)
{
    size_t length = 0;
    while (string[length] != '\0' && strchr(stop, string[length]) == NULL) {
        length++;
    }
    return length;
}

bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    while (*text != '\0') {
        size_t found = strcspn(text, " ");
        if (found == length && strncmp(text, word, length) == 0) {
            return true;
        }
        text += text[found] == ' ' ? found + 1 : found;
    }
    return false;
}
