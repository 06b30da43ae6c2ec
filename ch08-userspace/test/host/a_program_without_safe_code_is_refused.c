// SPDX-License-Identifier: MIT
// A program must begin in code that is in its file and that nobody can write,
// and need nothing that we do not have for it: no dynamic linker, no variables
// of each thread's own, no more segments than we note.
// With: process/elf.c
// Red when process/elf.c has
//     if (false) {
// instead of
//     if ((header->p_flags & PF_W) != 0 && (header->p_flags & PF_X) != 0) {
// Red when process/elf.c has
//     if (header->p_flags == 0) {
// instead of
//     if ((header->p_flags & (PF_R | PF_W | PF_X)) == 0) {
// Red when process/elf.c has
//     if (program->entry - segment->start < segment->nbytes) {
// instead of
//     if (program->entry - segment->start < segment->ncontent) {
// Red when process/elf.c has
//     if (program->entry < segment->start + segment->ncontent) {
// instead of
//     if (program->entry - segment->start < segment->ncontent) {
// Red when process/elf.c has
//     if (false) {
// instead of
//     if (!segment->can_execute) {
// Red when process/elf.c has
//     case PT_INTERP: break;
// instead of
//     case PT_INTERP: // fall through
// Red when process/elf.c has
//     if (program->nsegments > ELF_SEGMENTS_MAX) {
// instead of
//     if (program->nsegments == ELF_SEGMENTS_MAX) {

#include "test/host/elf_file.h"

#define NOT_IN_CODE "it begins where it has no code"
#define NO_CODE     "it has no code"
#define BOTH        "a segment can be both written and executed"
#define FOR_NOBODY  "a segment is for nobody to use"
#define NOT_STATIC  "it is not linked statically"

static struct elf64_program_header *const text = &file.entries[TEXT];
static struct elf64_program_header *const constants = &file.entries[CONSTANTS];
static struct elf64_program_header *const stack = &file.entries[STACK];

static void try_rights(void)
{
    REFUSED(text->p_flags = PF_R | PF_W | PF_X, BOTH);
    REFUSED(text->p_flags = PF_W | PF_X, BOTH);
    REFUSED(constants->p_flags = PF_R | PF_W | PF_X, BOTH);
    REFUSED(constants->p_flags = 0, FOR_NOBODY);
    REFUSED(constants->p_flags = 0xFFFFFFF8, FOR_NOBODY);
    ACCEPTED(text->p_flags = PF_X);
    ACCEPTED(constants->p_flags = PF_W);
    ACCEPTED(constants->p_flags = 0xFFFFFFF8 | PF_R);
    ACCEPTED(stack->p_flags = PF_R | PF_W | PF_X); // not obeyed
}

static void try_entries(void)
{
    ACCEPTED(file.header.e_entry = 0x400400);
    ACCEPTED(file.header.e_entry = 0x4004FF);
    REFUSED(file.header.e_entry = 0x4003FF, NOT_IN_CODE);
    REFUSED(file.header.e_entry = 0x400500, NOT_IN_CODE);
    REFUSED(file.header.e_entry = 0, NOT_IN_CODE);
    REFUSED(file.header.e_entry = UINT64_MAX, NOT_IN_CODE);
    REFUSED(file.header.e_entry = UINT64_C(0x800000400410), NOT_IN_CODE);
    REFUSED(file.header.e_entry = KERNEL_BASE + KERNEL_PHYSICAL, NOT_IN_CODE);
    REFUSED(file.header.e_entry = 0x401510, NOT_IN_CODE); // the constants
    REFUSED(text->p_memsz = 0x200; file.header.e_entry = 0x400500,
                                   NOT_IN_CODE); // where the zeros are
    REFUSED(text->p_filesz = 0, NOT_IN_CODE);
    ACCEPTED(constants->p_flags = PF_R | PF_X;
             file.header.e_entry = 0x401510); // the second one's
    REFUSED(text->p_flags = PF_R, NO_CODE);
    REFUSED(text->p_filesz = text->p_memsz = 0, NO_CODE);
    REFUSED(text->p_type = 0, NO_CODE);
}

static void try_types(void)
{
    REFUSED(stack->p_type = PT_INTERP, NOT_STATIC);
    REFUSED(stack->p_type = PT_DYNAMIC, NOT_STATIC);
    REFUSED(stack->p_type = PT_TLS, "it has variables of each thread's own");
    for (uint32_t type = 4; type < 20; type++) {
        if (type != PT_TLS) {
            ACCEPTED(stack->p_type = type); // a note, ...
        }
    }
    ACCEPTED(stack->p_type = UINT32_MAX);
}

static void try_numbers(void)
{
    for (size_t nsegments = 1; nsegments <= NHEADERS; nsegments++) {
        make_program();
        file.header.e_phnum = (uint16_t)nsegments;
        for (size_t i = 1; i < nsegments; i++) {
            put_entry(i, PF_R, 0x500, 0x10, 0x20);
        }
        expect(nsegments <= 8 ? NULL : "it has too many segments");
        file.header.e_entry = 0;
        expect(nsegments <= 8 ? NOT_IN_CODE : "it has too many segments");
    }
}

int main(void)
{
    try_rights();
    try_entries();
    try_types();
    try_numbers();
    return 0;
}
