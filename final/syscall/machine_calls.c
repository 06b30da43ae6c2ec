// SPDX-License-Identifier: MIT
// syscall/machine_calls.c - the calls that concern the machine as a whole.

#include "abi/reboot.h"
#include "abi/sysinfo.h"
#include "base/errno.h"
#include "base/kprintf.h"
#include "device/pit.h"
#include "device/power.h"
#include "memory/frame.h"
#include "memory/page_table.h"
#include "process/process_table.h"
#include "process/user_copy.h"
#include "syscall/calls.h"
#include "thread/scheduler.h"

#define LAST_MOMENT_MS 1000 // that a machine may need to switch off or reset

static uint64_t total_memory(void)
{
    uint64_t total = 0, start, end = 0;
    while (frame_next_range(end, &start, &end)) {
        total += end - start;
    }
    return total;
}

int64_t sys_sysinfo(const struct syscall_arguments *in)
{
    struct process_info infos[PROCESSES_MAX];
    struct sysinfo info = {
        .uptime = (int64_t)(pit_ticks() / pit_hz()),
        .totalram = total_memory(),
        .freeram = frame_nfree() * PAGE_SIZE,
        .procs = (uint16_t)process_table_list(infos, PROCESSES_MAX),
        .mem_unit = 1,
    };
    return copy_to_user((uaddr_t){in->rdi}, &info, sizeof(info));
}

static int64_t switch_off(void)
{
    const char *wrong = power_off();
    if (wrong == NULL) {
        thread_sleep(LAST_MOMENT_MS);
        wrong = "it does not do what the tables say";
    }
    log_error("the machine cannot be switched off: %s", wrong);
    return -ENOSYS;
}

static int64_t restart(void)
{
    kprintf("The machine restarts.\n");
    power_reset();
    thread_sleep(LAST_MOMENT_MS);
    log_error("the machine cannot be reset");
    return -ENOSYS;
}

int64_t sys_reboot(const struct syscall_arguments *in)
{
    if ((uint32_t)in->rdi != REBOOT_MAGIC1 ||
        (uint32_t)in->rsi != REBOOT_MAGIC2) {
        return -EINVAL;
    }
    switch ((uint32_t)in->rdx) {
    case REBOOT_POWER_OFF: return switch_off();
    case REBOOT_RESTART: return restart();
    default: return -EINVAL;
    }
}
