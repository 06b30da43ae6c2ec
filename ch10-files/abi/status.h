// SPDX-License-Identifier: MIT
// abi/status.h - what wait() tells a parent about the end of its child.

#pragma once

#define WAIT_ANY (-1) // as the pid: any child

// The status of a process that called exit() is the low byte of its exit code.
// If the kernel killed the process, the status is STATUS_KILLED and, in the low
// byte, the reason: the vector of an exception, or one of KILLED_BY_...
#define STATUS_KILLED     0x100
#define STATUS_REASON     0xFF
#define KILLED_BY_PARENT  0x80 // by kill(), or because its parent ended
#define KILLED_BY_BAD_RIP 0x81 // it would go on at a non-canonical address
#define KILLED_BY_SIGNAL  0xC0 // plus the signal's number: abi/signal.h
