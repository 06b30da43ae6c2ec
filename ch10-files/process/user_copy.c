// SPDX-License-Identifier: MIT
// process/user_copy.c - the functions by which the kernel accesses user memory.

#include "process/user_copy.h"

#include "base/errno.h"
#include "boot/layout.h"
#include "cpu/protection.h"
#include "process/user_access.h"
#include "trap/report.h"
#include "x86/cpu.h"

// Compares without a sum, since base + nbytes could wrap around.
bool is_user_range(uaddr_t base, size_t nbytes)
{
    return base.raw < USER_TOP && nbytes <= USER_TOP - base.raw;
}

// Checks `user`, which is the program's of the two addresses, then copies.
static int copy(uaddr_t user, void *to, const void *from, size_t nbytes)
{
    if (!is_user_range(user, nbytes)) {
        return -EFAULT;
    }
    user_access_begin();
    bool is_done = user_copy_bytes(to, from, nbytes);
    user_access_end();
    return is_done ? 0 : -EFAULT;
}

int copy_from_user(void *to, uaddr_t from, size_t nbytes)
{
    return copy(from, to, (const void *)from.raw, nbytes);
}

int copy_to_user(uaddr_t to, const void *from, size_t nbytes)
{
    return copy(to, (void *)to.raw, from, nbytes);
}

int64_t copy_string_from_user(char *to, uaddr_t from, size_t size)
{
    if (!is_user_range(from, 0)) {
        return -EFAULT;
    }
    size_t limit = min(size, USER_TOP - from.raw);
    user_access_begin();
    int64_t length = user_copy_string(to, (const char *)from.raw, limit);
    user_access_end();
    if (length == (int64_t)limit) { // without a zero byte
        return limit < size ? -EFAULT : -ENAMETOOLONG;
    }
    return length;
}

void user_copy_handle_fault(struct trap_frame *frame)
{
    for (const struct user_fault *fault = user_copy_faults;
         fault < user_copy_faults_end; fault++) {
        if (frame->rip == fault->instruction && read_cr2() < USER_TOP) {
            frame->rip = fault->fixup;
            return;
        }
    }
    trap_panic(frame);
}
