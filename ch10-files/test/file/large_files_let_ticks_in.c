// SPDX-License-Identifier: MIT
// Breaks: trap/pic.c: end_of_interrupt(irq); =>

#include "base/format.h"
#include "base/kprintf.h"
#include "device/pit.h"
#include "device/pit_registers.h"
#include "file/mount.h"
#include "file/open_file.h"
#include "lib/panic.h"
#include "test/kernel_io.h"
#include "test/runner.h"
#include "trap/pic.h"
#include "trap/trap.h"
#include "trap/vectors.h"
#include "x86/cpu.h"

#define RATE_HZ             5000
#define DIVISOR             (PIT_CLOCK_HZ / RATE_HZ)
#define PIT_CONTROL_LATCH_0 0x00 // keeps the count as it is, to be read

#define NROUNDS  100
#define NENTRIES 5000

static trap_handler *ticks_handler;
static unsigned nmeasured, longest; // longest: in counts of the PIT

// As in long_write_lets_ticks_in.c.
static void on_tick(struct trap_frame *frame)
{
    outb(PIT_CONTROL, PIT_CONTROL_LATCH_0);
    unsigned low = inb(PIT_COUNTER_0);
    unsigned count = low | (unsigned)inb(PIT_COUNTER_0) << 8;
    longest = max(longest, DIVISOR - count);
    nmeasured++;
    ticks_handler(frame);
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

static void write_byte(struct object *file, uint64_t offset)
{
    char byte = 'x';
    struct kernel_io io = kernel_io(&byte, 1);
    EXPECT_EQUAL(file->operations->write_at(file, &io.uio, (int64_t)offset), 1);
}

// The list of the file's frames grows to half of its largest size, and to that.
static void grow_file(void)
{
    struct object *file = open("/tmp/large", O_RDWR | O_CREAT);
    write_byte(file, FILE_SIZE_MAX / 2 - 1);
    write_byte(file, FILE_SIZE_MAX - 1);
    object_release(file);
    remove("/tmp/large");
}

static void for_each_entry(void (*action)(const char *path))
{
    char path[40];
    for (int i = 0; i < NENTRIES; i++) {
        snprintf(path, sizeof(path), "/tmp/many/%d", i);
        action(path);
    }
}

static void create(const char *path)
{
    object_release(open(path, O_RDWR | O_CREAT));
}

// Reads the entry at an offset; returns the offset of the next one.
static int64_t read_entry(struct object *directory, int64_t offset)
{
    union {
        struct dirent64 entry;
        char bytes[sizeof(struct dirent64) + NAME_MAX + 1];
    } buffer;
    directory->operations->seek(directory, offset, SEEK_SET);
    EXPECT_EQUAL(directory->operations->entry(directory, &buffer.entry), 1);
    return buffer.entry.d_off;
}

// Reads the second entry and the last but one in turn.
static void search_directory(void)
{
    struct object *directory = open("/tmp/many", O_RDONLY);
    int64_t second = read_entry(directory, 0), last = second;
    for (int i = 2; i < NENTRIES - 1; i++) {
        last = read_entry(directory, last);
    }
    for (int i = 0; i < NROUNDS; i++) {
        read_entry(directory, second);
        read_entry(directory, last);
    }
    object_release(directory);
}

// large_files_keep_interrupts_off_briefly.py lets QEMU count instructions as
// time, reads the line that this test prints, and sets the limit.
TEST(large_files_let_ticks_in)
{
    struct path path;
    KASSERT(path_clean(&path, "/", "/tmp/many") == 0);
    EXPECT_EQUAL(mount_mkdir(&path, 0755), 0);
    for_each_entry(create);
    EXPECT_EQUAL(pit_init(RATE_HZ), 0);
    ticks_handler = trap_set_handler(VECTOR_IRQ_BASE + IRQ_TIMER, on_tick);
    for (int i = 0; i < NROUNDS; i++) {
        grow_file();
    }
    search_directory();
    trap_set_handler(VECTOR_IRQ_BASE + IRQ_TIMER, ticks_handler);
    EXPECT_EQUAL(pit_init(100), 0);
    for_each_entry(remove);
    EXPECT_EQUAL(mount_rmdir(&path), 0);
    EXPECT(nmeasured > 0);
    kprintf("\n%u ticks waited for at most %u ns\n", nmeasured,
            longest * (1000000000 / PIT_CLOCK_HZ));
}
