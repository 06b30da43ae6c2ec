// SPDX-License-Identifier: MIT
// harness/linux_calls.c - Folio's programs on Linux: its system calls, made of
// the host's.
//
// Flags, structures and errno values are the same, so a call only changes its
// number. Linked with a program and the host's C library (user_on_host.py).

#include "abi/numbers.h"
#include "base/types.h"

#define LINUX_BRK -1 // no number: Linux has another interface

static const short linux_numbers[SYS_COUNT] = {
    [SYS_exit] = 231, // exit_group
    [SYS_write] = -2,     [SYS_yield] = 24,       [SYS_sleep] = -2,
    [SYS_getpid] = 39,    [SYS_spawn] = -2,       [SYS_wait] = -2,
    [SYS_kill] = -2,      [SYS_sbrk] = LINUX_BRK, [SYS_read] = 0,
    [SYS_write_to] = 1,   [SYS_close] = 3,        [SYS_dup3] = 292,
    [SYS_ioctl] = 16,     [SYS_setpgid] = 109,    [SYS_kill_any] = 62,
    [SYS_spawn2] = -2,
    [SYS_waitpid] = 61, // wait4
    [SYS_processes] = -2, [SYS_sigignore] = -2,   [SYS_open] = 2,
    [SYS_lseek] = 8,      [SYS_pread] = 17,       [SYS_pwrite] = 18,
    [SYS_fstat] = 5,      [SYS_stat] = 4,
    [SYS_getdents] = 217, // getdents64
    [SYS_mkdir] = 83,     [SYS_rmdir] = 84,       [SYS_unlink] = 87,
    [SYS_rename] = 82,    [SYS_ftruncate] = 77,   [SYS_chdir] = 80,
    [SYS_getcwd] = 79,    [SYS_chmod] = 90,
};

#define ENOMEM 12
#define ENOSYS 38

// Memory for sbrk(): the host's own heap begins where Linux lets it end.
#define HEAP_SIZE (64L << 20)
static _Alignas(4096) char heap[HEAP_SIZE];

static long move_break(long nbytes)
{
    static long used;
    if (nbytes < -used || nbytes > HEAP_SIZE - used) {
        return -ENOMEM;
    }
    char *before = heap + used;
    used += nbytes;
    return (long)before;
}

long system_call6(long number, long a, long b, long c, long d, long e, long f);

long system_call6(long number, long a, long b, long c, long d, long e, long f)
{
    if (number == SYS_sbrk) {
        return move_break(a);
    }
    if (number < 0 || number >= SYS_COUNT || linux_numbers[number] < 0) {
        return -ENOSYS;
    }
    register long r10 __asm__("r10") = number == SYS_waitpid ? 0 : d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"((long)linux_numbers[number]), "D"(a), "S"(b), "d"(c),
                       "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory", "cc");
    return result;
}

// What crt0.asm does.
extern char **folio_environ;
int folio_main(int argc, char *argv[]);
_Noreturn void folio_exit(int code);

int main(int argc, char *argv[], char *envp[])
{
    folio_environ = envp;
    folio_exit(folio_main(argc, argv));
}
