// SPDX-License-Identifier: MIT
// user/shell/jobs.h - the processes that the shell has started.
//
// At a terminal each command is a job: a group of its own. The job in the
// foreground gets what is typed, and ctrl-C ends it but not the shell. A script
// leaves its programs in its own group, so that ctrl-C ends them all.

#pragma once

#include "base/types.h"

// Call once. An interactive shell, used by a person at a terminal, becomes the
// foreground group of the terminal.
void jobs_init(bool is_interactive);
bool jobs_is_interactive(void);

// For struct spawn_options: the group of a job that is to start.
int jobs_group(void);

// Waits for a job in the foreground; returns its exit status.
int jobs_run(int pid);

// Keeps a job in the background; if there are too many, runs it in the
// foreground.
void jobs_add(int pid, const char *name);

// Prints which jobs have ended since the last call.
void jobs_report(void);

void jobs_list(void);

// Waits for all jobs, one after the other; each is in the foreground meanwhile.
void jobs_wait(void);
