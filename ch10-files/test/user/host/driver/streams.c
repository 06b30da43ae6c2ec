// SPDX-License-Identifier: MIT
// Random calls on streams, and what each returned. Compiled with two libraries,
// it must print the same: library_agrees_with_libc.py.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 1000 // files that are opened
#define CALLS  60   // at most, on each

static unsigned random_below(unsigned limit)
{
    static unsigned long state = 1;
    state = state * 6364136223846793005 + 1442695040888963407;
    return (unsigned)(state >> 33) % limit;
}

// Mostly short, and sometimes longer than the buffer of a stream.
static size_t random_length(void)
{
    return random_below(random_below(8) == 0 ? 3000 : 40);
}

static const char *random_bytes(size_t length)
{
    static char bytes[4000];
    for (size_t i = 0; i < length; i++) {
        bytes[i] = "abc\n\0xyz"[random_below(8)];
    }
    bytes[length] = '\0';
    return bytes;
}

static unsigned long sum_of(const char *bytes, size_t length)
{
    unsigned long sum = length;
    for (size_t i = 0; i < length; i++) {
        sum = 31 * sum + (unsigned char)bytes[i];
    }
    return sum;
}

static void read_somehow(FILE *file)
{
    static char bytes[10000];
    char *line = NULL;
    size_t size = 0;
    long length;
    memset(bytes, 0, sizeof(bytes));
    switch (random_below(5)) {
    case 0: printf("getc %d\n", getc(file)); break;
    case 1:
        if (getc(file) != EOF) {
            printf("ungetc %d\n", ungetc('u', file));
            printf("getc %d\n", getc(file));
        }
        break;
    case 2:
        length = (long)fread(bytes, 1 + random_below(3), random_length(), file);
        printf("fread %ld: %lx\n", length, sum_of(bytes, sizeof(bytes)));
        break;
    case 3:
        if (fgets(bytes, 2 + (int)random_length(), file) != NULL) {
            printf("fgets: %lx\n", sum_of(bytes, sizeof(bytes)));
        }
        break;
    case 4:
        length = getline(&line, &size, file);
        printf("getline %ld: %lx\n", length,
               length < 0 ? 0 : sum_of(line, (size_t)length + 1));
        free(line);
        break;
    }
}

static void write_somehow(FILE *file)
{
    size_t length = random_length();
    const char *bytes = random_bytes(length);
    switch (random_below(4)) {
    case 0: printf("putc %d\n", putc('p', file)); break;
    case 1: printf("fputs %d\n", fputs(bytes, file) >= 0); break;
    case 2: printf("fwrite %zu\n", fwrite(bytes, 1, length, file)); break;
    case 3:
        printf("fprintf %d\n", fprintf(file, "<%s %5zu>", bytes, length));
        break;
    }
}

static void seek_somewhere(FILE *file)
{
    int whence = (int)random_below(3);
    long offset = (long)random_below(3000) - (whence == SEEK_SET ? 100 : 1500);
    errno = 0;
    int result = fseek(file, offset, whence);
    printf("fseek %d, %s\n", result, strerror(errno));
}

// The standard asks for a seek between reading and writing.
static void use(FILE *file, const char *mode)
{
    bool can_read = mode[0] == 'r' || mode[1] == '+';
    bool can_write = mode[0] != 'r' || mode[1] == '+';
    for (unsigned calls = random_below(CALLS); calls > 0; calls--) {
        bool writes = can_write && (!can_read || random_below(2) == 0);
        for (unsigned i = random_below(5); i > 0; i--) {
            (writes ? write_somehow : read_somehow)(file);
        }
        if (writes && random_below(4) == 0) {
            printf("fflush %d\n", fflush(file));
        }
        seek_somewhere(file);
        printf("ftell %ld\n", ftell(file));
    }
}

static void show_whole(void)
{
    FILE *file = fopen("file", "r");
    unsigned long sum = 0;
    int byte;
    while ((byte = getc(file)) != EOF) {
        sum = 31 * sum + (unsigned)byte;
    }
    printf("the file holds %ld bytes: %lx\n", ftell(file), sum);
    fclose(file);
}

static void fail_to_open(const char *path, const char *mode)
{
    errno = 0;
    FILE *file = fopen(path, mode);
    printf("fopen %s %s: %d, %s\n", path, mode, file != NULL, strerror(errno));
}

static void fail(void)
{
    fail_to_open("nothing", "r");
    fail_to_open("nothing/x", "w");
    fail_to_open("file/x", "w");
    fail_to_open(".", "w");
    fail_to_open("file", "x");
    FILE *directory = fopen(".", "r");
    int byte = getc(directory);
    printf("getc %d: %s, ", byte, strerror(errno));
    printf("ferror %d\n", ferror(directory) != 0);
    fclose(directory);
    FILE *full = fopen("/dev/full", "w");
    printf("fputs %d, ", fputs("text", full) >= 0);
    int result = fclose(full);
    printf("fclose %d: %s\n", result, strerror(errno));
}

int main(void)
{
    static const char *const modes[] = {"w", "w+", "r", "r+", "r+", "a"};
    for (unsigned i = 0; i < ROUNDS; i++) {
        const char *mode = modes[i < 2 ? i : random_below(6)];
        FILE *file = fopen("file", mode);
        printf("fopen %s\n", mode);
        use(file, mode);
        printf("fclose %d\n", fclose(file));
        show_whole();
    }
    fail();
    return 0;
}
