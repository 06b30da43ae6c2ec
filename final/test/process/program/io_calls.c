// SPDX-License-Identifier: MIT
// test/process/program/io_calls.c - makes each call about descriptors and jobs
// in each way, and checks the results. Ends with the number of wrong ones.
//
// Its input is the line "abc" and, in raw mode, many a "d".

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

static int wrong;

static void expect(int line, long answer, long expected)
{
    if (answer != expected) {
        printf("io_calls: line %d: %ld and not %ld\n", line, answer, expected);
        wrong++;
    }
}

#define EXPECT(answer, expected) expect(__LINE__, (answer), (expected))

static void *const bad[] = {
    NULL,
    (void *)8,
    (void *)0x00007FFFFFFFFFFF, // over the end of the lower half
    (void *)0x0000800000000000, // between the halves
    (void *)0xFFFF800000100000, // the kernel's map of all memory
    (void *)-1L,
};

static void take_terminal(void)
{
    int self = getpid(), group = 0;
    EXPECT(setpgid(0, 0), 0);
    EXPECT(ioctl(0, TIOCSPGRP, &group), -EINVAL);
    group = 12345;
    EXPECT(ioctl(0, TIOCSPGRP, &group), -ESRCH);
    EXPECT(ioctl(0, TIOCSPGRP, &self), 0);
    EXPECT(ioctl(0, TIOCGPGRP, &group), 0);
    EXPECT(group, self);
}

static void try_bad_pointers(void *pointer)
{
    const char *const none[] = {NULL};
    struct spawn_options options = {SPAWN_SAME_GROUP, {0, 1, 2}};
    EXPECT(write(1, pointer, 10), -EFAULT);
    EXPECT(ioctl(0, TCGETS, pointer), -EFAULT);
    EXPECT(ioctl(0, TCSETS, pointer), -EFAULT);
    EXPECT(ioctl(0, TIOCGPGRP, pointer), -EFAULT);
    EXPECT(ioctl(0, TIOCSPGRP, pointer), -EFAULT);
    EXPECT(ioctl(0, TIOCGWINSZ, pointer), -EFAULT);
    EXPECT(spawn2("hello", none, pointer), -EFAULT);
    EXPECT(spawn2(pointer, none, &options), -EFAULT);
    EXPECT(spawn2("hello", pointer, &options), -EFAULT);
    EXPECT(processes(pointer, 1), -EFAULT);
    EXPECT(processes(pointer, 0),
           pointer < (void *)0x00007FFFFFFFF000 ? 0 : -EFAULT);
    if (pointer != NULL) {
        EXPECT(waitpid(WAIT_ANY, pointer, 0), -EFAULT);
    }
}

static void try_descriptors(void)
{
    char text[8];
    EXPECT(read(3, text, 1), -EBADF);
    EXPECT(read(-1, text, 1), -EBADF);
    EXPECT(read(1, text, 1), -EBADF); // may only be written
    EXPECT(write(0, text, 1), -EBADF);
    EXPECT(write(1024, text, 1), -EBADF);
    EXPECT(write(INT32_MAX, text, 1), -EBADF);
    EXPECT(close(3), -EBADF);
    EXPECT(ioctl(3, TCGETS, text), -EBADF);
    EXPECT(ioctl(0, 0, text), -EINVAL);
    EXPECT(write(1, text, 0), 0);

    EXPECT(dup3(3, 4, 0), -EBADF);
    EXPECT(dup3(1, 1, 0), -EINVAL);
    EXPECT(dup3(1, 5, 1), -EINVAL);
    EXPECT(dup3(1, -1, 0), -EBADF);
    EXPECT(dup3(1, 1024, 0), -EBADF);
    EXPECT(dup3(1, 1023, 0), 1023);
    EXPECT(write(1023, "dup3\n", 5), 5);
    EXPECT(close(1023), 0);
    EXPECT(close(1023), -EBADF);
}

// Of a text whose end cannot be read, the start is written.
static void try_partial_write(void)
{
    char *page = sbrk(4096), *last = page + 4096 - 256;
    memset(last, '.', 255);
    last[255] = '\n';
    EXPECT(write(1, last, 512), 256);
    sbrk(-4096);
}

static int run_child(const char *what, const struct spawn_options *options)
{
    int status = -1;
    const char *const argv[] = {"io_calls", what, NULL};
    int pid = spawn2("io_calls", argv, options);
    return pid < 0 ? pid : waitpid(pid, &status, 0) == pid ? status : -1;
}

// The child ends with the number of descriptors that it has.
static void try_inheritance(void)
{
    struct spawn_options options = {SPAWN_SAME_GROUP, {0, 1, 2}};
    EXPECT(run_child("count", &options), 3 << 8);
    EXPECT(dup3(1, 7, 0), 7);
    EXPECT(dup3(1, 8, O_CLOEXEC), 8);
    EXPECT(run_child("count", &options), 4 << 8);
    options.descriptors[0] = 9;
    EXPECT(run_child("count", &options), -EBADF);
    options.descriptors[0] = 8;
    EXPECT(run_child("writes 0", &options), 5 << 8);
    EXPECT(run_child("starts a child", &options), 4 << 8);
    EXPECT(close(7), 0);
    EXPECT(close(8), 0);
    options.group = 12345;
    EXPECT(run_child("count", &options), -EINVAL);
}

static const char *const exceptions[] = {"#DE", "#BP", "#UD", "#SS",
                                         "#GP", "#PF", "#MF", "#XM"};

static void raise_exception(const char *name)
{
    static const uint16_t fpu_control = 0x37E; // 0 / 0 is not masked
    static const uint32_t mxcsr = 0x1F00;      // nor is it for SSE
    double zero = 0;
    if (strcmp(name, "#DE") == 0) {
        __asm__ volatile("divl %0" : : "r"(0) : "rax", "rdx");
    } else if (strcmp(name, "#BP") == 0) {
        __asm__ volatile("int3");
    } else if (strcmp(name, "#UD") == 0) {
        __asm__ volatile("ud2");
    } else if (strcmp(name, "#SS") == 0) {
        __asm__ volatile("mov %0, %%rsp; push %%rax" : : "r"(1L << 62));
    } else if (strcmp(name, "#GP") == 0) {
        __asm__ volatile("hlt");
    } else if (strcmp(name, "#PF") == 0) {
        __asm__ volatile("mov %%eax, (%0)" : : "r"(8L) : "memory");
    } else if (strcmp(name, "#MF") == 0) {
        __asm__ volatile("fldcw %0; fldz; fldz; fdivrp; fwait"
                         :
                         : "m"(fpu_control));
    } else if (strcmp(name, "#XM") == 0) {
        __asm__ volatile("ldmxcsr %1; divsd %0, %0" : "+x"(zero) : "m"(mxcsr));
    }
}

// wait() says which exception it was, and waitpid() which signal: QEMU's TCG
// raises #GP instead of #SS, and never #XM, so the child ends with 0.
static void try_exceptions(void)
{
    static const int signals[STATUS_REASON + 1] = {
        [0] = SIGFPE,   [3] = SIGTRAP,  [6] = SIGILL,  [12] = SIGBUS,
        [13] = SIGSEGV, [14] = SIGSEGV, [16] = SIGFPE, [19] = SIGFPE};
    struct spawn_options options = {SPAWN_SAME_GROUP, {0, 1, 2}};
    for (size_t i = 0; i < ARRAY_LENGTH(exceptions); i++) {
        const char *const argv[] = {"io_calls", exceptions[i], NULL};
        int status = -1, pid = spawn2("io_calls", argv, &options);
        EXPECT(wait(pid, &status), pid);
        EXPECT(run_child(exceptions[i], &options),
               status == 0 ? 0 : signals[status & STATUS_REASON]);
        EXPECT(status != 0 || strcmp(exceptions[i], "#XM") == 0, true);
    }
}

static void try_jobs(void)
{
    int status = 42;
    struct process_info infos[64];
    struct spawn_options options = {SPAWN_NEW_GROUP, {0, 1, 2}};
    const char *const argv[] = {"sleeps_forever", NULL};
    EXPECT(waitpid(WAIT_ANY, &status, WNOHANG), -ECHILD);
    int pid = spawn2(argv[0], argv, &options);
    EXPECT(waitpid(pid, &status, WNOHANG), 0);
    EXPECT(status, 42);
    EXPECT(waitpid(pid, &status, 2), -EINVAL);
    EXPECT(setpgid(pid, getpid()), 0);
    EXPECT(setpgid(pid, 0), 0);
    EXPECT(setpgid(1000000, 0), -ESRCH);
    EXPECT(kill_any(-pid, 0), 0);
    EXPECT(kill_any(pid, 64), -EINVAL);
    EXPECT(kill_any(1000000, SIGTERM), -ESRCH);
    EXPECT(processes(infos, 64), 2);
    EXPECT(processes(infos, 1), 1);
    EXPECT(kill_any(-pid, SIGTERM), 0);
    EXPECT(waitpid(pid, &status, 0), pid);
    EXPECT(status, SIGTERM);
    EXPECT(sigignore(SIGKILL, true), -EINVAL);
    EXPECT(sigignore(SIGINT, false), 0);
}

static void try_reading(void)
{
    char text[16];
    struct termios raw;
    EXPECT(read(0, NULL, 0), 0);
    EXPECT(read(0, text, sizeof(text)), 4);
    EXPECT(memcmp(text, "abc\n", 4), 0);
    EXPECT(ioctl(0, TCGETS, &raw), 0);
    struct termios before = raw;
    raw.c_lflag = 0;
    EXPECT(ioctl(0, TCSETS, &raw), 0);
    EXPECT(read(0, text, 1), 1);
    EXPECT(text[0], 'd');
    EXPECT(read(0, (void *)8, 1), -EFAULT);
    EXPECT(ioctl(0, TCSETS, &before), 0);
}

static int count_open(void)
{
    int count = 0;
    for (int fd = 0; fd < 1024; fd++) {
        count += write(fd, "", 0) != -EBADF || read(fd, NULL, 0) != -EBADF;
    }
    return count;
}

int main(int argc, char *argv[])
{
    if (argc > 1 && strcmp(argv[1], "count") == 0) {
        return count_open();
    }
    if (argc > 1 && strcmp(argv[1], "starts a child") == 0) {
        struct spawn_options same = {SPAWN_SAME_GROUP, {0, 1, 2}};
        return run_child("count", &same) >> 8;
    }
    if (argc > 1 && argv[1][0] == '#') {
        raise_exception(argv[1]);
        return 0;
    }
    if (argc > 1) {
        return (int)write(0, "hello", 5);
    }
    take_terminal();
    try_descriptors();
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
        try_bad_pointers(bad[i]);
    }
    try_partial_write();
    try_inheritance();
    try_exceptions();
    try_jobs();
    try_reading();
    return wrong;
}
