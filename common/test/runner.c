// SPDX-License-Identifier: MIT
// test/runner.c - runs the tests of a test image and leaves QEMU.
//
// What it prints is read by common/harness/plugin.py:
//     test: NAME              before each test
//     expect: TEXT            before a test that must panic
//     ok: NAME                or
//     FAIL: NAME: PLACE: WHY  once for each expectation that did not hold
//     tests: N passed, N failed
// With nonce=WORD on the command line, " WORD" ends the lines test, ok and
// tests. A kernel that prints such lines from constants cannot contain WORD.

#include "test/runner.h"

#include "base/demo.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "serial/qemu_exit.h"

static const struct test *current;
static bool current_failed;
static unsigned npassed, nfailed;
static char nonce[32]; // a space and the word, or empty

static void fail(const char *where, const char *format, ...) FORMAT_LIKE(2, 3);
static void fail(const char *where, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    kprintf("FAIL: %s: %s: ", current->name, where);
    kvprintf(format, arguments);
    kprintf("\n");
    va_end(arguments);
    current_failed = true;
}

bool test_expect(const char *where, const char *text, bool holds)
{
    if (!holds) {
        fail(where, "%s", text);
    }
    return holds;
}

bool test_expect_equal(const char *where, const char *left_text,
                       unsigned long long left, const char *right_text,
                       unsigned long long right)
{
    if (left != right) {
        fail(where, "%s is 0x%llx, %s is 0x%llx", left_text, left, right_text,
             right);
    }
    return left == right;
}

static void read_nonce(const char *command_line)
{
    const char *option = strstr(command_line, "nonce=");
    if (option == NULL) {
        return;
    }
    option += strlen("nonce=");
    size_t length = strcspn(option, " ");
    if (length < sizeof(nonce) - 1) {
        nonce[0] = ' ';
        memcpy(nonce + 1, option, length);
    }
}

static void run(const struct test *test)
{
    current = test;
    current_failed = false;
    kprintf("test: %s%s\n", test->name, nonce);
    if (test->expected_panic != NULL) {
        kprintf("expect: %s\n", test->expected_panic);
    }
    test->body();
    if (test->expected_panic != NULL) {
        fail(HERE, "returned, but was to panic");
    }
    if (current_failed) {
        nfailed++;
    } else {
        npassed++;
        kprintf("ok: %s%s\n", test->name, nonce);
    }
}

static const struct test *find(const char *name, size_t length)
{
    for (const struct test *const *test = __start_tests; test < __stop_tests;
         test++) {
        if (strlen((*test)->name) == length &&
            strncmp((*test)->name, name, length) == 0) {
            return *test;
        }
    }
    return NULL;
}

// `names` is one name, or several with commas between them, up to a space.
static void run_named(const char *names)
{
    for (;;) {
        size_t length = strcspn(names, " ,");
        const struct test *test = find(names, length);
        if (test == NULL) {
            kprintf("FAIL: no test has the name %s\n", names);
            nfailed++;
        } else {
            run(test);
        }
        if (names[length] != ',') {
            return;
        }
        names += length + 1;
    }
}

static void run_all(void)
{
    bool is_alone = __stop_tests - __start_tests == 1;
    for (const struct test *const *test = __start_tests; test < __stop_tests;
         test++) {
        if ((*test)->expected_panic == NULL || is_alone) {
            run(*test);
        }
    }
}

void demo_run(const char *command_line)
{
    read_nonce(command_line);
    const char *option = strstr(command_line, "test=");
    if (option != NULL) {
        run_named(option + strlen("test="));
    } else {
        run_all();
    }
    kprintf("tests: %u passed, %u failed%s\n", npassed, nfailed, nonce);
    bool passed = nfailed == 0 && npassed > 0;
    qemu_exit(passed ? QEMU_EXIT_PASSED : QEMU_EXIT_FAILED);
}
