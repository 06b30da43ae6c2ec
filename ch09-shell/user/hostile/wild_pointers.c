// SPDX-License-Identifier: MIT
// user/hostile/wild_pointers.c - passes bad pointers to each call.
// Returns 0: the kernel copies only the program's own memory (-EFAULT).

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define PAGE 4096

static int wrong, asked;

static void expect(const char *what, const void *pointer, long answer,
                   long wanted)
{
    asked++;
    if (answer != wanted) {
        printf("wild_pointers: %s at %p gives %ld\n", what, pointer, answer);
        wrong++;
    }
}

// Adds a page to the heap; returns its end, behind which nothing is mapped.
static char *last_page(void)
{
    uintptr_t end = (uintptr_t)sbrk(0);
    sbrk((intptr_t)(align_up(end, PAGE) - end) + PAGE);
    return sbrk(0);
}

// Passes this pointer to each call that takes one. child: for wait().
static void try_pointer(void *pointer, int child)
{
    const char *const element[] = {"hello", pointer, NULL};
    const char *const none[] = {NULL};
    expect("text", pointer, console_write(pointer, 16), -EFAULT);
    expect("text by int", pointer,
           system_call6_int(SYS_write, (long)pointer, 16, 0, 0, 0, 0), -EFAULT);
    expect("program", pointer, spawn(pointer, none), -EFAULT);
    expect("arguments", pointer, spawn("hello", pointer), -EFAULT);
    if (pointer != NULL) { // null ends argv, and asks for no status
        expect("argument", pointer, spawn("hello", element), -EFAULT);
        // Last, since its first bytes may have been written.
        expect("status", pointer, wait(child, pointer), -EFAULT);
    }
}

int main(int argc, char *argv[])
{
    if (argc > 1) {
        return 42; // the child: it only ends
    }
    const char *const arguments[] = {argv[0], "child", NULL};
    int child = spawn("wild_pointers", arguments);

    char *end = last_page();
    memset(end - PAGE, 'x', PAGE);
    uintptr_t pointers[] = {
        0,
        8,                  // a field of a struct at a null pointer
        0x400000 - 1,       // before the first byte of the program
        (uintptr_t)end - 1, // its first byte is the program's own
        (uintptr_t)end,
        0x0000400000000000, // a hole: between heap and stack
        0x00007FFFFFFFF000, // the end of what programs may have
        0x00007FFFFFFFFFFF, // over the end of the lower half
        0x0000800000000000, // between the halves
        0x4141414141414141,
        0xFFFF7FFFFFFFFFFF,
        0xFFFF800000100000, // the kernel's map of all memory
        0xFFFFC00000000000, // the kernel's region for a heap
        0xFFFFFFFF80118000, // the kernel's code
        UINTPTR_MAX - 7,    // past the last address, and on at 0
        UINTPTR_MAX,
    };
    for (size_t i = 0; i < ARRAY_LENGTH(pointers); i++) {
        try_pointer((void *)pointers[i], child);
    }

    // From the last byte that a program can have. The stack may be there.
    void *last = (void *)0x00007FFFFFFFEFFF;
    expect("text", last, console_write(last, 2), -EFAULT);
    expect("status", last, wait(child, last), -EFAULT);
    // Lengths that wrap around, or that lead out of the half.
    const size_t lengths[] = {SIZE_MAX, SIZE_MAX - (uintptr_t)argv[0] + 1,
                              INT64_MAX, 1UL << 47};
    for (size_t i = 0; i < ARRAY_LENGTH(lengths); i++) {
        expect("length", argv[0], console_write(argv[0], lengths[i]), -EFAULT);
    }
    // The program may read this memory, and not write it.
    expect("status", main, wait(child, (int *)main), -EFAULT);
    expect("status", "x", wait(child, (int *)"xxxx"), -EFAULT);
    // A list of arguments that goes on beyond the page's end.
    const char **list = (const char **)end - 1;
    *list = "hello";
    expect("arguments", list, spawn("hello", list), -EFAULT);
    // All of these waits have failed: the child still has to be reaped.
    int status = 0;
    expect("wait", &status, wait(child, &status), child);
    expect("status", &status, status, 42);

    printf("wild_pointers: %d of %d answers were wrong\n", wrong, asked);
    return wrong == 0 ? 0 : 1;
}
