// SPDX-License-Identifier: MIT
// Reads /dev/counter. Ends with 0, or with the line of what was wrong.

#include <string.h>

#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define EXPECT(condition)                                             \
    do {                                                              \
        if (!(condition)) {                                           \
            printf("program.c, line %d: %s\n", __LINE__, #condition); \
            exit(__LINE__);                                           \
        }                                                             \
    } while (0)

#define COUNTER "/dev/counter"

// Reads a number; returns -1 if it is none, with a newline behind it.
static int64_t next(int fd, size_t room)
{
    char text[4096];
    int64_t number = 0;
    memset(text, 'x', sizeof(text));
    long nbytes = read(fd, text, room);
    if (nbytes < 2 || text[nbytes - 1] != '\n' || text[nbytes] != 'x') {
        return -1;
    }
    for (long i = 0; i < nbytes - 1; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static bool is_listed(void)
{
    static union {
        char bytes[2048];
        struct dirent64 entry;
    } buffer;
    int fd = open("/dev", O_RDONLY | O_DIRECTORY, 0);
    long nbytes = getdents(fd, &buffer, sizeof(buffer));
    close(fd);
    for (long at = 0; at < nbytes;) {
        const struct dirent64 *entry = (void *)&buffer.bytes[at];
        if (strcmp(entry->d_name, "counter") == 0) {
            return entry->d_type == DT_CHR;
        }
        at += entry->d_reclen;
    }
    return false;
}

int main(void)
{
    struct stat status;
    int one = open(COUNTER, O_RDWR, 0), two = open(COUNTER, O_RDONLY, 0);
    EXPECT(one >= 0 && two >= 0);
    for (int i = 1; i <= 1000; i += 2) {
        EXPECT(next(one, 4000) == i);
        EXPECT(next(two, 21) == i + 1);
    }
    char small[21];
    EXPECT(read(one, small, 20) == -EINVAL);
    EXPECT(read(one, small, 0) == -EINVAL);
    EXPECT(next(one, 100) == 1001);
    EXPECT(read(one, (void *)8, 100) == -EFAULT);
    EXPECT(next(one, 100) >= 1002);
    EXPECT(write(two, "x", 1) == -EBADF);
    EXPECT(write(one, "anything", 8) == 8);
    EXPECT(next(two, 100) == 1);
    EXPECT(write(one, "\n", 1) == 1);
    EXPECT(next(one, 100) == 1);
    EXPECT(lseek(one, 5, SEEK_SET) ==
           lseek(open("/dev/null", O_RDONLY, 0), 5, SEEK_SET));
    EXPECT(close(two) == 0);
    EXPECT(next(one, 100) == 2);
    EXPECT(fstat(one, &status) == 0 && S_ISCHR(status.st_mode));
    EXPECT(stat(COUNTER, &status) == 0 && S_ISCHR(status.st_mode));
    EXPECT(open(COUNTER "/x", O_RDONLY, 0) < 0);
    EXPECT(is_listed());
    return 0;
}
