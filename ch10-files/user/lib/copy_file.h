// SPDX-License-Identifier: MIT
// user/lib/copy_file.h - the bytes of files, for cat, cp and mv.

#pragma once

// Copies all bytes that are still to be read; from and to are descriptors.
// Prints an error with the name that is given. Returns a status: 0 or 1.
int copy_bytes(const char *program, int from, const char *from_name, int to,
               const char *to_name);

// Copies a file; `to` is created or replaced. Prints an error. Returns a
// status: 0 or 1.
int copy_file(const char *program, const char *from, const char *to);
