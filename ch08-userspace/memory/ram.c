// SPDX-License-Identifier: MIT
// memory/ram.c - which physical addresses are memory, and which are taken.

#include "memory/ram.h"

#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "boot/multiboot2.h"
#include "boot/places.h"
#include "x86/paging.h"

// The end of a range that does not wrap around (boot/bootinfo.c has seen to
// it), rounded up; where that cannot be, down.
static uint64_t end_of(uint64_t start, uint64_t nbytes)
{
    uint64_t end = start + nbytes;
    return end > UINT64_MAX - PAGE_SIZE ? align_down(end, PAGE_SIZE)
                                        : align_up(end, PAGE_SIZE);
}

static struct ram_range taken(uint64_t start, uint64_t nbytes,
                              enum ram_owner owner)
{
    return (struct ram_range){align_down(start, PAGE_SIZE),
                              end_of(start, nbytes), owner};
}

bool ram_next_available(struct ram_cursor *cursor, struct ram_range *range)
{
    struct bootinfo_range found;
    while (bootinfo_next_range(bootinfo(), &cursor->place, &found)) {
        if (found.type != MULTIBOOT_MEMORY_AVAILABLE) {
            continue;
        }
        range->start = end_of(found.start.raw, 0);
        range->end = align_down(found.start.raw + found.nbytes, PAGE_SIZE);
        range->owner = RAM_NOBODY;
        if (range->start < range->end) {
            return true;
        }
    }
    return false;
}

// The lists of what is taken, one after the other.
enum { FIRMWARE, KERNEL, BOOT_INFORMATION, MODULES, NOT_AVAILABLE, LIST_END };

static void next_list(struct ram_cursor *cursor)
{
    cursor->list++;
    cursor->place = 0;
}

bool ram_next_taken(struct ram_cursor *cursor, struct ram_range *range)
{
    struct bootinfo_module module;
    struct bootinfo_range found;
    switch (cursor->list) {
    case FIRMWARE:
        // The first MiB holds the firmware's data and the text screen, and
        // firmware is known to write there without saying so.
        *range = taken(0, 1 * MIB, RAM_NOBODY);
        next_list(cursor);
        return true;
    case KERNEL:
        *range = taken(KERNEL_PHYSICAL,
                       (uintptr_t)kernel_end - KERNEL_BASE - KERNEL_PHYSICAL,
                       RAM_KERNEL);
        next_list(cursor);
        return true;
    case BOOT_INFORMATION:
        *range = taken((uintptr_t)bootinfo()->start - DIRECT_MAP_BASE,
                       bootinfo()->nbytes, RAM_KERNEL);
        next_list(cursor);
        return true;
    case MODULES:
        if (bootinfo_next_module(bootinfo(), &cursor->place, &module)) {
            *range = taken(module.start.raw, module.nbytes, RAM_KERNEL);
            return true;
        }
        next_list(cursor);
        // fall through
    case NOT_AVAILABLE:
        while (bootinfo_next_range(bootinfo(), &cursor->place, &found)) {
            if (found.type != MULTIBOOT_MEMORY_AVAILABLE) {
                *range = taken(found.start.raw, found.nbytes, RAM_NOBODY);
                return true;
            }
        }
        next_list(cursor);
        // fall through
    default: return false;
    }
}

uint64_t ram_end(uint64_t limit)
{
    uint64_t end = 0;
    struct ram_range range;
    for (struct ram_cursor c = {0}; ram_next_available(&c, &range);) {
        if (range.start < limit && range.end > end) {
            end = range.end < limit ? range.end : limit;
        }
    }
    return end;
}

// Does something that is taken lie in [start, end)? Then *behind is where that
// ends.
static bool is_taken(uint64_t start, uint64_t end, uint64_t *behind)
{
    struct ram_range range;
    for (struct ram_cursor c = {0}; ram_next_taken(&c, &range);) {
        if (range.start < end && start < range.end) {
            *behind = range.end;
            return true;
        }
    }
    return false;
}

bool ram_find(uint64_t nbytes, uint64_t limit, paddr_t *start)
{
    struct ram_range range;
    nbytes = align_up(nbytes, PAGE_SIZE);
    for (struct ram_cursor c = {0}; ram_next_available(&c, &range);) {
        uint64_t end = range.end < limit ? range.end : limit;
        uint64_t place = range.start;
        while (place < end && end - place >= nbytes) {
            if (!is_taken(place, place + nbytes, &place)) {
                start->raw = place;
                return true;
            }
        }
    }
    return false;
}
