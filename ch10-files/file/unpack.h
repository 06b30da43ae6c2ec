// SPDX-License-Identifier: MIT
// file/unpack.h - the archive's files become the first files of the tree.

#pragma once

#include "base/types.h"

// Makes the files and directories of an archive, whose memory must not change
// afterwards. Entries that are wrong are logged and left out. main.c calls it
// once.
void unpack(const void *archive, size_t nbytes);
