// SPDX-License-Identifier: MIT
// test/file/host/no_machine.h - what the file system needs of the machine, on
// the host.
//
// Included before everything else (-include), so that the kernel's own files,
// unchanged, find these in the place of what a program may not do.

#pragma once

#include "boot/layout.h"
#include "boot/paging.h"
#include "thread/thread.h"

extern struct thread host_thread;

// A frame is memory of the host's, at the same address.
#define phys_to_virt(address) ((void *)(address).raw)
#define thread_current()      (&host_thread)
