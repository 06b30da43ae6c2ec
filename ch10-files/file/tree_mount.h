// SPDX-License-Identifier: MIT
// file/tree_mount.h - the tree in memory, as a mount.

#pragma once

#include "file/mount.h"

extern struct mount tree_mount;
