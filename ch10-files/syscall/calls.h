// SPDX-License-Identifier: MIT
// syscall/calls.h - the system calls whose functions are in other files than
// the table.

#pragma once

#include "syscall/syscall_entry.h"

// syscall/descriptor_calls.c
syscall_function sys_read, sys_write_to, sys_close, sys_dup3, sys_ioctl;

// syscall/open_file_calls.c
syscall_function sys_lseek, sys_pread, sys_pwrite, sys_fstat, sys_getdents,
    sys_ftruncate;

// syscall/job_calls.c
syscall_function sys_setpgid, sys_kill_any, sys_spawn2, sys_waitpid,
    sys_processes, sys_sigignore;

// syscall/file_calls.c
syscall_function sys_open, sys_stat, sys_mkdir, sys_rmdir, sys_unlink,
    sys_rename, sys_chdir, sys_getcwd, sys_chmod;
