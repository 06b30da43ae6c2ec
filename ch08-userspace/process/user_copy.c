// SPDX-License-Identifier: MIT
// process/user_copy.c - the only door between kernel and program: its memory.

#include "process/user_copy.h"

#include "base/errno.h"
#include "boot/layout.h"
#include "cpu/protection.h"
#include "process/user_access.h"
#include "trap/report.h"
#include "trap/trap.h"
#include "x86/cpu.h"

// The comparison without a sum: base + nbytes could wrap around.
static bool is_users(uint64_t base, size_t nbytes)
{
    return base < USER_TOP && nbytes <= USER_TOP - base;
}

static int copy(void *to, const void *from, size_t nbytes)
{
    protection_open_user();
    bool is_done = user_copy_bytes(to, from, nbytes);
    protection_close_user();
    return is_done ? 0 : -EFAULT;
}

int copy_from_user(void *to, uaddr_t from, size_t nbytes)
{
    if (!is_users(from.raw, nbytes)) {
        return -EFAULT;
    }
    return copy(to, (const void *)from.raw, nbytes);
}

int copy_to_user(uaddr_t to, const void *from, size_t nbytes)
{
    if (!is_users(to.raw, nbytes)) {
        return -EFAULT;
    }
    return copy((void *)to.raw, from, nbytes);
}

int64_t copy_string_from_user(char *to, uaddr_t from, size_t size)
{
    if (!is_users(from.raw, 0)) {
        return -EFAULT;
    }
    size_t limit = min(size, USER_TOP - from.raw);
    protection_open_user();
    int64_t length = user_copy_string(to, (const char *)from.raw, limit);
    protection_close_user();
    if (length == (int64_t)limit) { // no end was found
        return limit < size ? -EFAULT : -ENAMETOOLONG;
    }
    return length;
}

// Anywhere else in the kernel a page fault is a bug, and so is one of these
// instructions' over the kernel's side of the copy.
static void on_fault(struct trap_frame *frame)
{
    for (const struct user_fault *fault = user_copy_faults;
         fault < user_copy_faults_end; fault++) {
        if (frame->rip == fault->instruction && read_cr2() < USER_TOP) {
            frame->rip = fault->go_on;
            return;
        }
    }
    trap_panic(frame);
}

void user_copy_init(void)
{
    trap_set_handler(VECTOR_PAGE_FAULT, on_fault);
}
