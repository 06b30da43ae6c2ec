// SPDX-License-Identifier: MIT
// user/programs/tee.c - copies its input to its output and to files.
//
//     tee [-a] [FILE]...
//
// -a: behind what is in the files.

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "user/lib/utility.h"

static FILE *files[ARGUMENTS_MAX]; // NULL: it could not be opened

// At once: ctrl-C may end the program before the next piece.
static void put(FILE *file, const char *bytes, size_t nbytes)
{
    fwrite(bytes, 1, nbytes, file);
    fflush(file);
}

int main(int argc, char *argv[])
{
    const char *mode = "w";
    for (int option; (option = getopt(argc, argv, "a")) != -1;) {
        if (option == '?') {
            return usage("tee [-a] [FILE]...");
        }
        mode = "a";
    }
    int status = 0;
    for (int i = optind; i < argc; i++) {
        files[i] = fopen(argv[i], mode);
        status |= files[i] == NULL ? complain("tee", argv[i], errno) : 0;
    }

    char bytes[BUFSIZ];
    long nbytes;
    while ((nbytes = read(0, bytes, sizeof(bytes))) > 0) {
        put(stdout, bytes, (size_t)nbytes);
        for (int i = optind; i < argc; i++) {
            if (files[i] != NULL) {
                put(files[i], bytes, (size_t)nbytes);
            }
        }
    }
    if (nbytes < 0) {
        status |= complain("tee", "read error", (int)-nbytes);
    }

    for (int i = optind; i < argc; i++) {
        if (files[i] == NULL) {
            continue;
        }
        fflush(files[i]);
        if (ferror(files[i]) != 0) {
            status |= complain("tee", argv[i], ferror(files[i]));
        }
        fclose(files[i]);
    }
    return close_output("tee", status);
}
