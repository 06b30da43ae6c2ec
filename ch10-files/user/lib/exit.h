// SPDX-License-Identifier: MIT
// user/lib/exit.h - the end of a program.

#pragma once

// Called by exit(), unless it is NULL. Streams set it as soon as one of them
// holds a byte; so a program without streams is linked without them.
extern int (*exit_flush)(void);
