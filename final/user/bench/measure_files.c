// SPDX-License-Identifier: MIT
// user/bench/measure_files.c - what the calls about files cost a program, in
// instructions. See common/test/bench.h.

#include "user/bench/measure.h"

#define COUNT    1000
#define NENTRIES 10000 // of a large directory
#define PAGE     4096

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
    MEASURE("open and close, in a directory of one", COUNT,
            open_and_close("/tmp/small/file5000"));
    MEASURE("open and close, in a directory of 10,000", COUNT,
            open_and_close("/tmp/large/file5000"));
    MEASURE("create, close, unlink, in a directory of one", COUNT,
            create_and_unlink("/tmp/small/x"));
    MEASURE("create, close, unlink, in a directory of 10,000", COUNT,
            create_and_unlink("/tmp/large/x"));
    MEASURE("stat", COUNT, stat("/tmp/small/file5000", &status));
    uint64_t start = rdtsc();
    read_directory();
    report("an entry of 10,000, read", (rdtsc() - start) / NENTRIES);
}

int main(void)
{
    int file = make("/tmp/bytes"), null = open("/dev/null", O_WRONLY, 0);
    for (int i = 0; i < 4; i++) {
        write(file, buffer, sizeof(buffer));
    }
    MEASURE("open and close of a file", COUNT, open_and_close("/tmp/bytes"));
    MEASURE("pread of 1 byte", COUNT, pread(file, buffer, 1, 0));
    MEASURE("pread of 4 KiB", COUNT, pread(file, buffer, PAGE, 0));
    MEASURE("pwrite of 1 byte", COUNT, pwrite(file, buffer, 1, 0));
    MEASURE("pwrite of 4 KiB", COUNT, pwrite(file, buffer, PAGE, 0));
    MEASURE("write of 1 byte to /dev/null", COUNT, write(null, buffer, 1));
    measure_directories();
    return 0;
}
