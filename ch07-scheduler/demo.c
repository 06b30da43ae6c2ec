// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows.

#include "base/demo.h"
#include "base/kprintf.h"
#include "device/keyboard.h"
#include "device/pit.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "thread/event_loop.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "trap/pic.h"
#include "trap/trap.h"
#include "x86/cpu.h"

// --- echo ---

// How many columns each character of the typed line took. Backspace erases
// these columns alone, and none of the text that the kernel printed.
static uint8_t widths[256];
static size_t ntyped;
static unsigned column; // counted from the start of the line

static void begin_line(void)
{
    ntyped = 0;
    column = 0;
}

static void erase_last(void)
{
    unsigned width = ntyped > 0 ? widths[--ntyped] : 0;
    column -= width;
    for (; width > 0; width--) {
        kprintf("\b \b");
    }
}

static void add_to_line(char c)
{
    unsigned start = column;
    if (c == '\t') {
        do {
            kprintf(" ");
        } while (++column % 8 != 0);
    } else if (c < ' ') {
        kprintf("^%c", c + '@'); // a terminal would obey the character itself
        column += 2;
    } else {
        kprintf("%c", c);
        column++;
    }
    if (ntyped == ARRAY_LENGTH(widths)) {
        ntyped = 0; // the characters before can no longer be erased
    }
    widths[ntyped++] = (uint8_t)(column - start);
}

static void echo(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    char c = has_alt ? '\0' : event->character;
    if (c == '\n') {
        kprintf("\n");
        begin_line();
    } else if (c == '\b') {
        erase_last();
    } else if (c != '\0') {
        add_to_line(c);
    }
}

static struct thread *start(const char *name, void *(*body)(void *),
                            void *argument)
{
    struct thread *thread = thread_create(name, body, argument);
    if (thread == NULL) {
        panic("no memory for the thread %s", name);
    }
    return thread;
}

// --- tasks, polled by an event loop ---

#define COUNTS 6 // half-seconds

static struct event_loop loop;
static uint64_t next_count;
static int ncounts;

static bool poll_keyboard(struct task *task)
{
    struct key_event event;
    (void)task;
    while (keyboard_read(&event)) {
        echo(&event);
    }
    return ncounts == COUNTS;
}

static bool poll_timer(struct task *task);

static struct task keyboard_task = {.name = "keyboard", .poll = poll_keyboard};
static struct task timer_task = {.name = "timer", .poll = poll_timer};

static bool poll_timer(struct task *task)
{
    (void)task;
    if (pit_ticks() < next_count) {
        return false;
    }
    next_count += 50;
    kprintf(" %d", ++ncounts);
    begin_line();
    task_wake(&keyboard_task); // its poll() tests ncounts
    return ncounts == COUNTS;
}

static void wake_keyboard_task(void)
{
    task_wake(&keyboard_task);
}

static trap_handler *timer_handler;

static void wake_timer_task(struct trap_frame *frame)
{
    task_wake(&timer_task);
    timer_handler(frame);
}

static void show_event_loop(void)
{
    kprintf("Two tasks on one stack: one counts, one echoes what you type.\n ");
    event_loop_init(&loop);
    next_count = pit_ticks() + 50;
    event_loop_add(&loop, &timer_task);
    event_loop_add(&loop, &keyboard_task);
    keyboard_set_handler(wake_keyboard_task);
    cli(); // no tick before we know where to pass it on
    timer_handler =
        trap_set_handler(VECTOR_IRQ_BASE + IRQ_TIMER, wake_timer_task);
    sti();
    event_loop_run(&loop);
    trap_set_handler(VECTOR_IRQ_BASE + IRQ_TIMER, timer_handler);
    keyboard_set_handler(NULL);
    kprintf("\n\n");
}

// --- threads ---

static void *say_and_yield(void *letter)
{
    for (int i = 1; i <= 4; i++) {
        kprintf(" %s%d", (const char *)letter, i);
        scheduler_yield();
    }
    return NULL;
}

static void show_turns(void)
{
    kprintf("Two threads that give way to each other:");
    struct thread *a = start("A", say_and_yield, "A");
    struct thread *b = start("B", say_and_yield, "B");
    thread_join(a);
    thread_join(b);
    kprintf("\n");
}

static volatile bool is_over;

static void *count_until_over(void *counter)
{
    volatile uint64_t *count = counter;
    while (!is_over) {
        (*count)++;
    }
    return NULL;
}

static void show_shares(void)
{
    static uint64_t counts[2];
    is_over = false;
    struct thread *a = start("busy A", count_until_over, &counts[0]);
    struct thread *b = start("busy B", count_until_over, &counts[1]);
    thread_sleep(1000);
    is_over = true;
    thread_join(a);
    thread_join(b);
    uint64_t all = counts[0] + counts[1];
    kprintf("Two threads that never do, for a second: %lu%% and %lu%% of the "
            "work.\n",
            counts[0] * 100 / all, 100 - counts[0] * 100 / all);
}

static struct mutex mutex = MUTEX_INIT(mutex, "counter");
static volatile unsigned counter;

// Reads the counter, yields at the worst moment, and writes.
static void *count_to_1000(void *with_lock)
{
    for (int i = 0; i < 1000; i++) {
        if (with_lock != NULL) {
            mutex_lock(&mutex);
        }
        unsigned old = counter;
        scheduler_yield();
        counter = old + 1;
        if (with_lock != NULL) {
            mutex_unlock(&mutex);
        }
    }
    return NULL;
}

static unsigned count_by_two(void *with_lock)
{
    counter = 0;
    struct thread *a = start("A", count_to_1000, with_lock);
    struct thread *b = start("B", count_to_1000, with_lock);
    thread_join(a);
    thread_join(b);
    return counter;
}

static void show_counter(void)
{
    kprintf("Both add 1 to a counter a thousand times: %u", count_by_two(NULL));
    kprintf(" without a lock, %u with it.\n", count_by_two(&mutex));
}

#define CROWD 10000
#define PARTY 100 // threads at a time, since the memory may be small

static void *add_one(void *unused)
{
    (void)unused;
    __atomic_add_fetch(&counter, 1, __ATOMIC_RELAXED);
    return NULL;
}

static void run_party(void)
{
    static struct thread *party[PARTY];
    for (size_t i = 0; i < PARTY; i++) {
        party[i] = start("one of many", add_one, NULL);
    }
    for (size_t i = 0; i < PARTY; i++) {
        thread_join(party[i]);
    }
}

static void show_crowd(void)
{
    run_party(); // the page tables for the stacks are not freed
    thread_trim();
    size_class_trim();
    size_t before = frame_nfree();
    counter = 0;
    for (size_t done = 0; done < CROWD; done += PARTY) {
        run_party();
    }
    thread_trim();
    size_class_trim();
    kprintf("%u threads came and went; %zu frames free before, %zu after.\n\n",
            counter, before, frame_nfree());
}

// --- bugs, each on a key of its own ---

static volatile int zero;

static __attribute__((noinline)) int recurse(int depth)
{
    volatile char room[512] = {0};
    return zero ? 0 : recurse(depth + 1) + room[depth % 512];
}

static void *overflow(void *unused)
{
    recurse(0);
    return unused;
}

static void overflow_a_stack(void)
{
    thread_join(start("deep thinker", overflow, NULL));
}

static struct mutex left = MUTEX_INIT(left, "left");
static struct mutex right = MUTEX_INIT(right, "right");

static void *take_right_then_left(void *unused)
{
    mutex_lock(&right);
    thread_sleep(50);
    mutex_lock(&left);
    return unused;
}

static void deadlock(void)
{
    struct thread *other = start("other", take_right_then_left, NULL);
    mutex_lock(&left);
    thread_sleep(100);
    mutex_lock(&right);
    thread_join(other);
}

static void sleep_at_interrupt(void)
{
    thread_sleep(1);
}

static void sleep_in_a_handler(void)
{
    irq_set_handler(IRQ_TIMER, sleep_at_interrupt);
    for (;;) {
        hlt();
    }
}

static void sleep_with_a_spin_lock(void)
{
    static struct spinlock lock = {.name = "mine"};
    spin_lock(&lock);
    thread_sleep(1);
}

static void unlock_free_mutex(void)
{
    mutex_unlock(&left);
}

static const struct {
    const char *what;
    void (*commit)(void);
} bugs[] = {
    {"overflow a thread's stack", overflow_a_stack},
    {"two mutexes, taken in two orders", deadlock},
    {"sleep in an interrupt handler", sleep_in_a_handler},
    {"sleep with a spin lock held", sleep_with_a_spin_lock},
    {"unlock a mutex that the thread does not hold", unlock_free_mutex},
};

static void show_bugs(void)
{
    kprintf("With F1 to F%zu, or alt and the digit, a bug ends it all:\n",
            ARRAY_LENGTH(bugs));
    for (size_t i = 0; i < ARRAY_LENGTH(bugs); i++) {
        kprintf("  %zu  %s\n", i + 1, bugs[i].what);
    }
    kprintf("Anything else that you type is echoed.\n");
}

// Function keys too: in a terminal, QEMU takes alt and a digit for itself.
static void commit_if_asked(const struct key_event *event)
{
    bool has_alt = event->modifiers & MODIFIER_ALT;
    for (size_t i = 0; event->is_pressed && i < ARRAY_LENGTH(bugs); i++) {
        if (event->code == KEY_F1 + i ||
            (has_alt && event->character == (char)('1' + i))) {
            bugs[i].commit();
        }
    }
}

// --- a thread that waits for keys ---

static struct wait_queue keys;

static void wake_for_key(void)
{
    wake_one(&keys);
}

static bool has_key(void *event)
{
    return keyboard_read(event);
}

static void take_keys_for_ever(void)
{
    wait_queue_init(&keys, "a key");
    keyboard_set_handler(wake_for_key);
    begin_line();
    for (;;) {
        struct key_event event;
        wait_until(&keys, has_key, &event, WAIT_FOREVER);
        commit_if_asked(&event);
        echo(&event);
    }
}

void demo_run(const char *command_line)
{
    (void)command_line;
    show_event_loop();
    show_turns();
    show_shares();
    show_counter();
    show_crowd();
    show_bugs();
    take_keys_for_ever();
}
