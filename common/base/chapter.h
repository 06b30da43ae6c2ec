// SPDX-License-Identifier: MIT
// base/chapter.h - what a kernel does once it is up.

#pragma once

// main.c ends in this call. In the kernel that `make run` boots it is the
// chapter's show.c, in the test image it is common/test/runner.c; every other
// object is the same in both. command_line is "" if the loader gave none.
void chapter_run(const char *command_line);
