// SPDX-License-Identifier: MIT
// device/keyboard.c on controllers that do not do what the manual says: each is
// reported, and given up after a limited number of reads.
//
// With: device/scancode.c
// Breaks: device/keyboard.c: !(status & I8042_STATUS_MOUSE) => true
// Breaks: device/keyboard.c: I8042_CONFIG_KEYBOARD_IRQ | I8042_CONFIG_MOUSE_OFF
//     => I8042_CONFIG_KEYBOARD_IRQ
// Breaks: device/keyboard.c: POLLS_MAX; poll++ => POLLS_MAX; poll += 0
// Breaks: device/keyboard.c: i = 0; i < ANSWERS_MAX && byte > => i = 0; byte >
// Breaks: device/keyboard.c: byte == KEYBOARD_RESEND && ! => i == 0 && !
// Breaks: device/keyboard.c: int i = 0; i < BYTES_MAX; i => int i = 0; true; i
// Breaks: device/keyboard.c: nwritten - nread < QUEUE_LENGTH => true

#if !defined(__x86_64__) && !defined(__i386__)
#include <stdio.h>
int main(void)
{
    puts("skipped: x86/cpu.h is written in x86's instructions");
    return 77;
}
#else

// From here on, functions of this test replace inb() and outb().
#include "x86/cpu.h"
static uint8_t fake_inb(uint16_t port);
static void fake_outb(uint16_t port, uint8_t value);
#define inb  fake_inb
#define outb fake_outb
#include "device/keyboard.c"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOOKS_MAX 3000000 // at a port, from start to end
#define NBYTES    1024

// --- the machine, as far as the driver sees it ---

enum kind {
    GOOD,
    ABSENT,            // no device drives the bus: all bits are set
    BUSY,              // takes no byte
    BUSY_AFTER_TEST,   // takes none from then on
    DEAF,              // takes all, answers nothing
    BROKEN,            // fails its self-test
    BABBLING,          // always has one more byte for us
    WITHOUT_KEYBOARD,  // nothing is plugged in
    KEYBOARD_DEAF,     // "say it again", for ever
    KEYBOARD_MISHEARS, // once
    KEYBOARD_TYPES,    // keys, and never an answer
    KEY_WAS_HELD,      // a key comes ahead of the answer
};

static enum kind kind;
static uint8_t bytes[NBYTES]; // for the driver to read
static unsigned nput, ngot, nlooks;
static uint8_t config;
static bool is_from_mouse;
static bool was_tested, is_config_next, has_misheard;

static void put(uint8_t byte)
{
    bytes[nput++ % NBYTES] = byte;
}

static uint8_t status(void)
{
    switch (kind) {
    case ABSENT: return 0xFF;
    case BUSY: return I8042_STATUS_INPUT_FULL;
    case BABBLING: return I8042_STATUS_OUTPUT_FULL;
    default: break;
    }
    if (nput != ngot) {
        return I8042_STATUS_OUTPUT_FULL |
               (is_from_mouse ? I8042_STATUS_MOUSE : 0);
    }
    return kind == BUSY_AFTER_TEST && was_tested ? I8042_STATUS_INPUT_FULL : 0;
}

static uint8_t fake_inb(uint16_t port)
{
    if (++nlooks > LOOKS_MAX) {
        printf("kind %d: it looks for ever\n", kind);
        exit(1);
    }
    if (port == I8042_STATUS) {
        return status();
    }
    return kind == BABBLING || nput == ngot ? 0 : bytes[ngot++ % NBYTES];
}

static void tell_controller(uint8_t command)
{
    if (command == I8042_SELF_TEST && kind != DEAF) {
        put(kind == BROKEN ? 0xFC : I8042_SELF_TEST_OK);
        was_tested = true;
    }
    is_config_next = command == I8042_WRITE_CONFIG;
}

static void tell_keyboard(void)
{
    switch (kind) {
    case WITHOUT_KEYBOARD: return;
    case KEYBOARD_DEAF: put(KEYBOARD_RESEND); return;
    case KEYBOARD_MISHEARS:
        put(has_misheard ? KEYBOARD_ACK : KEYBOARD_RESEND);
        has_misheard = true;
        return;
    case KEYBOARD_TYPES:
        for (int i = 0; i < 500; i++) {
            put(0x1E);
        }
        return;
    case KEY_WAS_HELD: put(0x1E); break;
    default: break;
    }
    put(KEYBOARD_ACK);
}

static void fake_outb(uint16_t port, uint8_t value)
{
    if (port == I8042_COMMAND) {
        tell_controller(value);
    } else if (is_config_next) {
        is_config_next = false;
        config = value;
    } else {
        tell_keyboard();
    }
}

// --- the rest of the kernel ---

static char said[256];

void log_message(enum log_level level, const char *format, ...)
{
    (void)level;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said, sizeof(said), format, arguments);
    va_end(arguments);
}

void spin_lock(struct spinlock *lock)
{
    lock->holder = (struct cpu *)lock;
}

void spin_unlock(struct spinlock *lock)
{
    lock->holder = NULL;
}

// --- the tests ---

static void require(bool holds, const char *what)
{
    if (!holds) {
        printf("kind %d: %s; it said \"%s\"\n", kind, what, said);
        exit(1);
    }
}

static bool start(enum kind wanted)
{
    kind = wanted;
    nput = ngot = nlooks = 0;
    was_tested = is_config_next = has_misheard = false;
    said[0] = '\0';
    return keyboard_init();
}

static void require_refusal(enum kind wanted, const char *reason)
{
    require(!start(wanted), "it was accepted");
    require(strncmp(said, "no keyboard: ", 13) == 0 &&
                strcmp(said + 13, reason) == 0,
            reason);
}

static void require_it_works(enum kind wanted)
{
    struct key_event event;
    require(start(wanted) && said[0] == '\0', "it was refused");
    require(!keyboard_read(&event), "no key was pressed");
    put(0x1E);
    keyboard_handle_interrupt();
    require(keyboard_read(&event) && event.character == 'a', "not an a");
    require(!keyboard_read(&event), "one key only");
}

// The controller of an emulated keyboard can go away while we run.
static void an_interrupt_ends(void)
{
    struct key_event event;
    require_it_works(GOOD);
    kind = BABBLING;
    keyboard_handle_interrupt();
    while (keyboard_read(&event)) {
    }
}

// A mouse that the firmware left on.
static void the_mouse_types_nothing(void)
{
    struct key_event event;
    require_it_works(GOOD);
    require(config & I8042_CONFIG_MOUSE_OFF, "the mouse is not off");
    is_from_mouse = true;
    put(0x1E);
    keyboard_handle_interrupt();
    is_from_mouse = false;
    require(nput == ngot, "its byte blocks the keyboard");
    require(!keyboard_read(&event), "it typed a key");
}

static void the_oldest_keys_are_kept(void)
{
    struct key_event event;
    require_it_works(GOOD);
    for (unsigned i = 0; i < QUEUE_LENGTH + 10; i++) {
        put(0x1E + i % 2);
        keyboard_handle_interrupt();
    }
    for (unsigned i = 0; i < QUEUE_LENGTH; i++) {
        require(keyboard_read(&event), "a key is lost");
        require(event.code == 0x1E + i % 2, "they are out of order");
    }
    require(!keyboard_read(&event), "there was no room for more");
}

int main(void)
{
    require_refusal(ABSENT, "there is no keyboard controller");
    require_refusal(BUSY, "the keyboard controller takes no command");
    require_refusal(DEAF, "the keyboard controller fails its self-test");
    require_refusal(BROKEN, "the keyboard controller fails its self-test");
    require_refusal(BABBLING, "the keyboard controller fails its self-test");
    require_refusal(BUSY_AFTER_TEST,
                    "the keyboard controller cannot be configured");
    require_refusal(WITHOUT_KEYBOARD,
                    "the controller is there, but no keyboard answers");
    require_refusal(KEYBOARD_DEAF, "the keyboard does not do what it is told");
    require_refusal(KEYBOARD_TYPES, "the keyboard does not do what it is told");
    require_it_works(KEYBOARD_MISHEARS);
    require_it_works(KEY_WAS_HELD);
    an_interrupt_ends();
    the_mouse_types_nothing();
    the_oldest_keys_are_kept();
    return 0;
}
#endif
