// SPDX-License-Identifier: MIT
// file/archive.c - reads a tar archive that lies in memory.
//
// No field is trusted. A header is recognized by its checksum; a size or an
// offset is compared with the bytes that exist before it is used.

#include "file/archive.h"

#include "base/required.h"

#define BLOCK 512

struct header {
    char name[100];
    char mode[8], uid[8], gid[8]; // numbers: octal digits, then a space or zero
    char size[12], mtime[12];
    char checksum[8];
    char type;
    char linkname[100];
    char magic[8]; // with the version
    char uname[32], gname[32];
    char devmajor[8], devminor[8];
    char prefix[155]; // if not empty: what stands before the name and a slash
    char unused[12];
};

_Static_assert(sizeof(struct header) == BLOCK, "POSIX, ustar Header Block");

#define TYPE_FILE      '0'
#define TYPE_OLD_FILE  '\0'
#define TYPE_DIRECTORY '5'

// Returns false if the field is not a number. 12 octal digits fit in 36 bits.
static bool parse_octal(const char *field, size_t size, uint64_t *number)
{
    size_t i = 0;
    for (*number = 0; i < size && field[i] >= '0' && field[i] <= '7'; i++) {
        *number = *number * 8 + (uint64_t)(field[i] - '0');
    }
    return i > 0 && (i == size || field[i] == '\0' || field[i] == ' ');
}

// The sum of the header's bytes, with spaces in the place of the checksum.
static uint64_t sum_of(const struct header *header)
{
    const uint8_t *bytes = (const uint8_t *)header;
    uint64_t sum = sizeof(header->checksum) * ' ';
    for (size_t i = 0; i < sizeof(*header); i++) {
        sum += bytes[i];
    }
    for (size_t i = 0; i < sizeof(header->checksum); i++) {
        sum -= (uint8_t)header->checksum[i];
    }
    return sum;
}

static bool is_zero(const struct header *header)
{
    static const struct header zero;
    return memcmp(header, &zero, sizeof(zero)) == 0;
}

// Adds the bytes of a field, which ends at a zero byte or is full.
static size_t add_field(char *name, size_t length, const char *field,
                        size_t size)
{
    for (size_t i = 0; i < size && field[i] != '\0'; i++) {
        name[length++] = field[i];
    }
    return length;
}

static void copy_name(char *name, const struct header *header)
{
    size_t length = 0;
    if (header->prefix[0] != '\0') {
        length = add_field(name, 0, header->prefix, sizeof(header->prefix));
        name[length++] = '/';
    }
    length = add_field(name, length, header->name, sizeof(header->name));
    name[length] = '\0';
}

_Static_assert(ARCHIVE_NAME_SIZE == 155 + 1 + 100 + 1, "see copy_name()");

// Is ".." one of the names between the slashes?
static bool has_dots(const char *name)
{
    bool is_start = true;
    for (; *name != '\0'; name++) {
        if (is_start && name[0] == '.' && name[1] == '.' &&
            (name[2] == '/' || name[2] == '\0')) {
            return true;
        }
        is_start = *name == '/';
    }
    return false;
}

static const char *check_entry(const struct header *header, const char *name)
{
    if (name[0] == '\0') {
        return "it has no name";
    }
    if (name[0] == '/') {
        return "its name begins with a slash";
    }
    if (has_dots(name)) {
        return "its name has .. in it";
    }
    if (header->type != TYPE_FILE && header->type != TYPE_OLD_FILE &&
        header->type != TYPE_DIRECTORY) {
        return "it is neither a file nor a directory";
    }
    return NULL;
}

// Checks what must be right to find the next header.
static const char *check_header(const struct header *header)
{
    uint64_t number;
    if (!parse_octal(header->checksum, sizeof(header->checksum), &number) ||
        number != sum_of(header)) {
        return "the checksum of a header is wrong";
    }
    if (memcmp(header->magic,
               "ustar\0"
               "00",
               sizeof(header->magic)) != 0) {
        return "a header is not of the format ustar";
    }
    return NULL;
}

bool archive_next(const void *archive, size_t nbytes, size_t *cursor,
                  struct archive_entry *entry, const char **wrong)
{
    struct header header;
    uint64_t size, mode;
    *entry = (struct archive_entry){0};
    *wrong = NULL;
    if (nbytes - *cursor < BLOCK) {
        *wrong = "it ends too early";
        return false;
    }
    memcpy(&header, (const uint8_t *)archive + *cursor, sizeof(header));
    if (is_zero(&header)) {
        return false;
    }
    *wrong = check_header(&header);
    if (*wrong != NULL) {
        return false;
    }
    copy_name(entry->name, &header);
    if (!parse_octal(header.size, sizeof(header.size), &size) ||
        !parse_octal(header.mode, sizeof(header.mode), &mode)) {
        *wrong = "a number is not octal";
        return false;
    }
    *cursor += BLOCK;
    if (size > nbytes - *cursor) {
        *wrong = "it ends inside a file";
        return false;
    }
    entry->content = (const uint8_t *)archive + *cursor;
    entry->nbytes = size;
    entry->mode = mode & 0777;
    entry->is_directory = header.type == TYPE_DIRECTORY;
    *cursor += min(align_up(size, BLOCK), nbytes - *cursor);
    *wrong = check_entry(&header, entry->name);
    return true;
}
