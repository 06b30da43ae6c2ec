// SPDX-License-Identifier: MIT
// archive_next() on correct archives, and on archives with one fault each; and
// unpack(), which makes files of the correct entries.
//
// With: file/path.c file/archive.c file/contents.c file/tree.c file/open_file.c
// With: file/tree_mount.c file/mount.c file/unpack.c object/object.c
// With: base/string.c
// Flags: -std=c11 -include test/file/host/no_machine.h
// Breaks: file/archive.c: number != sum_of(header)) { => false) {
// Breaks: file/archive.c: if (has_dots(name)) { => if (0) {
// Breaks: file/archive.c: if (size > nbytes - *cursor) { => if (0) {
// Breaks: file/archive.c: i > 0 && (i == size || => (
// Breaks: file/archive.c: name[length++] = '/'; =>

#include "test/file/host/host_files.h"
#include "test/file/host/tar.h"

static struct tar tar;

static void expect_equal(const char *found, const char *expected)
{
    if (strcmp(found, expected) != 0) {
        printf("\"%s\" and not \"%s\"\n", found, expected);
        exit(1);
    }
}

static void expect_text(const char *path, const char *expected)
{
    char text[100] = "";
    struct object *file;
    if (open_path(path, O_RDONLY, &file) != 0) {
        fail(path);
    }
    read_at(file, text, sizeof(text), 0);
    object_release(file);
    expect_equal(text, expected);
}

// Compares what archive_next() says of the archive, which may have no end.
static void expect_wrong(const char *expected, bool is_damaged)
{
    struct archive_entry entry;
    const char *wrong;
    size_t cursor = 0;
    bool has_more =
        archive_next(tar.bytes, tar.nbytes, &cursor, &entry, &wrong);
    if (has_more == is_damaged) {
        fail(expected);
    }
    expect_equal(wrong != NULL ? wrong : "nothing", expected);
    tar.nbytes = 0;
}

// Changes a field of a header, and makes the checksum right again.
static void try_field(size_t offset, const char *bytes, size_t nbytes,
                      const char *expected, bool is_damaged)
{
    size_t header = tar_add(&tar, "name", '0', "text", 4);
    memcpy(tar.bytes + header + offset, bytes, nbytes);
    tar_seal(&tar, header);
    expect_wrong(expected, is_damaged);
}

static void try_names(void)
{
    static const char *const refused[] = {"..", "../a", "a/..", "a/../b"};
    for (size_t i = 0; i < ARRAY_LENGTH(refused); i++) {
        tar_add(&tar, refused[i], '0', NULL, 0);
        expect_wrong("its name has .. in it", false);
    }
    tar_add(&tar, "/etc/passwd", '0', NULL, 0);
    expect_wrong("its name begins with a slash", false);
    tar_add(&tar, "", '0', NULL, 0);
    expect_wrong("it has no name", false);
    tar_add(&tar, "..a/b..", '0', NULL, 0);
    expect_wrong("nothing", false);
    tar_add(&tar, "link", '2', NULL, 0);
    expect_wrong("it is neither a file nor a directory", false);
}

static void try_fields(void)
{
    try_field(0, "other", 5, "nothing", false);
    try_field(124, "00000000004 ", 12, "nothing", false);
    try_field(124, "000000000004", 12, "nothing", false);
    try_field(124, "0000000000x", 12, "a number is not octal", true);
    try_field(124, "\200\0\0\0\0\0\0\0\0\0\0\4", 12, "a number is not octal",
              true);
    try_field(124, "", 1, "a number is not octal", true);
    try_field(124, "00000001001", 12, "it ends inside a file", true);
    try_field(124, "777777777777", 12, "it ends inside a file", true);
    try_field(100, "abc", 3, "a number is not octal", true);
    try_field(257, "ustar ", 6, "a header is not of the format ustar", true);
    size_t header = tar_add(&tar, "name", '0', NULL, 0);
    tar.bytes[header] = 'N'; // the checksum is not updated
    expect_wrong("the checksum of a header is wrong", true);
}

// Cuts the archive after each number of bytes, in memory that ends there.
static void try_cuts(void)
{
    tar_add(&tar, "name", '0', "text", 4);
    for (size_t nbytes = 0; nbytes < tar.nbytes; nbytes++) {
        uint8_t *bytes = malloc(nbytes + (nbytes == 0));
        struct archive_entry entry;
        const char *wrong;
        size_t cursor = 0;
        memcpy(bytes, tar.bytes, nbytes);
        bool has_entry = archive_next(bytes, nbytes, &cursor, &entry, &wrong);
        if (has_entry != (nbytes >= TAR_BLOCK + 4) ||
            (wrong == NULL) != has_entry) {
            fail("a cut archive");
        }
        free(bytes);
    }
    tar.nbytes = 0;
}

// All 100 bytes of the name, and a prefix before it.
static void try_prefix(void)
{
    char name[101], expected[200];
    struct archive_entry entry;
    const char *wrong;
    size_t cursor = 0;
    memset(name, 'n', 100);
    name[100] = '\0';
    size_t header = tar_add(&tar, name, '0', NULL, 0);
    memcpy(tar.bytes + header + 345, "some/where", 10);
    tar_seal(&tar, header);
    snprintf(expected, sizeof(expected), "some/where/%s", name);
    if (!archive_next(tar.bytes, tar.nbytes, &cursor, &entry, &wrong)) {
        fail(wrong);
    }
    expect_equal(entry.name, expected);
    tar.nbytes = 0;
}

static void unpack_one(const char *name, char type, const char *expected)
{
    tar.nbytes = 0;
    logged[0] = '\0';
    tar_add(&tar, name, type, "one", 3);
    tar_end(&tar);
    unpack(tar.bytes, tar.nbytes);
    expect_equal(logged, expected);
}

static void try_unpacking(void)
{
    static struct tar lasting;
    tar_add(&lasting, "etc/", '5', NULL, 0);
    tar_add(&lasting, "etc/motd", '0', "hello", 5);
    tar_add(&lasting, "etc/motd/inside", '0', "x", 1);
    tar_add(&lasting, "./etc/old", '\0', "old", 3);
    lasting.bytes[tar_add(&lasting, "etc/bad", '0', "bad", 3)] = 'E';
    unpack(lasting.bytes, lasting.nbytes);
    expect_equal(logged, "the archive is damaged at byte 3584: the checksum of "
                         "a header is wrong");
    expect_text("/etc/motd", "hello");
    expect_text("/etc/old", "old");
    unpack_one("etc/motd", '0',
               "the archive's file etc/motd is left out: its "
               "name is there already");
    unpack_one("etc", '0',
               "the archive's file etc is left out: its name is "
               "there already");
    unpack_one("etc", '5', "");
    unpack_one("etc/motd/a", '0',
               "the archive's file etc/motd/a is left out: "
               "it lies in no directory");
    unpack_one("none/a", '0',
               "the archive's file none/a is left out: it lies "
               "in no directory");
    expect_text("/etc/motd", "hello");
}

int main(void)
{
    mount_add(&tree_mount);
    try_names();
    try_fields();
    try_cuts();
    try_prefix();
    try_unpacking();
    return 0;
}
