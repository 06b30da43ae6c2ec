// SPDX-License-Identifier: MIT
// user/bench/measure.c - what the kernel costs a program, in instructions.
//
// See common/test/bench.h. With an argument it does only what the argument
// names: "end" does nothing.

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define COUNT    20000
#define NFILES   1000
#define PAGE     4096
#define NENTRIES 10000 // of a large directory
#define NBYTES   500   // that are read or written
#define NTICKS   20
#define STEP_MAX 60 // instructions of a step without a tick

// The time-stamp counter, which programs may read.
static uint64_t rdtsc(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
}

// The instruction pair of rdtsc and the loop's own are counted as well: 4.
#define MEASURE(name, count, statement)                          \
    do {                                                         \
        uint64_t start = rdtsc();                                \
        for (unsigned long i = 0; i < (count); i++) {            \
            statement;                                           \
        }                                                        \
        report(name, (rdtsc() - start + (count) / 2) / (count)); \
    } while (0)

static void report(const char *name, uint64_t ninstructions)
{
    printf("%-52s %9lu\n", name, ninstructions);
}

static int start(const char *what)
{
    const char *const arguments[] = {"measure", what, NULL};
    return spawn("measure", arguments);
}

static void run_another(void)
{
    wait(start("end"), NULL);
}

static void measure_switch(void)
{
    int other = start("yield");
    yield(); // it has begun
    uint64_t begin = rdtsc();
    for (int i = 0; i < COUNT; i++) {
        yield();
    }
    report("switch by yield, two processes", (rdtsc() - begin) / (2 * COUNT));
    kill(other);
    wait(other, NULL);
}

static void move_heap(void)
{
    sbrk(4096);
    sbrk(-4096);
}

static const char *newlines(void)
{
    static char text[256];
    memset(text, '\n', sizeof(text));
    return text;
}

// As in bench/machine_costs.c: a step of the loop that takes long was
// interrupted by a tick.
static void measure_tick(void)
{
    uint64_t total = 0, step = 0, last = rdtsc();
    for (int i = 0; i < NTICKS;) {
        uint64_t gap = rdtsc() - last;
        last += gap;
        if (gap > STEP_MAX) {
            total += gap - step;
            i++;
        } else {
            step = gap;
        }
    }
    report("tick taken in a program", total / NTICKS);
}

// Reads the line that bench/process_costs.c has typed, byte by byte. Only the
// foreground group may read.
static void measure_read(void)
{
    char byte;
    int group = getpid();
    ioctl(0, TIOCSPGRP, &group);
    MEASURE("read of a byte from the terminal", NBYTES, read(0, &byte, 1));
}

static uint64_t number_in(const char *digits)
{
    uint64_t number = 0;
    for (; *digits != '\0'; digits++) {
        number = number * 10 + (uint64_t)(*digits - '0');
    }
    return number;
}

// --- files ---

static char buffer[PAGE];

static int make(const char *path)
{
    return open(path, O_RDWR | O_CREAT, 0644);
}

static void open_and_close(const char *path)
{
    close(open(path, O_RDONLY, 0));
}

static void create_and_unlink(const char *path)
{
    close(make(path));
    unlink(path);
}

static void fill_directory(void)
{
    char path[32];
    for (unsigned i = 0; i < NENTRIES; i++) {
        snprintf(path, sizeof(path), "/tmp/large/file%u", i);
        close(make(path));
    }
}

static void read_directory(void)
{
    int fd = open("/tmp/large", O_RDONLY, 0);
    while (getdents(fd, buffer, sizeof(buffer)) > 0) {
    }
    close(fd);
}

// The names are as long as in the large directory.
static void measure_directories(void)
{
    struct stat status;
    mkdir("/tmp/small", 0755);
    mkdir("/tmp/large", 0755);
    close(make("/tmp/small/file5000"));
    fill_directory();
    MEASURE("open and close, in a directory of one", NFILES,
            open_and_close("/tmp/small/file5000"));
    MEASURE("open and close, in a directory of 10,000", NFILES,
            open_and_close("/tmp/large/file5000"));
    MEASURE("create, close, unlink, in a directory of one", NFILES,
            create_and_unlink("/tmp/small/x"));
    MEASURE("create, close, unlink, in a directory of 10,000", NFILES,
            create_and_unlink("/tmp/large/x"));
    MEASURE("stat", NFILES, stat("/tmp/small/file5000", &status));
    uint64_t start = rdtsc();
    read_directory();
    report("an entry of 10,000, read", (rdtsc() - start) / NENTRIES);
}

static void measure_files(void)
{
    int file = make("/tmp/bytes"), null = open("/dev/null", O_WRONLY, 0);
    for (int i = 0; i < 4; i++) {
        write(file, buffer, sizeof(buffer));
    }
    MEASURE("open and close of a file", NFILES, open_and_close("/tmp/bytes"));
    MEASURE("pread of 1 byte", NFILES, pread(file, buffer, 1, 0));
    MEASURE("pread of 4 KiB", NFILES, pread(file, buffer, PAGE, 0));
    MEASURE("pwrite of 1 byte", NFILES, pwrite(file, buffer, 1, 0));
    MEASURE("pwrite of 4 KiB", NFILES, pwrite(file, buffer, PAGE, 0));
    MEASURE("write of 1 byte to /dev/null", NFILES, write(null, buffer, 1));
    measure_directories();
}

// --- start ---

// Does what bench/process_costs.c, or this program itself, started it for.
static void play(const char *part, const char *argument)
{
    if (strcmp(part, "first") == 0) {
        report("boot loader to the first program",
               rdtsc() - number_in(argument));
    } else if (strcmp(part, "yield") == 0) {
        for (;;) {
            yield();
        }
    } else if (strcmp(part, "sleep") == 0) {
        sleep_ms(UINT64_MAX);
    } else if (strcmp(part, "tick") == 0) {
        measure_tick();
    } else if (strcmp(part, "large") == 0) {
        sbrk(16 * 1024 * 1024);
    } else if (strcmp(part, "read") == 0) {
        measure_read();
    } else if (strcmp(part, "files") == 0) {
        measure_files();
    } else if (strcmp(part, "newlines") == 0) {
        console_write(newlines(), 256);
    }
}

int main(int argc, char *argv[])
{
    if (argc > 1) {
        play(argv[1], argv[2]);
        return 0;
    }
    MEASURE("null system call, by SYSCALL", COUNT, getpid());
    MEASURE("null system call, by int 0x80", COUNT,
            system_call6_int(SYS_getpid, 0, 0, 0, 0, 0, 0));
    MEASURE("one that does not exist", COUNT,
            system_call6(SYS_COUNT, 0, 0, 0, 0, 0, 0));
    MEASURE("write of a pointer that is the kernel's", COUNT,
            console_write((void *)0xFFFFFFFF80000000, 1));
    MEASURE("write of no byte by a descriptor", COUNT, write(1, "", 0));
    MEASURE("write of a byte to the terminal, no newline", NBYTES,
            write(1, "\r", 1));
    MEASURE("yield of a program, no other thread ready", COUNT, yield());
    measure_switch();
    MEASURE("sbrk of a page, and back", COUNT, move_heap());
    MEASURE("spawn of a small program, its end, wait", 200, run_another());
    return 0;
}
