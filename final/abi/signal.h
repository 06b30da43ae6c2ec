// SPDX-License-Identifier: MIT
// abi/signal.h - the reasons for which one process ends another.
//
// Names from POSIX, numbers as Linux has them on x86-64. A signal either ends a
// process or does nothing: 0, SIGCONT, SIGCHLD and SIGWINCH do nothing.

#pragma once

#define SIGINT     2 // ctrl-C
#define SIGILL     4
#define SIGTRAP    5
#define SIGBUS     7
#define SIGFPE     8
#define SIGKILL    9
#define SIGSEGV    11
#define SIGTERM    15
#define SIGCHLD    17
#define SIGCONT    18
#define SIGWINCH   28
#define SIGNAL_MAX 64
