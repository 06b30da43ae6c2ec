// SPDX-License-Identifier: MIT
// test/runner.h - tests that run inside the kernel.
//
// A file test/LAYER/NAME.c holds one test, named as the file is. The test image
// links the runner's demo_run() in the place of demo.c; all other objects are
// those of the kernel that `make run` boots.

#pragma once

#include "base/types.h"

struct test {
    const char *name;
    const char *expected_panic; // NULL: the test is to return
    void (*body)(void);
};

// Each file puts a pointer to its test into the section "tests". The linker
// makes one array of them, and since the section's name is a C identifier, it
// defines these symbols for its two ends.
extern const struct test *const __start_tests[], *const __stop_tests[];

#define IN_SECTION_TESTS __attribute__((used, section("tests")))

#define TEST_ENTRY(test_name, expected)                                      \
    static void test_name(void);                                             \
    static const struct test entry = {#test_name, expected, test_name};      \
    static const struct test *const entry_pointer IN_SECTION_TESTS = &entry; \
    static void test_name(void)

// A test that returns when all its EXPECTs hold. All such tests share one boot,
// so it leaves the kernel as it found it.
#define TEST(name) TEST_ENTRY(name, NULL)

// A test that must end in a panic whose report contains the text: the harness,
// which reads the serial port, compares. It has a boot to itself, and runs if
// the command line says test=NAME or the image holds no other test.
// test=NAME,NAME runs several that return, one after the other.
#define TEST_PANICS(name, text) TEST_ENTRY(name, text)

// Unless the condition holds, marks the test as failed and prints the place and
// the condition. The test goes on. The value is the condition's, so a test can
// also end there: if (!EXPECT(p != NULL)) { return; }
#define EXPECT(condition) test_expect(HERE, #condition, (condition))

// The same for two numbers, which the report then names.
#define EXPECT_EQUAL(left, right) \
    test_expect_equal(HERE, #left, (left), #right, (right))

bool test_expect(const char *where, const char *text, bool holds);
bool test_expect_equal(const char *where, const char *left_text,
                       unsigned long long left, const char *right_text,
                       unsigned long long right);
