// SPDX-License-Identifier: MIT
// test/syscall/program/all_file_calls.c - makes each call about files in each
// way, and checks the results. Ends with the number of wrong ones.

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

static int wrong;

static void expect(int line, long answer, long expected)
{
    if (answer != expected) {
        printf("all_file_calls: line %d: %ld and not %ld\n", line, answer,
               expected);
        wrong++;
    }
}

#define EXPECT(answer, expected) expect(__LINE__, (answer), (expected))

static struct stat status;
static char buffer[2048];

static int make(const char *path)
{
    return open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
}

// --- pointers ---

static void *const bad[] = {
    NULL,
    (void *)8,
    (void *)0x00007FFFFFFFFFFF, // over the end of the lower half
    (void *)0x0000800000000000, // between the halves
    (void *)0xFFFF800000100000, // the kernel's map of all memory
    (void *)-1L,
};

static void try_bad_pointers(void *pointer)
{
    int file = make("/tmp/pointers"), directory = open("/", O_RDONLY, 0);
    EXPECT(open(pointer, O_RDONLY, 0), -EFAULT);
    EXPECT(stat(pointer, &status), -EFAULT);
    EXPECT(stat("/", pointer), -EFAULT);
    EXPECT(fstat(file, pointer), -EFAULT);
    EXPECT(write(file, pointer, 10), -EFAULT);
    EXPECT(pwrite(file, pointer, 10, 0), -EFAULT);
    EXPECT(lseek(file, 0, SEEK_END), 0); // nothing was written
    EXPECT(write(file, "0123456789", 10), 10);
    EXPECT(lseek(file, 2, SEEK_SET), 2);
    EXPECT(read(file, pointer, 5), -EFAULT);
    EXPECT(lseek(file, 0, SEEK_CUR), 2); // nothing was read
    EXPECT(pread(file, pointer, 5, 0), -EFAULT);
    EXPECT(getdents(directory, pointer, 2048), -EFAULT);
    EXPECT(mkdir(pointer, 0755), -EFAULT);
    EXPECT(rmdir(pointer), -EFAULT);
    EXPECT(unlink(pointer), -EFAULT);
    EXPECT(rename(pointer, "/tmp/x"), -EFAULT);
    EXPECT(rename("/tmp/pointers", pointer), -EFAULT);
    EXPECT(chdir(pointer), -EFAULT);
    EXPECT(chmod(pointer, 0644), -EFAULT);
    EXPECT(getcwd(pointer, 100), -EFAULT);
    EXPECT(close(file), 0);
    EXPECT(close(directory), 0);
    EXPECT(unlink("/tmp/pointers"), 0);
}

// --- descriptors ---

static void try_descriptors(void)
{
    static const int closed[] = {-1, 900, 1024, 0x7FFFFFFF};
    for (size_t i = 0; i < ARRAY_LENGTH(closed); i++) {
        int fd = closed[i];
        EXPECT(lseek(fd, 0, SEEK_SET), -EBADF);
        EXPECT(pread(fd, buffer, 1, 0), -EBADF);
        EXPECT(pwrite(fd, buffer, 1, 0), -EBADF);
        EXPECT(fstat(fd, &status), -EBADF);
        EXPECT(getdents(fd, buffer, 1000), -EBADF);
        EXPECT(ftruncate(fd, 0), -EBADF);
    }
    // The lowest free number, until there is none.
    int first = make("/tmp/many"), fd, last = first;
    while ((fd = open("/tmp/many", O_RDONLY, 0)) >= 0) {
        EXPECT(fd, ++last);
    }
    EXPECT(fd, -EMFILE);
    EXPECT(last, 1023);
    EXPECT(open("/tmp/one_more", O_CREAT | O_WRONLY, 0644), -EMFILE);
    EXPECT(close(500), 0);
    EXPECT(open("/tmp/one_more", O_RDONLY, 0), -ENOENT);
    EXPECT(open("/tmp/many", O_RDONLY, 0), 500);
    while (last >= first) {
        close(last--);
    }
    EXPECT(unlink("/tmp/many"), 0);
}

static void try_rights(void)
{
    int out = open("/tmp/rights", O_WRONLY | O_CREAT, 0644);
    int in = open("/tmp/rights", O_RDONLY, 0);
    EXPECT(read(out, buffer, 1), -EBADF);
    EXPECT(pread(out, buffer, 1, 0), -EBADF);
    EXPECT(write(in, buffer, 1), -EBADF);
    EXPECT(pwrite(in, buffer, 1, 0), -EBADF);
    EXPECT(ftruncate(in, 0), -EINVAL);
    EXPECT(getdents(in, buffer, 1000), -ENOTDIR);
    EXPECT(ioctl(in, TCGETS, buffer), -ENOTTY);
    EXPECT(open("/tmp/rights", O_ACCMODE, 0), -EINVAL);
    EXPECT(open("/tmp/rights", 1 << 30, 0), -EINVAL);
    EXPECT(close(in), 0);
    EXPECT(close(out), 0);
    EXPECT(unlink("/tmp/rights"), 0);
}

// --- offsets ---

static void try_offsets(void)
{
    int file = make("/tmp/offsets"), copy = dup3(file, 30, 0);
    int other = open("/tmp/offsets", O_RDWR | O_APPEND, 0);
    EXPECT(write(file, "abcdef", 6), 6);
    EXPECT(lseek(copy, 0, SEEK_CUR), 6); // shared
    EXPECT(lseek(other, 0, SEEK_CUR), 0);
    EXPECT(lseek(file, -2, SEEK_END), 4);
    EXPECT(read(copy, buffer, 10), 2);
    EXPECT(write(other, "gh", 2), 2);
    EXPECT(lseek(other, 0, SEEK_CUR), 8);
    EXPECT(pread(file, buffer, 100, 0), 8);
    EXPECT(strncmp(buffer, "abcdefgh", 8), 0);
    EXPECT(pread(file, buffer, 100, 8), 0);
    EXPECT(pread(file, buffer, 100, -1), -EINVAL);
    EXPECT(pwrite(file, buffer, 1, -1), -EINVAL);
    EXPECT(lseek(file, -1, SEEK_SET), -EINVAL);
    EXPECT(lseek(file, 0, 3), -EINVAL);
    EXPECT(lseek(file, INT64_MAX, SEEK_SET), INT64_MAX);
    EXPECT(lseek(file, 1, SEEK_CUR), -EOVERFLOW);
    EXPECT(read(file, buffer, 1), 0);
    EXPECT(write(file, buffer, 1), -EFBIG);
    EXPECT(lseek(1, 0, SEEK_SET), -ESPIPE);
    EXPECT(pread(0, buffer, 1, 0), -ESPIPE);
    EXPECT(pwrite(1, buffer, 1, 0), -ESPIPE);
    EXPECT(ftruncate(file, -1), -EINVAL);
    EXPECT(ftruncate(1, 0), -EINVAL);
    EXPECT(ftruncate(file, INT64_MAX), -EFBIG);
    EXPECT(ftruncate(file, (64 << 20) + 1), -EFBIG);
    EXPECT(ftruncate(file, 64 << 20), 0); // a hole
    EXPECT(pwrite(file, "xy", 2, (64 << 20) - 1), 1);
    EXPECT(pwrite(file, "x", 1, 64 << 20), -EFBIG);
    EXPECT(pread(file, buffer, 2, (64 << 20) - 2), 2);
    EXPECT(buffer[0], '\0');
    EXPECT(buffer[1], 'x');
    EXPECT(close(file) + close(copy) + close(other), 0);
    EXPECT(unlink("/tmp/offsets"), 0);
}

// A file without a name has its bytes until the last close.
static void try_unlinked(void)
{
    int file = make("/tmp/unlinked");
    EXPECT(write(file, "still", 5), 5);
    EXPECT(fstat(file, &status), 0);
    EXPECT((long)status.st_nlink, 1);
    EXPECT(unlink("/tmp/unlinked"), 0);
    EXPECT(stat("/tmp/unlinked", &status), -ENOENT);
    EXPECT(fstat(file, &status), 0);
    EXPECT((long)status.st_nlink, 0);
    EXPECT(status.st_size, 5);
    EXPECT(pread(file, buffer, 10, 0), 5);
    EXPECT(close(file), 0);
}

// --- names ---

static void try_long_names(void)
{
    static char path[PATH_MAX + 2];
    memset(path, 'n', sizeof(path));
    memcpy(path, "/tmp/", 5);
    path[5 + NAME_MAX + 1] = '\0';
    EXPECT(make(path), -ENAMETOOLONG);
    path[5 + NAME_MAX] = '\0';
    EXPECT(close(make(path)), 0);
    EXPECT(unlink(path), 0);
    for (size_t i = 5; i < PATH_MAX; i++) {
        path[i] = i % 2 == 0 ? '/' : '.';
    }
    path[PATH_MAX] = '\0';
    EXPECT(stat(path, &status), -ENAMETOOLONG);
    path[PATH_MAX - 1] = '\0';
    EXPECT(stat(path, &status), 0);
}

static void try_names(void)
{
    EXPECT(open("", O_RDONLY, 0), -ENOENT);
    EXPECT(mkdir("/tmp/d", 0755), 0);
    EXPECT(mkdir("/tmp/d", 0755), -EEXIST);
    EXPECT(mkdir("/", 0755), -EEXIST);
    EXPECT(mkdir("/tmp/none/d", 0755), -ENOENT);
    EXPECT(mkdir("/tmp/none/.", 0755), -ENOENT);
    EXPECT(mkdir("/tmp/d/none/..", 0755), -EEXIST);
    EXPECT(close(make("//tmp/./d/../d//f")), 0);
    EXPECT(mkdir("/tmp/d/f/d", 0755), -ENOTDIR);
    EXPECT(stat("/tmp/d/f", &status), 0);
    EXPECT(S_ISREG(status.st_mode), true);
    EXPECT(stat("/tmp/d/f/", &status), -ENOTDIR);
    EXPECT(open("/tmp/d/f/", O_RDONLY, 0), -ENOTDIR);
    EXPECT(open("/tmp/d/g/", O_CREAT | O_RDWR, 0644), -EISDIR);
    EXPECT(open("/tmp/d", O_WRONLY, 0), -EISDIR);
    EXPECT(rmdir("/tmp/d/f"), -ENOTDIR);
    EXPECT(rmdir("/tmp/d"), -ENOTEMPTY);
    EXPECT(rmdir("/tmp/d/."), -EINVAL);
    EXPECT(rmdir("/tmp/d/.."), -ENOTEMPTY);
    EXPECT(rmdir("/"), -EBUSY);
    EXPECT(rmdir("/dev"), -EBUSY);
    EXPECT(rmdir("/tmp/none"), -ENOENT);
    EXPECT(unlink("/tmp/d"), -EISDIR);
    EXPECT(unlink("/tmp/d/f/"), -ENOTDIR);
    EXPECT(unlink("/tmp/d/none"), -ENOENT);
    EXPECT(rename("/tmp/d", "/tmp/d/e"), -EINVAL);
    EXPECT(rename("/tmp/d", "/dev/d"), -EXDEV);
    EXPECT(rename("/dev/null", "/dev/none"), -EROFS);
    EXPECT(rename("/tmp/d/f", "/tmp/d/f2"), 0);
    EXPECT(unlink("/tmp/d/f2"), 0);
    EXPECT(rmdir("/tmp/d/"), 0);
}

static void try_directory(void)
{
    EXPECT(getcwd(buffer, 100), 2);
    EXPECT(strcmp(buffer, "/"), 0);
    EXPECT(chdir("tmp"), 0);
    EXPECT(mkdir("d", 0755), 0);
    EXPECT(chdir("d"), 0);
    EXPECT(getcwd(buffer, 6), -ERANGE);
    EXPECT(getcwd(buffer, 7), 7);
    EXPECT(strcmp(buffer, "/tmp/d"), 0);
    EXPECT(close(make("f")), 0);
    EXPECT(stat("/tmp/d/f", &status), 0);
    EXPECT(chdir("f"), -ENOTDIR);
    EXPECT(chdir("none"), -ENOENT);
    EXPECT(unlink("../d/f"), 0);
    EXPECT(chdir("../.."), 0);
    EXPECT(getcwd(buffer, 100), 2);
    EXPECT(rmdir("tmp/d"), 0);
}

static void try_entries(void)
{
    EXPECT(mkdir("/tmp/d", 0755), 0);
    EXPECT(close(make("/tmp/d/first")), 0);
    EXPECT(mkdir("/tmp/d/second", 0755), 0);
    int fd = open("/tmp/d", O_RDONLY | O_DIRECTORY, 0);
    struct dirent64 *entry = (struct dirent64 *)buffer;
    EXPECT(read(fd, buffer, 100), -EISDIR);
    EXPECT(getdents(fd, buffer, 10), -EINVAL);
    EXPECT(getdents(fd, buffer, 32), 32);
    EXPECT(strcmp(entry->d_name, "first"), 0);
    EXPECT(entry->d_type, DT_REG);
    int64_t second = entry->d_off;
    EXPECT(getdents(fd, buffer, 1000), 32);
    EXPECT(strcmp(entry->d_name, "second"), 0);
    EXPECT(entry->d_type, DT_DIR);
    EXPECT(getdents(fd, buffer, 1000), 0);
    EXPECT(lseek(fd, second, SEEK_SET), second);
    EXPECT(getdents(fd, buffer, 1000), 32);
    EXPECT(lseek(fd, 0, SEEK_SET), 0);
    EXPECT(getdents(fd, buffer, 1000), 64);
    EXPECT(unlink("/tmp/d/first"), 0);
    EXPECT(rmdir("/tmp/d/second"), 0);
    EXPECT(rmdir("/tmp/d"), 0);
    EXPECT(getdents(fd, buffer, 1000), 0);
    EXPECT(close(fd), 0);
}

// --- devices and programs ---

static void try_devices(void)
{
    int null = open("/dev/null", O_RDWR, 0);
    int zero = open("/dev/zero", O_RDWR, 0);
    int full = open("/dev/full", O_RDWR, 0);
    int console = open("/dev/console", O_RDWR, 0);
    struct termios settings;
    memset(buffer, 'x', sizeof(buffer));
    EXPECT(read(null, buffer, 100), 0);
    EXPECT(write(null, buffer, 100), 100);
    EXPECT(write(null, buffer, (size_t)-100), INT64_MAX);
    EXPECT(read(zero, buffer, 100), 100);
    EXPECT(buffer[99], '\0');
    EXPECT(buffer[100], 'x');
    EXPECT(read(zero, (void *)8, 100), -EFAULT);
    EXPECT(write(full, buffer, 100), -ENOSPC);
    EXPECT(ioctl(console, TCGETS, &settings), 0);
    EXPECT(ioctl(null, TCGETS, &settings), -ENOTTY);
    EXPECT(fstat(console, &status), 0);
    EXPECT(S_ISCHR(status.st_mode), true);
    EXPECT(stat("/dev/null", &status), 0);
    EXPECT(S_ISCHR(status.st_mode), true);
    uint64_t number = status.st_ino;
    EXPECT(fstat(null, &status), 0);
    EXPECT(status.st_ino == number && status.st_dev != 0, true);
    EXPECT(open("/dev/none", O_RDONLY, 0), -ENOENT);
    EXPECT(open("/dev/none", O_RDWR | O_CREAT, 0), -EROFS);
    EXPECT(mkdir("/dev/none", 0755), -EROFS);
    EXPECT(mkdir("/dev/null", 0755), -EEXIST);
    EXPECT(unlink("/dev/none"), -ENOENT);
    EXPECT(unlink("/dev/null"), -EROFS);
    EXPECT(open("/dev", O_RDWR, 0), -EISDIR);
    int directory = open("/dev", O_RDONLY, 0);
    EXPECT(lseek(directory, INT64_MAX, SEEK_SET), INT64_MAX);
    EXPECT(lseek(directory, 1, SEEK_CUR), -EOVERFLOW);
    EXPECT(lseek(directory, 0, SEEK_SET), 0);
    EXPECT(getdents(directory, buffer, 1000) > 0, true);
    EXPECT(close(directory) + close(null) + close(zero) + close(full), 0);
    EXPECT(close(console), 0);
}

static uint32_t mode_of(const char *path)
{
    EXPECT(stat(path, &status), 0);
    return status.st_mode;
}

static void try_modes(void)
{
    EXPECT(close(make("/tmp/f")), 0);
    EXPECT(mode_of("/tmp/f"), S_IFREG | 0644);
    EXPECT(chmod("/tmp/f", 07751), 0);
    EXPECT(mode_of("/tmp/f"), S_IFREG | 0751);
    EXPECT(close(make("/tmp/f")), 0); // the file exists already
    EXPECT(mode_of("/tmp/f"), S_IFREG | 0751);
    EXPECT(chmod("/tmp/f", 0), 0);
    EXPECT(mode_of("/tmp/f"), S_IFREG);
    EXPECT(mkdir("/tmp/d", 0700), 0);
    EXPECT(chmod("/tmp/d/", 0111), 0);
    EXPECT(mode_of("/tmp/d"), S_IFDIR | 0111);
    EXPECT(chmod("/", 0700), 0);
    EXPECT(mode_of("/"), S_IFDIR | 0700);
    EXPECT(chmod("/", 0755), 0);
    EXPECT(chmod("/tmp/f/", 0644), -ENOTDIR);
    EXPECT(chmod("/tmp/f/x", 0644), -ENOTDIR);
    EXPECT(chmod("/tmp/none", 0644), -ENOENT);
    EXPECT(chmod("", 0644), -ENOENT);
    EXPECT(chmod("/dev/null", 0644), -EROFS);
    EXPECT(chmod("/dev/none", 0644), -ENOENT);
    EXPECT(unlink("/tmp/f"), 0);
    EXPECT(rmdir("/tmp/d"), 0);
}

// Any of the three bits is enough.
static void try_execute_bits(void)
{
    const char *const arguments[] = {"true", NULL};
    for (int bits = 0; bits < 8; bits++) {
        int mode = (bits & 1 ? S_IXUSR : 0) | (bits & 2 ? S_IXGRP : 0) |
                   (bits & 4 ? S_IXOTH : 0);
        EXPECT(chmod("/bin/true", 0666 | mode), 0);
        int pid = spawn("/bin/true", arguments);
        EXPECT(pid < 0 ? pid : 0, mode == 0 ? -EACCES : 0);
        EXPECT(pid < 0 || wait(pid, NULL) == pid, true);
    }
    EXPECT(chmod("/bin/true", 0755), 0);
}

static void try_programs(void)
{
    const char *const arguments[] = {"true", NULL};
    int code = -1, file = make("/tmp/text");
    EXPECT(write(file, "not a program", 13), 13);
    EXPECT(close(file), 0);
    EXPECT(spawn("/tmp/text", arguments), -EACCES);
    EXPECT(chmod("/tmp/text", 0755), 0);
    EXPECT(spawn("/tmp/text", arguments), -ENOEXEC);
    EXPECT(spawn("/tmp", arguments), -EACCES);
    EXPECT(spawn("/dev/null", arguments), -EACCES);
    EXPECT(spawn("/tmp/none", arguments), -ENOENT);
    EXPECT(spawn("/tmp/text/x", arguments), -ENOTDIR);
    EXPECT(chdir("/bin"), 0);
    EXPECT(wait(spawn("./true", arguments), &code) > 0, true);
    EXPECT(code, 0);
    EXPECT(chdir("/"), 0);
    // The copy of a program lies in frames.
    int from = open("/bin/false", O_RDONLY, 0), to = make("/tmp/text");
    for (long n; (n = read(from, buffer, sizeof(buffer))) > 0;) {
        EXPECT(write(to, buffer, (size_t)n), n);
    }
    EXPECT(close(from), 0);
    EXPECT(wait(spawn("tmp/text", arguments), &code) > 0, true);
    EXPECT(code, 1);
    // Such a file is copied to be loaded, up to 1 MiB.
    EXPECT(ftruncate(to, 1 << 20), 0);
    EXPECT(wait(spawn("tmp/text", arguments), &code) > 0, true);
    EXPECT(ftruncate(to, (1 << 20) + 1), 0);
    EXPECT(spawn("tmp/text", arguments), -ENOEXEC);
    EXPECT(close(to), 0);
    EXPECT(unlink("/tmp/text"), 0);
}

int main(void)
{
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
        try_bad_pointers(bad[i]);
    }
    try_descriptors();
    try_rights();
    try_offsets();
    try_unlinked();
    try_long_names();
    try_names();
    try_directory();
    try_entries();
    try_devices();
    try_modes();
    try_execute_bits();
    try_programs();
    return wrong;
}
