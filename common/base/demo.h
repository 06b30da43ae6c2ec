// SPDX-License-Identifier: MIT
// base/demo.h - what a chapter does once its kernel is up.

#pragma once

// main.c ends in this call. The kernel that `make run` boots has the function
// of the chapter's demo.c, the test image that of common/test/runner.c; all
// other objects are the same in both. command_line is "" if the loader gave
// none.
void demo_run(const char *command_line);
