// SPDX-License-Identifier: MIT
// test/process/program/initial_memory.c - checks that new memory is clean.
//
//     initial_memory          checks, and ends with 0 if all is right
//     initial_memory sleep    checks, and then sleeps until a test kills it

#include "base/string.h"
#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define PAGE 4096

// user/program.ld ends .data where .bss begins, without a page between them.
static char data[] = "the only variable that begins with a value";
static char bss[5 * PAGE + 17];

static int wrong;

static void expect(bool holds, const char *what)
{
    if (!holds) {
        printf("initial_memory: %s\n", what);
        wrong++;
    }
}

static bool is_zero(const volatile void *start, size_t nbytes)
{
    const volatile uint8_t *bytes = start;
    for (size_t i = 0; i < nbytes; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

static void soil(void *start, size_t nbytes)
{
    memset(start, 0x5E, nbytes);
}

// --- the stack ---

#define STACK_END  UINT64_C(0x7FFFFFFFE000)
#define STACK_SIZE 65536

// System V ABI: the number of arguments, their addresses, and so on; main()'s
// second argument is the address of the second word.
static void inspect_start(int argc, char *argv[])
{
    const uint64_t *words = (const uint64_t *)argv - 1;
    expect((uintptr_t)words % 16 == 0, "rsp is not aligned");
    expect(words[0] == (uint64_t)argc, "argc is not where rsp points");
    expect(argv[argc] == NULL, "argv does not end");
    expect(argv[argc + 1] == NULL, "there is an environment");
    expect(is_zero(&argv[argc + 2], 16), "the auxiliary vector does not end");
}

static void inspect_stack(char *argv[])
{
    // The stack below what main() and its callees have used is untouched.
    uintptr_t start = STACK_END - STACK_SIZE;
    uintptr_t used = (uintptr_t)__builtin_frame_address(0) - 2 * PAGE;
    expect(is_zero((void *)start, used - start), "the stack was used before");
    expect((uintptr_t)argv < STACK_END, "argv is not on the stack");
    expect(argv[0] < (char *)STACK_END, "argv[0] is not on the stack");
}

// --- variables ---

static void inspect_variables(void)
{
    expect(strncmp(data, "the only", 8) == 0, ".data is not as in the file");
    expect(is_zero(bss, sizeof(bss)), ".bss is not zero");
    // The heap begins at the next page; up to there all bytes are zero.
    uintptr_t end = (uintptr_t)sbrk(0);
    expect(end % PAGE == 0, "the heap does not begin with a page");
    const char *rest = bss + sizeof(bss);
    expect(is_zero(rest, end - (uintptr_t)rest), "the last page is not zero");
    data[0] = 'T'; // it can be written
    soil(bss, sizeof(bss));
}

// --- the heap ---

static void inspect_heap(void)
{
    char *start = sbrk(0);
    expect(sbrk(-1) == (void *)-ENOMEM, "the heap ends before it begins");
    expect(sbrk(INT64_MIN) == (void *)-ENOMEM, "it ends far before");
    expect(sbrk(INT64_MAX) == (void *)-ENOMEM, "it ends in the kernel");
    expect(sbrk(-(intptr_t)start - 8) == (void *)-ENOMEM, "it wraps around");
    expect(sbrk((1L << 47) - (intptr_t)start) == (void *)-ENOMEM,
           "it ends where no address is");
    expect(sbrk(1L << 40) == (void *)-ENOMEM, "it has more than there is");
    expect(sbrk(0) == start, "a failure has moved the end");
    expect(console_write(start, 1) == -EFAULT, "a failure has left a page");

    // Pieces of any size lie one behind the other.
    char *end = start;
    for (intptr_t size = 1; size < 3 * PAGE; size = 2 * size + 1) {
        expect(sbrk(size) == end, "a piece is not behind the others");
        expect(is_zero(end, (size_t)size), "a piece is not zero");
        soil(end, (size_t)size);
        end += size;
    }
    // The heap shrinks and grows again: whole pages are new, and the rest of a
    // page that the heap has kept is unchanged.
    expect(sbrk(start - end) == end, "the end before is wrong");
    expect(sbrk(0) == start, "it is not where it began");
    expect(sbrk(4 * PAGE) == start, "it does not grow again");
    expect(is_zero(start, 4 * PAGE), "freed memory was not cleared");
    soil(start, 4 * PAGE);
    sbrk(-2 * PAGE - 1);
    expect(start[PAGE] == 0x5E, "what was kept has changed");
    sbrk(2 * PAGE + 1);
    expect(start[2 * PAGE - 2] == 0x5E, "a page was lost");
    expect(is_zero(start + 2 * PAGE, 2 * PAGE), "a page came back unclean");
    sbrk(-4 * PAGE);
    expect(console_write(start, 1) == -EFAULT, "there still is a heap");
}

int main(int argc, char *argv[])
{
    inspect_start(argc, argv);
    inspect_stack(argv);
    inspect_variables();
    inspect_heap();
    if (argc > 1 && strcmp(argv[1], "sleep") == 0) {
        void *heap = sbrk(3 * PAGE);
        soil(heap, 3 * PAGE);
        sleep_ms(UINT64_MAX);
    }
    return wrong;
}
