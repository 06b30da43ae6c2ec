// SPDX-License-Identifier: MIT
// base/kprintf.c - the kernel's printf.
//
// Owns the list of sinks and the lock's two functions, which keep the text of
// two calls apart. Sinks are added while one CPU runs and interrupts are off.

#include "base/kprintf.h"

#define SINKS_MAX 4

static kprintf_sink *sinks[SINKS_MAX];
static size_t nsinks;
static void (*lock_output)(void);
static void (*unlock_output)(void);

void kprintf_add_sink(kprintf_sink *sink)
{
    if (nsinks == SINKS_MAX) {
        log_error("kprintf has %d sinks already; one more is left out",
                  SINKS_MAX);
        return;
    }
    sinks[nsinks++] = sink;
}

void kprintf_set_lock(void (*lock)(void), void (*unlock)(void))
{
    lock_output = lock;
    unlock_output = unlock;
}

static void lock(void)
{
    if (lock_output != NULL) {
        lock_output();
    }
}

static void unlock(void)
{
    if (unlock_output != NULL) {
        unlock_output();
    }
}

static void write_to_sinks(void *context, const char *text, size_t length)
{
    (void)context;
    for (size_t i = 0; i < nsinks; i++) {
        sinks[i](text, length);
    }
}

void kwrite(const char *text, size_t length)
{
    lock();
    write_to_sinks(NULL, text, length);
    unlock();
}

// The caller holds the lock.
static void print(const char *format, ...) FORMAT_LIKE(1, 2);
static void print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_to(write_to_sinks, NULL, format, arguments);
    va_end(arguments);
}

void kvprintf(const char *format, va_list arguments)
{
    lock();
    format_to(write_to_sinks, NULL, format, arguments);
    unlock();
}

void kprintf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    kvprintf(format, arguments);
    va_end(arguments);
}

void log_message(enum log_level level, const char *format, ...)
{
    static const char *const names[] = {"error", "warn", "info"};
    va_list arguments;
    va_start(arguments, format);
    lock();
    print("%s: ", names[level]);
    format_to(write_to_sinks, NULL, format, arguments);
    print("\n");
    unlock();
    va_end(arguments);
}
