// SPDX-License-Identifier: MIT
// Starts scripts. Ends with 0, or with the line of what was wrong.

#include <string.h>

#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define EXPECT(condition)                                             \
    do {                                                              \
        if (!(condition)) {                                           \
            printf("program.c, line %d: %s\n", __LINE__, #condition); \
            exit(__LINE__);                                           \
        }                                                             \
    } while (0)

#define OUTPUT "/tmp/output"

static bool make(const char *path, const char *text, size_t nbytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0755);
    bool is_made = write(fd, text, nbytes) == (long)nbytes;
    return close(fd) == 0 && is_made;
}

// Starts a script with the arguments "zero", "a" and "b  c". Returns a negative
// errno, or the status with which it ended. What it prints goes into a file.
static int start(const char *path)
{
    static const char *const argv[] = {"zero", "a", "b  c", NULL};
    int fd = open(OUTPUT, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    struct spawn_options options = {.group = SPAWN_SAME_GROUP,
                                    .descriptors = {0, fd, 2}};
    int status = -1, pid = spawn2(path, argv, &options);
    close(fd);
    return pid < 0 ? pid : wait(pid, &status) == pid ? status : -1;
}

// Starts a script that has this text.
static int run(const char *text)
{
    return make("/tmp/s", text, strlen(text)) ? start("/tmp/s") : -1;
}

static bool has_printed(const char *text)
{
    static char printed[4096];
    int fd = open(OUTPUT, O_RDONLY, 0);
    long nbytes = read(fd, printed, sizeof(printed));
    close(fd);
    return nbytes == (long)strlen(text) &&
           memcmp(printed, text, strlen(text)) == 0;
}

static void try_lines(void)
{
    EXPECT(run("#!/bin/echo\n") == 0);
    EXPECT(has_printed("/tmp/s a b  c\n"));
    EXPECT(run("#!/bin/echo") == 0); // without a newline
    EXPECT(has_printed("/tmp/s a b  c\n"));
    EXPECT(run("#! \t/bin/echo \t \nother\n") == 0);
    EXPECT(has_printed("/tmp/s a b  c\n"));
    EXPECT(run("#!/bin/echo one \t two  \nthree\n") == 0);
    EXPECT(has_printed("one \t two /tmp/s a b  c\n"));
    EXPECT(run("#!/bin/false\n") == 1);
    EXPECT(chdir("/tmp") == 0);
    EXPECT(run("#!/bin/echo\n") == 0 && start("./s") == 0);
    EXPECT(has_printed("./s a b  c\n"));
    EXPECT(run("#!/bin/sh\necho $0, $1, $2\n") == 0);
    EXPECT(has_printed("/tmp/s, a, b c\n"));
}

static void try_no_arguments(void)
{
    static const char *const none[] = {NULL};
    EXPECT(run("#!/bin/false\n") == 1);
    int status = -1, pid = spawn("/tmp/s", none);
    EXPECT(pid > 0 && wait(pid, &status) == pid && status == 1);
}

static void try_chains(void)
{
    EXPECT(make("/tmp/s1", "#!/bin/echo x\n", 14));
    EXPECT(make("/tmp/s2", "#!/tmp/s1 y\n", 12));
    EXPECT(make("/tmp/s3", "#!/tmp/s2\n", 10));
    EXPECT(make("/tmp/s4", "#!/tmp/s3 z\n", 12));
    EXPECT(make("/tmp/s5", "#!/tmp/s4\n", 10));
    EXPECT(start("/tmp/s2") == 0);
    EXPECT(has_printed("x /tmp/s1 y /tmp/s2 a b  c\n"));
    EXPECT(start("/tmp/s4") == 0);
    EXPECT(has_printed("x /tmp/s1 y /tmp/s2 /tmp/s3 z /tmp/s4 a b  c\n"));
    EXPECT(start("/tmp/s5") == -ENOEXEC);
    EXPECT(run("#!/tmp/s\n") == -ENOEXEC); // itself
}

// A line of this many bytes, all but the first of them blanks.
static int run_long_line(size_t nbytes)
{
    static char text[1024];
    memset(text, ' ', sizeof(text));
    memcpy(text, "#!/bin/echo", 11);
    memcpy(&text[nbytes], "\nx\n", 3);
    return make("/tmp/s", text, nbytes + 3) ? start("/tmp/s") : -1;
}

static void try_errors(void)
{
    EXPECT(run("#!\n") == -ENOEXEC);
    EXPECT(run("#!") == -ENOEXEC);
    EXPECT(run("#! \t \n/bin/echo\n") == -ENOEXEC);
    EXPECT(run("#") == -ENOEXEC);
    EXPECT(run("") == -ENOEXEC);
    EXPECT(run(" #!/bin/echo\n") == -ENOEXEC);
    EXPECT(run("#!/bin/none\n") == -ENOENT);
    EXPECT(run("#!/etc/motd/x\n") == -ENOTDIR);
    EXPECT(run("#!/bin\n") == -EACCES);
    EXPECT(run("#!/etc/motd\n") == -EACCES);
    EXPECT(make("/tmp/text", "text\n", 5));
    EXPECT(run("#!/tmp/text\n") == -ENOEXEC);
    EXPECT(make("/tmp/s", "#!/bin/echo\0x\n", 14));
    EXPECT(start("/tmp/s") == -ENOEXEC);
    EXPECT(run_long_line(255) == 0);
    EXPECT(run_long_line(256) == -ENOEXEC);
}

static void try_many_arguments(void)
{
    static const char *argv[ARGUMENTS_MAX + 1];
    for (int i = 0; i < ARGUMENTS_MAX; i++) {
        argv[i] = "x";
    }
    EXPECT(run("#!/bin/true\n") == 0);
    EXPECT(spawn("/tmp/s", argv) == -E2BIG);
    argv[ARGUMENTS_MAX - 1] = NULL; // one is added
    int pid = spawn("/tmp/s", argv);
    EXPECT(pid > 0 && wait(pid, NULL) == pid);
    EXPECT(run("#!/bin/true -\n") == 0);
    EXPECT(spawn("/tmp/s", argv) == -E2BIG);
    static char text[ARGUMENTS_SIZE];
    memset(text, 'x', sizeof(text) - 10);
    argv[1] = text;
    argv[2] = NULL;
    EXPECT(spawn("/tmp/s", argv) == -E2BIG);
}

int main(void)
{
    try_lines();
    try_no_arguments();
    try_chains();
    try_errors();
    try_many_arguments();
    return 0;
}
