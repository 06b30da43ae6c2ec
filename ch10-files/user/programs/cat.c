// SPDX-License-Identifier: MIT
// user/programs/cat.c - copies its input to its output.

#include <unistd.h>

int main(void)
{
    char text[256];
    long nbytes;
    while ((nbytes = read(0, text, sizeof(text))) > 0) {
        if (write(1, text, (size_t)nbytes) != nbytes) {
            return 1;
        }
    }
    return nbytes < 0;
}
