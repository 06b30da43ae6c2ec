// SPDX-License-Identifier: MIT
// The shell's system calls, answered by Linux: with this file included first,
// the shell's sources make a program for the host. As ours do, the calls return
// negative errnos; names from POSIX stand for these functions from here on.

#pragma once

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

// glibc 2.43 has macros of these names, and base/string.h declares functions.
#undef strchr
#undef strstr

#include "abi/spawn.h"

static inline int linux_result(long result)
{
    return result < 0 ? -errno : (int)result;
}

static inline int linux_getcwd(char *to, size_t nbytes)
{
    return getcwd(to, nbytes) == NULL ? -errno : (int)strlen(to) + 1;
}

static inline int kill_any(int pid, int signal)
{
    return linux_result(kill(pid, signal));
}

static inline int sigignore_linux(int number, bool is_ignored)
{
    return signal(number, is_ignored ? SIG_IGN : SIG_DFL) == SIG_ERR ? -errno
                                                                     : 0;
}

// The child: the process becomes the program, or tells through the pipe why it
// cannot. /bin/sh is this program itself.
static inline _Noreturn void linux_become(const char *program,
                                          const char *const argv[],
                                          const struct spawn_options *options,
                                          const char *const envp[], int told)
{
    int descriptors[3];
    if (options->group != SPAWN_SAME_GROUP) {
        setpgid(0, options->group);
    }
    for (int i = 0; i < 3; i++) {
        descriptors[i] = fcntl(options->descriptors[i], F_DUPFD_CLOEXEC, 20);
    }
    for (int i = 0; i < 3; i++) {
        dup2(descriptors[i], i);
    }
    signal(SIGINT, SIG_DFL);
    bool is_shell = strcmp(program, "/bin/sh") == 0;
    execve(is_shell ? "/proc/self/exe" : program, (char *const *)argv,
           (char *const *)envp);
    int error = errno;
    (void)!write(told, &error, sizeof(error));
    _exit(127);
}

static inline int spawn_with(const char *program, const char *const argv[],
                             const struct spawn_options *options,
                             const char *const envp[])
{
    int told[2], error = 0;
    if (pipe2(told, O_CLOEXEC) != 0) {
        return -errno;
    }
    int pid = fork();
    if (pid == 0) {
        linux_become(program, argv, options, envp, told[1]);
    }
    close(told[1]);
    bool has_failed = read(told[0], &error, sizeof(error)) > 0;
    close(told[0]);
    if (has_failed) {
        waitpid(pid, NULL, 0);
    }
    return has_failed ? -error : pid;
}

#define read(...)      linux_result(read(__VA_ARGS__))
#define open(...)      linux_result(open(__VA_ARGS__))
#define close(...)     linux_result(close(__VA_ARGS__))
#define dup3(...)      linux_result(dup3(__VA_ARGS__))
#define ioctl(...)     linux_result(ioctl(__VA_ARGS__))
#define waitpid(...)   linux_result(waitpid(__VA_ARGS__))
#define chdir(...)     linux_result(chdir(__VA_ARGS__))
#define getcwd(...)    linux_getcwd(__VA_ARGS__)
#define sigignore(...) sigignore_linux(__VA_ARGS__)
