// SPDX-License-Identifier: MIT

#include "base/kprintf.h"
#include "base/string.h"
#include "process/process.h"
#include "terminal/console.h"
#include "test/runner.h"

static char shown[2048];
static size_t nshown;

static void note(const char *text, size_t nbytes)
{
    size_t fits = min(nbytes, sizeof(shown) - 1 - nshown);
    memcpy(shown + nshown, text, fits);
    nshown += fits;
}

// Returns what the program ended with.
static int run(const char *name)
{
    struct arguments arguments = {0};
    int status = -1;
    EXPECT_EQUAL(arguments_add(&arguments, name, strlen(name)), 0);
    int pid = process_start(name, &arguments);
    EXPECT(pid > 0);
    EXPECT_EQUAL(process_wait(pid, &status, WAIT_FOREVER), pid);
    return status;
}

// Runs the line in a shell that then ends with its status. Returns how many
// milliseconds it said the line took, or -1 if it said nothing.
static int64_t time_of(const char *line, int status)
{
    nshown = 0;
    memset(shown, 0, sizeof(shown));
    console_type_bytes(line, strlen(line));
    console_type_bytes("\nexit\n", 6);
    EXPECT_EQUAL(run("sh"), status);
    kprintf("\n"); // behind the prompt
    const char *real = strstr(shown, "real ");
    if (!EXPECT(real != NULL)) {
        return -1;
    }
    int64_t ms = 0;
    size_t ndigits = 0;
    for (real += strlen("real "); *real != '\n' && *real != '\0'; real++) {
        ms = *real == '.' ? ms : 10 * ms + (*real - '0');
        ndigits = *real == '.' ? 0 : ndigits + 1;
    }
    EXPECT_EQUAL(ndigits, 3); // behind the point
    return ms;
}

TEST(time_tells_how_long_a_command_takes)
{
    kprintf_add_sink(note);
    EXPECT_EQUAL(run("exercise"), 0);

    int64_t ms = time_of("time sleep 1", 0);
    EXPECT(ms >= 1000 && ms < 20000);
    ms = time_of("time false", 1);
    EXPECT(ms >= 0 && ms < 1000);
    EXPECT(time_of("time echo a 'b  c'", 0) >= 0);
    EXPECT(strstr(shown, "a b  c\nreal 0.") != NULL);
    EXPECT(time_of("time kill 9999", 1) >= 0); // a command of the shell's own
    EXPECT(time_of("time nosuch", 127) >= 0);
    ms = time_of("sleep 1 & time wait", 0);
    EXPECT(ms >= 900 && ms < 20000);
    EXPECT(time_of("false; time", 0) == 0);
}
