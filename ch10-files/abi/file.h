// SPDX-License-Identifier: MIT
// abi/file.h - files and directories: flags, modes and structures.
//
// Names from POSIX, numbers and layout as Linux has them on x86-64.

#pragma once

#include "base/types.h"

#define NAME_MAX 255  // bytes of a name, without its zero byte
#define PATH_MAX 1024 // bytes of a path, with its zero byte

// open(): one of the first three, and any of the others.
#define O_RDONLY    0
#define O_WRONLY    01
#define O_RDWR      02
#define O_ACCMODE   03       // the bits of the first three
#define O_CREAT     0100     // creates the file if there is none
#define O_EXCL      0200     // with O_CREAT: fails if there is one
#define O_TRUNC     01000    // the file becomes empty
#define O_APPEND    02000    // each write goes to the end
#define O_DIRECTORY 0200000  // fails unless it is a directory
#define O_CLOEXEC   02000000 // also of dup3(): no child inherits it

// lseek(): what the offset is counted from.
#define SEEK_SET 0 // the start
#define SEEK_CUR 1 // the current offset
#define SEEK_END 2 // the end

// st_mode: a type and the permission bits.
#define S_IFMT  0170000 // the bits of the type
#define S_IFCHR 0020000 // a device
#define S_IFDIR 0040000
#define S_IFREG 0100000

#define S_IXUSR 0100 // its owner may execute it
#define S_IXGRP 0010 // its group
#define S_IXOTH 0001 // all others

#define S_ISCHR(mode) (((mode)&S_IFMT) == S_IFCHR)
#define S_ISDIR(mode) (((mode)&S_IFMT) == S_IFDIR)
#define S_ISREG(mode) (((mode)&S_IFMT) == S_IFREG)

struct timespec {
    int64_t tv_sec, tv_nsec;
};

struct stat {
    uint64_t st_dev, st_ino, st_nlink;
    uint32_t st_mode, st_uid, st_gid, reserved0;
    uint64_t st_rdev;
    int64_t st_size, st_blksize, st_blocks; // st_blocks: of 512 bytes
    struct timespec st_atim, st_mtim, st_ctim;
    int64_t reserved[3];
};

_Static_assert(sizeof(struct stat) == 144, "as in Linux");

// getdents(): each entry begins at a multiple of 8 bytes, d_reclen bytes behind
// the one before.
struct dirent64 {
    uint64_t d_ino;
    int64_t d_off;     // for lseek(): where the next entry is read
    uint16_t d_reclen; // bytes of this entry
    uint8_t d_type;    // DT_...
    char d_name[];     // ends in a zero byte
};

#define DT_CHR 2
#define DT_DIR 4
#define DT_REG 8
