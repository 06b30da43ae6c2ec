// SPDX-License-Identifier: MIT
// user/lib/stdio.h - streams: files and the terminal, by the bufferful.
//
// As in the C standard; what fails sets `errno`, too. Standard output is
// buffered by the line if it is a terminal, standard error is not buffered, all
// other streams are written when their buffer is full, by fflush(), fclose() or
// exit(). A read from any stream first shows the text that stdout holds for a
// terminal.

#pragma once

#include "abi/file.h"
#include "base/format.h"

#define EOF    (-1)
#define BUFSIZ 1024

typedef struct stream FILE;

extern FILE *const stdin;
extern FILE *const stdout;
extern FILE *const stderr;

// mode: r, w or a, and + for both reading and writing.
FILE *fopen(const char *path, const char *mode);
int fclose(FILE *stream);
int fflush(FILE *stream); // NULL: of all streams
int fseek(FILE *stream, long offset, int whence);
long ftell(FILE *stream);
int ferror(FILE *stream); // the errno of the last failure

int getc(FILE *stream);
int ungetc(int byte, FILE *stream); // one byte, before the next is read
size_t fread(void *to, size_t size, size_t count, FILE *stream);
char *fgets(char *to, int size, FILE *stream);

// Reads a line with its newline, of any length, into *line, which is the
// caller's to free(); at first *line is NULL and *size 0. Returns the line's
// length; -1: the end of the file, or an error.
long getline(char **line, size_t *size, FILE *stream);

int putc(int byte, FILE *stream);
int putchar(int byte);
int fputs(const char *text, FILE *stream);
int puts(const char *line); // with a newline behind it
size_t fwrite(const void *from, size_t size, size_t count, FILE *stream);

// These know what base/format.h lists, and return how many bytes they put, or
// EOF. The text of one call is one system call on a stream without a buffer and
// at the end of a line, if it fits into the buffer.
int printf(const char *format, ...) FORMAT_LIKE(1, 2);
int fprintf(FILE *stream, const char *format, ...) FORMAT_LIKE(2, 3);
