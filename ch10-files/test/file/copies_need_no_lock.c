// SPDX-License-Identifier: MIT
// Other threads run in the middle of each copy. Two that share an offset write
// each record once and read each record once. A file that is made shorter while
// its bytes are copied keeps the frames: no other file gets them. A read that
// fails undoes its move of the offset, but not that of another thread.
//
// Breaks: file/open_file.c: after = *offset = before + => after = before +
// Breaks: file/open_file.c: *offset == after => *offset <= after
// Breaks: file/open_file.c: node->nopen == 1 && contents_trim(
//     => contents_trim(

#include "base/string.h"
#include "boot/paging.h"
#include "file/mount.h"
#include "lib/panic.h"
#include "test/kernel_io.h"
#include "test/runner.h"
#include "thread/thread.h"

#define RECORDS 200 // of each thread

static int copy_in(struct uio *uio, void *to, size_t nbytes)
{
    scheduler_yield();
    return kernel_io_in(uio, to, nbytes);
}

// Copies half of the bytes, and the rest after a yield.
static int copy_out(struct uio *uio, const void *from, size_t nbytes)
{
    int result = kernel_io_out(uio, from, nbytes / 2);
    scheduler_yield();
    return result != 0 ? result
                       : kernel_io_out(uio, (const char *)from + nbytes / 2,
                                       nbytes - nbytes / 2);
}

static struct kernel_io yielding_io(void *memory, size_t nbytes)
{
    static const struct uio_operations operations = {.copy_in = copy_in,
                                                     .copy_out = copy_out};
    struct kernel_io io = kernel_io(memory, nbytes);
    io.uio.operations = &operations;
    return io;
}

static struct object *open(const char *text, int flags)
{
    struct path path;
    struct object *file;
    KASSERT(path_clean(&path, "/", text) == 0);
    KASSERT(mount_open(&path, flags, 0644, &file) == 0);
    return file;
}

static void remove(const char *text)
{
    struct path path;
    KASSERT(path_clean(&path, "/", text) == 0);
    EXPECT_EQUAL(mount_unlink(&path), 0);
}

// --- one offset ---

static struct object *shared;
static unsigned nread[2 * RECORDS]; // times that a record was read

static void *write_records(void *first)
{
    for (uint64_t i = 0; i < RECORDS; i++) {
        uint64_t record = (uint64_t)first + i;
        struct kernel_io io = yielding_io(&record, sizeof(record));
        EXPECT_EQUAL(shared->operations->write(shared, &io.uio),
                     sizeof(record));
    }
    return NULL;
}

static void *read_records(void *unused)
{
    for (int i = 0; i < RECORDS; i++) {
        uint64_t record = UINT64_MAX;
        struct kernel_io io = yielding_io(&record, sizeof(record));
        EXPECT_EQUAL(shared->operations->read(shared, &io.uio), sizeof(record));
        if (EXPECT(record < 2 * RECORDS)) {
            nread[record]++;
        }
    }
    return unused;
}

static void run_two(void *(*body)(void *), void *first, void *second)
{
    struct thread *one = thread_create("one", body, first);
    struct thread *two = thread_create("two", body, second);
    KASSERT(one != NULL && two != NULL);
    thread_join(one);
    thread_join(two);
}

static void try_shared_offset(void)
{
    shared = open("/tmp/records", O_RDWR | O_CREAT);
    run_two(write_records, (void *)0, (void *)RECORDS);
    EXPECT_EQUAL(shared->operations->seek(shared, 0, SEEK_END),
                 2 * RECORDS * sizeof(uint64_t));
    shared->operations->seek(shared, 0, SEEK_SET);
    run_two(read_records, NULL, NULL);
    for (size_t i = 0; i < 2 * RECORDS; i++) {
        EXPECT_EQUAL(nread[i], 1);
    }
    object_release(shared);
    remove("/tmp/records");
}

// Does what another thread could do while the bytes are copied.
static int seek_and_fail(struct uio *uio, const void *from, size_t nbytes)
{
    (void)uio;
    (void)from;
    (void)nbytes;
    shared->operations->seek(shared, 3, SEEK_SET);
    return -EFAULT;
}

static void try_failed_read(void)
{
    static const struct uio_operations operations = {.copy_in = kernel_io_in,
                                                     .copy_out = seek_and_fail};
    char bytes[8] = "0123456";
    shared = open("/tmp/failed", O_RDWR | O_CREAT);
    EXPECT_EQUAL(write_object(shared, bytes, sizeof(bytes)), sizeof(bytes));
    shared->operations->seek(shared, 0, SEEK_SET);
    struct kernel_io io = kernel_io(bytes, sizeof(bytes));
    io.uio.operations = &operations;
    EXPECT_EQUAL(shared->operations->read(shared, &io.uio), -EFAULT);
    EXPECT_EQUAL(shared->operations->seek(shared, 0, SEEK_CUR), 3);
    object_release(shared);
    remove("/tmp/failed");
}

// --- frames ---

static char page[PAGE_SIZE];

static void write_page(struct object *file, char byte)
{
    memset(page, byte, sizeof(page));
    struct kernel_io io = kernel_io(page, sizeof(page));
    EXPECT_EQUAL(file->operations->write(file, &io.uio), sizeof(page));
}

// Makes the file empty and closes it; then another file gets frames.
static void *empty_file(void *unused)
{
    struct object *file = open("/tmp/short", O_WRONLY | O_TRUNC);
    object_release(file);
    file = open("/tmp/other", O_WRONLY | O_CREAT);
    for (int i = 0; i < 20; i++) {
        write_page(file, 'b');
    }
    object_release(file);
    return unused;
}

static void try_truncation(void)
{
    static char got[PAGE_SIZE];
    struct object *file = open("/tmp/short", O_RDWR | O_CREAT);
    write_page(file, 'a');
    struct thread *other = thread_create("other", empty_file, NULL);
    KASSERT(other != NULL);
    struct kernel_io io = yielding_io(got, sizeof(got));
    EXPECT_EQUAL(file->operations->read_at(file, &io.uio, 0), sizeof(got));
    thread_join(other);
    EXPECT_EQUAL(got[0], 'a');
    for (size_t i = 0; i < sizeof(got); i++) {
        EXPECT(got[i] == 'a' || got[i] == '\0');
    }
    object_release(file);
    remove("/tmp/short");
    remove("/tmp/other");
}

TEST(copies_need_no_lock)
{
    try_shared_offset();
    try_failed_read();
    try_truncation();
}
