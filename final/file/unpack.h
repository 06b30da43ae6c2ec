// SPDX-License-Identifier: MIT
// file/unpack.h - the archive's files become the first files of the tree.

#pragma once

#include "base/types.h"

// Makes the files and directories of an archive, whose memory must stay as it
// is. What is wrong with it goes to the log; the rest of it can be used. main.c
// calls it once.
void unpack(const void *archive, size_t nbytes);
