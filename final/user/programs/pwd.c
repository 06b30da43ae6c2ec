// SPDX-License-Identifier: MIT
// user/programs/pwd.c - prints the working directory.

#include <stdio.h>
#include <unistd.h>

#include "user/lib/utility.h"

int main(void)
{
    char path[PATH_MAX];
    int length = getcwd(path, sizeof(path));
    if (length < 0) {
        return complain("pwd", "getcwd", -length);
    }
    puts(path);
    return close_output("pwd", 0);
}
