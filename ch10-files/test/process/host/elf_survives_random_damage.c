// SPDX-License-Identifier: MIT
// elf_parse() against half a million files with random damage, under
// sanitizers: a refused file leaves *program empty, and an accepted one has all
// that process/elf.h promises.
// Built with -fsanitize=fuzzer and -DFUZZER it is a target for libFuzzer.
//
// With: process/elf.c
// Breaks: process/elf.c: return offset <= nbytes && length <= nbytes - offset;
//     => return offset + length <= nbytes;
// Breaks: process/elf.c: first_page(other) < end_page(segment) => false
// Breaks: process/elf.c: *program = (struct elf_program){0}; =>

#include "test/process/host/elf_generator.h"

#ifdef FUZZER

static unsigned naccepted;

static __attribute__((destructor)) void say(void)
{
    printf("%u files let through\n", naccepted);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t nbytes);
int LLVMFuzzerTestOneInput(const uint8_t *input, size_t nbytes)
{
    struct elf_program program;
    naccepted += parse(input, nbytes, &program) == NULL;
    return 0;
}

#else

#define CASES 500000

// Returns a number at which a check could fail, or one near `before`.
static uint64_t odd_number(uint64_t before)
{
    static const uint64_t numbers[] = {
        0,          1,           64,        PAGE_SIZE,      PROGRAM_START,
        0xFFFF,     UINT32_MAX,  INT64_MAX, ELF_MEMORY_MAX, PROGRAM_END,
        UINT64_MAX, KERNEL_BASE, USER_TOP,
    };
    switch (below(5)) {
    case 0: return before ^ (uint64_t)1 << below(64);
    case 1: return before + below(5) - 2;
    case 2: return 0 - before;
    case 3: return before + numbers[below(ARRAY_LENGTH(numbers))];
    default: return numbers[below(ARRAY_LENGTH(numbers))];
    }
}

// Replaces a number of nbytes, little-endian, by such a number.
static void damage(size_t offset, size_t nbytes)
{
    uint64_t number = 0;
    memcpy(&number, file.bytes + offset, nbytes);
    number = odd_number(number);
    memcpy(file.bytes + offset, &number, nbytes);
}

// Fields of a program header, of the ELF header, and any byte at all.
static void damage_somewhere(void)
{
    static const uint8_t sizes[64] = {[16] = 2, [18] = 2, [20] = 4, [24] = 8,
                                      [32] = 8, [52] = 2, [54] = 2, [56] = 2};
    uint16_t nheaders = file.header.e_phnum;
    if (below(8) > 0 && nheaders > 0 && nheaders <= NHEADERS) {
        size_t start = file.header.e_phoff % 512 + below(nheaders) * 56;
        size_t field = below(8);
        damage(start + (field < 2 ? field * 4 : field * 8 - 8),
               field < 2 ? 4 : 8);
        return;
    }
    size_t offset = below(64);
    damage(offset, max(sizes[offset], 1));
}

// Moves a segment near another one.
static void push_together(void)
{
    size_t start = file.header.e_phoff;
    size_t from = start + below(file.header.e_phnum) * 56;
    size_t to = start + below(file.header.e_phnum) * 56;
    struct elf64_program_header left, right;
    memcpy(&left, file.bytes + from, 56);
    memcpy(&right, file.bytes + to, 56);
    right.p_vaddr = left.p_vaddr + below(3 * PAGE_SIZE) - PAGE_SIZE;
    right.p_align = below(2);
    memcpy(file.bytes + to, &right, 56);
}

int main(void)
{
    unsigned nrefused = 0;
    srand(1);
    for (int i = 0; i < CASES; i++) {
        struct elf_program program;
        lay_out();
        if (below(4) == 0) {
            push_together();
        }
        for (uint64_t n = below(3); n > 0; n--) {
            damage_somewhere();
        }
        if (below(8) == 0) {
            file_size = below(file_size + 1);
        }
        nrefused += parse(file.bytes, file_size, &program) != NULL;
    }
    printf("%d random cases, %u refused\n", CASES, nrefused);
    // With hardly any refused or accepted files the test would prove little.
    return nrefused < CASES / 10 || nrefused > CASES / 10 * 9;
}

#endif
