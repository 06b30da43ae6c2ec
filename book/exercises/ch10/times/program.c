// SPDX-License-Identifier: MIT
// Looks at times of files. Ends with 0, or with the line of what was wrong.

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

// The time of a path, in nanoseconds; -1: there is none.
static int64_t time_of(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || status.st_mtim.tv_sec < 0 ||
        status.st_mtim.tv_nsec < 0 || status.st_mtim.tv_nsec >= 1000000000) {
        return -1;
    }
    return status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
}

static int64_t of_directory, of_other, of_file; // as they were last

// Have exactly those times changed that should? Waits, so that the next change
// has another time.
static bool have_changed(bool directory, bool other, bool file)
{
    int64_t now_directory = time_of("/tmp/d"), now_other = time_of("/tmp/e"),
            now_file = time_of("/tmp/d/f");
    now_file = now_file < 0 ? time_of("/tmp/e/f") : now_file;
    bool is_right = (now_directory > of_directory) == directory &&
                    (now_other > of_other) == other &&
                    (now_file > of_file) == file;
    of_directory = now_directory;
    of_other = now_other;
    of_file = now_file;
    sleep_ms(50);
    return is_right;
}

static void try_writes(void)
{
    char byte;
    int fd = open("/tmp/d/f", O_RDWR | O_CREAT, 0644);
    EXPECT(fd >= 0);
    EXPECT(have_changed(true, false, true));
    EXPECT(write(fd, "abc", 3) == 3);
    EXPECT(have_changed(false, false, true));
    EXPECT(pwrite(fd, "d", 1, 100000) == 1);
    EXPECT(have_changed(false, false, true));
    EXPECT(write(fd, "", 0) == 0);
    EXPECT(write(fd, (void *)8, 10) == -EFAULT);
    EXPECT(pwrite(fd, "x", 1, INT64_MAX) == -EFBIG);
    EXPECT(ftruncate(fd, INT64_MAX) == -EFBIG);
    EXPECT(pread(fd, &byte, 1, 0) == 1 && byte == 'a');
    EXPECT(lseek(fd, 0, SEEK_SET) == 0);
    EXPECT(read(fd, &byte, 1) == 1);
    EXPECT(have_changed(false, false, false));
    EXPECT(ftruncate(fd, 10) == 0);
    EXPECT(have_changed(false, false, true));
    EXPECT(ftruncate(fd, 1000) == 0);
    EXPECT(have_changed(false, false, true));
    struct stat status;
    EXPECT(fstat(fd, &status) == 0);
    EXPECT(status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec ==
           of_file);
    EXPECT(close(fd) == 0);
    EXPECT(have_changed(false, false, false));
}

static void try_opens(void)
{
    EXPECT(close(open("/tmp/d/f", O_RDWR, 0)) == 0);
    EXPECT(close(open("/tmp/d/f", O_WRONLY | O_CREAT | O_APPEND, 0)) == 0);
    EXPECT(open("/tmp/d/f", O_WRONLY | O_CREAT | O_EXCL, 0) == -EEXIST);
    EXPECT(open("/tmp/d/f", O_RDONLY | O_DIRECTORY | O_TRUNC, 0) == -ENOTDIR);
    EXPECT(have_changed(false, false, false));
    EXPECT(close(open("/tmp/d/f", O_WRONLY | O_TRUNC, 0)) == 0);
    EXPECT(have_changed(false, false, true));
}

static void try_names(void)
{
    EXPECT(rename("/tmp/d/f", "/tmp/e/f") == 0);
    EXPECT(have_changed(true, true, false));
    EXPECT(rename("/tmp/e/f", "/tmp/e/f") == 0);
    EXPECT(rename("/tmp/e/none", "/tmp/d/none") == -ENOENT);
    EXPECT(rename("/tmp/e", "/tmp/e/inside") == -EINVAL);
    EXPECT(mkdir("/tmp/e/f", 0755) == -EEXIST);
    EXPECT(rmdir("/tmp/e") == -ENOTEMPTY);
    EXPECT(have_changed(false, false, false));
    EXPECT(mkdir("/tmp/d/sub", 0755) == 0);
    EXPECT(time_of("/tmp/d/sub") > of_directory);
    EXPECT(have_changed(true, false, false));
    EXPECT(close(open("/tmp/d/sub/g", O_WRONLY | O_CREAT, 0644)) == 0);
    EXPECT(have_changed(false, false, false));
    EXPECT(unlink("/tmp/d/sub/g") == 0);
    EXPECT(have_changed(false, false, false));
    EXPECT(rmdir("/tmp/d/sub") == 0);
    EXPECT(have_changed(true, false, false));
    EXPECT(close(open("/tmp/d/old", O_WRONLY | O_CREAT, 0644)) == 0);
    EXPECT(have_changed(true, false, false));
    EXPECT(rename("/tmp/e/f", "/tmp/d/old") == 0); // replaces it
    EXPECT(time_of("/tmp/d/old") == of_file);
    EXPECT(rename("/tmp/d/old", "/tmp/d/f") == 0);
    EXPECT(have_changed(true, true, false));
    EXPECT(unlink("/tmp/d/f") == 0);
    of_file = -1;
    EXPECT(have_changed(true, false, false));
}

int main(void)
{
    EXPECT(time_of("/etc/motd") == 0);
    EXPECT(time_of("/etc") == 0);
    EXPECT(time_of("/dev/null") == 0);
    sleep_ms(50);
    EXPECT(mkdir("/tmp/d", 0755) == 0 && mkdir("/tmp/e", 0755) == 0);
    EXPECT(have_changed(true, true, false));
    int64_t before = of_directory;
    of_file = -1;
    sleep_ms(1200); // over the change of a second
    try_writes();
    EXPECT(of_file - before >= INT64_C(1200000000));
    EXPECT(of_file - before <= INT64_C(120000000000));
    try_opens();
    try_names();
    int fd = open("/etc/motd", O_WRONLY | O_APPEND, 0);
    EXPECT(write(fd, "!", 1) == 1);
    EXPECT(time_of("/etc/motd") > before);
    EXPECT(time_of("/etc/words") == 0);
    return 0;
}
