// SPDX-License-Identifier: MIT
// test/process/program/sysinfo_and_reboot.c - makes each call about the machine
// in each way but those that end it, and checks the results. Ends with the
// number of wrong ones.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

#define NPAGES    64
#define PAGE_SIZE 4096

static int wrong;

static void expect(int line, long answer, long expected)
{
    if (answer != expected) {
        printf("sysinfo_and_reboot: line %d: %ld and not %ld\n", line, answer,
               expected);
        wrong++;
    }
}

#define EXPECT(answer, expected) expect(__LINE__, (answer), (expected))

static void try_bad_pointers(void)
{
    struct sysinfo *const bad[] = {
        NULL,
        (void *)8,
        (void *)0x00007FFFFFFFFFFF, // over the end of the lower half
        (void *)0x0000800000000000, // between the halves
        (void *)0xFFFF800000100000, // the kernel's map of all memory
        (void *)expect,             // may only be read
        (void *)-1L,
    };
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
        EXPECT(sysinfo(bad[i]), -EFAULT);
    }
}

static long reboot_with(unsigned long magic, unsigned long magic2,
                        unsigned long what)
{
    return system_call6(SYS_reboot, (long)magic, (long)magic2, (long)what, 0, 0,
                        0);
}

static void try_reboot(void)
{
    EXPECT(reboot_with(0, REBOOT_MAGIC2, REBOOT_POWER_OFF), -EINVAL);
    EXPECT(reboot_with(REBOOT_MAGIC1, 0, REBOOT_POWER_OFF), -EINVAL);
    EXPECT(reboot_with(REBOOT_MAGIC2, REBOOT_MAGIC1, REBOOT_RESTART), -EINVAL);
    EXPECT(reboot_with(REBOOT_MAGIC1, REBOOT_MAGIC2, 0), -EINVAL);
    EXPECT(reboot_with(REBOOT_MAGIC1, REBOOT_MAGIC2, UINT32_MAX), -EINVAL);
}

static void try_sysinfo(void)
{
    struct sysinfo before, with, after;
    EXPECT(sysinfo(&before), 0);
    EXPECT(before.mem_unit, 1);
    EXPECT(before.procs, 1);
    EXPECT((long)before.totalswap, 0);
    EXPECT(before.freeram < before.totalram, 1);

    sbrk(NPAGES * PAGE_SIZE);
    EXPECT(sysinfo(&with), 0);
    EXPECT((long)(before.freeram - with.freeram), NPAGES * PAGE_SIZE);
    EXPECT((long)with.totalram, (long)before.totalram);
    sbrk(-NPAGES * PAGE_SIZE);
    EXPECT(sysinfo(&after), 0);
    EXPECT((long)after.freeram, (long)before.freeram);

    sleep_ms(2000);
    EXPECT(sysinfo(&after), 0);
    long seconds = after.uptime - before.uptime;
    EXPECT(seconds == 2 || seconds == 3, 1);
}

int main(void)
{
    try_bad_pointers();
    try_reboot();
    try_sysinfo();
    return wrong;
}
