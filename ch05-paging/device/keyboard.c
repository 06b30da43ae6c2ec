// SPDX-License-Identifier: MIT
// device/keyboard.c - keys, in the order in which they were pressed.
//
// Owns the keyboard controller and the queue between the interrupt and the
// reader; keyboard_lock guards both.

#include "device/keyboard.h"

#include "base/kprintf.h"
#include "cpu/spinlock.h"
#include "device/keyboard_registers.h"
#include "x86/cpu.h"

#define QUEUE_LENGTH 256
// A controller that does not answer for this many polls is taken for absent; a
// real one needs some milliseconds for its self-test.
#define POLLS_MAX    1000000
// After this many bytes without an acknowledge, none is expected any more.
#define ANSWERS_MAX  16
// A controller queues at most this many bytes. A broken one never runs empty.
#define BYTES_MAX    16

static struct spinlock keyboard_lock = {.name = "keyboard"};
static struct scancode_state state;
static struct key_event queue[QUEUE_LENGTH];
static unsigned nwritten, nread; // events since the start; may wrap around
static void (*volatile key_handler)(void);

static bool wait_status(uint8_t bit, bool wanted)
{
    for (unsigned poll = 0; poll < POLLS_MAX; poll++) {
        if (((inb(I8042_STATUS) & bit) != 0) == wanted) {
            return true;
        }
        pause();
    }
    return false;
}

static bool send(uint16_t port, uint8_t byte)
{
    if (!wait_status(I8042_STATUS_INPUT_FULL, false)) {
        return false;
    }
    outb(port, byte);
    return true;
}

// Returns the next byte that the controller sends, or -1 if none comes.
static int receive(void)
{
    return wait_status(I8042_STATUS_OUTPUT_FULL, true) ? inb(I8042_DATA) : -1;
}

// Drops the bytes of keys that were pressed before keyboard_init().
static void flush(void)
{
    for (int n = 0; n < BYTES_MAX; n++) {
        inb(I8042_DATA); // a read of an empty queue does no harm
    }
}

// Returns NULL, or what is wrong. Bytes of earlier keys may come ahead of the
// acknowledge.
static const char *enable_keyboard(void)
{
    int byte = KEYBOARD_RESEND; // so that the first round sends the command
    for (int i = 0; i < ANSWERS_MAX && byte >= 0; i++) {
        if (byte == KEYBOARD_RESEND && !send(I8042_DATA, KEYBOARD_ENABLE)) {
            return "the keyboard takes no command";
        }
        byte = receive();
        if (byte == KEYBOARD_ACK) {
            return NULL;
        }
    }
    return byte < 0 ? "the controller is there, but no keyboard answers"
                    : "the keyboard does not do what it is told";
}

static const char *set_up_controller(void)
{
    if (inb(I8042_STATUS) == 0xFF) {
        return "there is no keyboard controller";
    }
    if (!send(I8042_COMMAND, I8042_DISABLE_KEYBOARD) ||
        !send(I8042_COMMAND, I8042_DISABLE_MOUSE)) {
        return "the keyboard controller takes no command";
    }
    flush();
    if (!send(I8042_COMMAND, I8042_SELF_TEST) ||
        receive() != I8042_SELF_TEST_OK) {
        return "the keyboard controller fails its self-test";
    }
    if (!send(I8042_COMMAND, I8042_WRITE_CONFIG) ||
        !send(I8042_DATA, I8042_CONFIG_KEYBOARD_IRQ | I8042_CONFIG_MOUSE_OFF |
                              I8042_CONFIG_TRANSLATE) ||
        !send(I8042_COMMAND, I8042_ENABLE_KEYBOARD)) {
        return "the keyboard controller cannot be configured";
    }
    return enable_keyboard();
}

// Each byte causes an interrupt; one that arrives while this runs is read too.
void keyboard_handle_interrupt(void)
{
    bool has_event = false;
    spin_lock(&keyboard_lock);
    for (int i = 0; i < BYTES_MAX; i++) {
        uint8_t status = inb(I8042_STATUS);
        if (!(status & I8042_STATUS_OUTPUT_FULL)) {
            break;
        }
        uint8_t byte = inb(I8042_DATA);
        struct key_event event;
        if (!(status & I8042_STATUS_MOUSE) &&
            scancode_decode(&state, byte, &event)) {
            has_event = true;
            if (nwritten - nread < QUEUE_LENGTH) { // else it is dropped
                queue[nwritten++ % QUEUE_LENGTH] = event;
            }
        }
    }
    spin_unlock(&keyboard_lock);
    if (has_event && key_handler != NULL) {
        key_handler();
    }
}

bool keyboard_init(void)
{
    const char *wrong = set_up_controller();
    if (wrong != NULL) {
        log_warn("no keyboard: %s", wrong);
        return false;
    }
    return true;
}

bool keyboard_read(struct key_event *event)
{
    spin_lock(&keyboard_lock);
    bool has_event = nread != nwritten;
    if (has_event) {
        *event = queue[nread++ % QUEUE_LENGTH];
    }
    spin_unlock(&keyboard_lock);
    return has_event;
}

void keyboard_set_handler(void (*on_key)(void))
{
    key_handler = on_key;
}
