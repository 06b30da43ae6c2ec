// SPDX-License-Identifier: MIT
// user/lib/copy_file.c - the bytes of files, for cat, cp and mv.

#include "user/lib/copy_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/utility.h"

#define PIECE 4096 // bytes of a read

// Returns 0 or a negative errno.
static long write_all(int fd, const char *from, long nbytes)
{
    while (nbytes > 0) {
        long done = write(fd, from, (size_t)nbytes);
        if (done < 0) {
            return done;
        }
        from += done;
        nbytes -= done;
    }
    return 0;
}

int copy_bytes(const char *program, int from, const char *from_name, int to,
               const char *to_name)
{
    static char bytes[PIECE];
    for (;;) {
        long nbytes = read(from, bytes, sizeof(bytes));
        if (nbytes < 0) {
            return complain(program, from_name, (int)-nbytes);
        }
        if (nbytes == 0) {
            return 0;
        }
        long error = write_all(to, bytes, nbytes);
        if (error != 0) {
            return complain(program, to_name, (int)-error);
        }
    }
}

// O_TRUNC would empty a file that is copied onto itself.
static bool is_same_file(const struct stat *from, const char *path)
{
    struct stat to;
    return stat(path, &to) == 0 && from->st_dev == to.st_dev &&
           from->st_ino == to.st_ino;
}

static int copy_from(const char *program, int from, const char *from_name,
                     const char *to_name)
{
    struct stat info;
    int error = fstat(from, &info);
    if (error == 0 && S_ISDIR(info.st_mode)) {
        error = -EISDIR;
    }
    if (error != 0) {
        return complain(program, from_name, -error);
    }
    if (is_same_file(&info, to_name)) {
        fprintf(stderr, "%s: %s and %s are the same file\n", program, from_name,
                to_name);
        return 1;
    }
    int to =
        open(to_name, O_WRONLY | O_CREAT | O_TRUNC, (int)(info.st_mode & 0777));
    if (to < 0) {
        return complain(program, to_name, -to);
    }
    int status = copy_bytes(program, from, from_name, to, to_name);
    close(to);
    return status;
}

int copy_file(const char *program, const char *from, const char *to)
{
    int fd = open(from, O_RDONLY, 0);
    if (fd < 0) {
        return complain(program, from, -fd);
    }
    int status = copy_from(program, fd, from, to);
    close(fd);
    return status;
}
