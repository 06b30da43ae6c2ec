// SPDX-License-Identifier: MIT
// device/scancode.c: every key with each state of shift, ctrl, alt and caps
// lock, and a million random bytes, after which keys must still be decoded.
//
// With: device/scancode.c
// Breaks: device/scancode.c: state->nto_skip--; =>
// Breaks: device/scancode.c: case 0xFA: =>
// Breaks: device/scancode.c: code >= sizeof(plain) - 1 => code > sizeof(plain)
// Breaks: device/scancode.c: if (is_pressed && !state->caps_lock_is_down) {
//     => if (is_pressed) {
// Breaks: device/scancode.c: "\0asdfghjkl;'`" => "\0asdfghjkl;`'"
// Breaks: device/scancode.c: if (byte == BYTE_PAUSE) {
//     => if (byte == BYTE_PAUSE && !state->has_extended) {

#include "device/scancode.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RANDOM_BYTES 1000000
#define RELEASED     0x80
#define EXTENDED     0xE0
#define PAUSE        0xE1

static struct scancode_state state;
static struct key_event event;

static void require(bool holds, const char *what, unsigned code)
{
    if (!holds) {
        printf("%s: code 0x%02x, modifiers %u, character 0x%02x, %s\n", what,
               code, event.modifiers, (unsigned char)event.character,
               event.is_pressed ? "pressed" : "let go");
        exit(1);
    }
}

static bool feed(uint8_t byte)
{
    bool is_complete = scancode_decode(&state, byte, &event);
    if (is_complete) {
        require(event.modifiers < 16, "there is no such modifier", byte);
        require(event.is_pressed || event.character == '\0',
                "a key let go has a character", byte);
    }
    return is_complete;
}

// code is as in key_event.code.
static void move(uint8_t code, bool is_pressed)
{
    uint8_t byte = code & ~KEY_EXTENDED;
    if (code & KEY_EXTENDED) {
        require(!feed(EXTENDED), "0xE0 is not a key", code);
    }
    require(feed(is_pressed ? byte : byte | RELEASED), "no event came", code);
    require(event.code == code, "it is another key", code);
    require(event.is_pressed == is_pressed, "pressed for let go", code);
}

static void press(uint8_t code)
{
    move(code, true);
}

static void let_go(uint8_t code)
{
    move(code, false);
}

// --- every key, with everything held ---

// The keys beside each other, from this code on.
static const struct row {
    uint8_t first;
    const char *plain, *shifted;
} rows[] = {
    {0x01, "\033", "\033"},
    {0x02, "1234567890-=\b\t", "!@#$%^&*()_+\b\t"},
    {0x10, "qwertyuiop[]\n", "QWERTYUIOP{}\n"},
    {0x1E, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
    {0x2B, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
    {0x37, "*", "*"},
    {0x39, " ", " "},
    {0x47, "789-456+1230.", "789-456+1230."},
    {KEY_EXTENDED | 0x1C, "\n", "\n"},
    {KEY_EXTENDED | 0x35, "/", "/"},
};

static char expected(char plain, char shifted, unsigned with)
{
    if (islower(plain) && with & MODIFIER_CTRL) {
        return plain & 0x1F;
    }
    bool is_turned = islower(plain) && with & MODIFIER_CAPS_LOCK;
    return !(with & MODIFIER_SHIFT) == !is_turned ? plain : shifted;
}

// Modifiers, prefixes (0x60 and 0x61 released are 0xE0 and 0xE1), and answers.
static bool is_no_plain_key(uint8_t code)
{
    static const uint8_t codes[] = {
        KEY_LEFT_SHIFT,
        KEY_RIGHT_SHIFT,
        KEY_LEFT_CTRL,
        KEY_RIGHT_CTRL,
        KEY_LEFT_ALT,
        KEY_RIGHT_ALT,
        KEY_CAPS_LOCK,
        EXTENDED,
        KEY_EXTENDED | KEY_LEFT_SHIFT,
        PAUSE,
        EXTENDED - 0x80,
        KEY_EXTENDED | KEY_RIGHT_SHIFT,
        PAUSE - 0x80,
        0x00,
        0x7A, // not keys, but answers
        0x7E,
        0x7F,
    };
    return memchr(codes, code, sizeof(codes)) != NULL;
}

static void try_each_code(unsigned with)
{
    char plain[256] = {0}, shifted[256] = {0};
    for (const struct row *row = rows; row < rows + ARRAY_LENGTH(rows); row++) {
        memcpy(plain + row->first, row->plain, strlen(row->plain));
        memcpy(shifted + row->first, row->shifted, strlen(row->shifted));
    }
    for (unsigned code = 0; code < 256; code++) {
        if (is_no_plain_key((uint8_t)code)) {
            continue;
        }
        press(code);
        require(event.modifiers == with, "wrong modifiers", code);
        require(event.character == expected(plain[code], shifted[code], with),
                "wrong character", code);
        let_go(code);
        require(event.modifiers == with, "wrong modifiers", code);
    }
}

static void try_all_modifiers(void)
{
    static const struct {
        uint8_t code, modifier;
    } keys[] = {
        {KEY_LEFT_SHIFT, MODIFIER_SHIFT},    {KEY_RIGHT_SHIFT, MODIFIER_SHIFT},
        {KEY_LEFT_CTRL, MODIFIER_CTRL},      {KEY_RIGHT_CTRL, MODIFIER_CTRL},
        {KEY_LEFT_ALT, MODIFIER_ALT},        {KEY_RIGHT_ALT, MODIFIER_ALT},
        {KEY_CAPS_LOCK, MODIFIER_CAPS_LOCK},
    };
    for (unsigned held = 0; held < 1 << ARRAY_LENGTH(keys); held++) {
        unsigned with = 0;
        memset(&state, 0, sizeof(state));
        for (unsigned i = 0; i < ARRAY_LENGTH(keys); i++) {
            if (held & 1 << i) {
                press(keys[i].code);
                with |= keys[i].modifier;
                require(event.modifiers == with, "not held", keys[i].code);
            }
        }
        try_each_code(with);
        // Both shifts may be down: then both must be released.
        for (unsigned i = 0; i < ARRAY_LENGTH(keys); i++) {
            if (held & 1 << i) {
                let_go(keys[i].code);
            }
        }
        press(0x1E);
        require(event.modifiers == (with & MODIFIER_CAPS_LOCK), "still held",
                held);
    }
}

static void one_of_two_is_still_held(void)
{
    memset(&state, 0, sizeof(state));
    press(KEY_LEFT_SHIFT);
    press(KEY_RIGHT_SHIFT);
    let_go(KEY_LEFT_SHIFT);
    require(event.modifiers == MODIFIER_SHIFT, "the right one is", 0);
}

static void caps_lock_held_down_repeats(void)
{
    memset(&state, 0, sizeof(state));
    for (int i = 0; i < 4; i++) {
        press(KEY_CAPS_LOCK);
        require(event.modifiers == MODIFIER_CAPS_LOCK, "switched once", i);
    }
    let_go(KEY_CAPS_LOCK);
    press(KEY_CAPS_LOCK);
    require(event.modifiers == 0, "switched off", 0);
}

// --- bytes that are no keys ---

static void expect_silence(const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        require(!feed(bytes[i]), "a key that was not pressed", bytes[i]);
    }
}

static void pause_and_false_shifts_are_nothing(void)
{
    static const uint8_t pause[] = {PAUSE, 0x1D, 0x45, PAUSE, 0x9D, 0xC5};
    static const uint8_t shifts[] = {EXTENDED, 0x2A, EXTENDED, 0xAA,
                                     EXTENDED, 0x36, EXTENDED, 0xB6};
    static const uint8_t cut_off[] = {EXTENDED, PAUSE, 0x1D, 0x45};
    memset(&state, 0, sizeof(state));
    expect_silence(pause, sizeof(pause));
    expect_silence(shifts, sizeof(shifts));
    expect_silence(cut_off, sizeof(cut_off));
    press(0x1E);
    require(event.character == 'a' && event.modifiers == 0, "not an a", 0x1E);
}

// After any bytes: once all modifiers are released, a key decodes correctly.
static void require_to_hear(void)
{
    static const uint8_t all_up[] = {RELEASED, RELEASED, // of a pause key
                                     0xAA,     0xB6,     0x9D, EXTENDED, 0x9D,
                                     0xB8,     EXTENDED, 0xB8, 0xBA};
    for (size_t i = 0; i < sizeof(all_up); i++) {
        feed(all_up[i]);
    }
    if (event.modifiers == MODIFIER_CAPS_LOCK) {
        press(KEY_CAPS_LOCK);
        let_go(KEY_CAPS_LOCK);
    }
    press(0x1E);
    require(event.character == 'a' && event.modifiers == 0, "not an a", 0x1E);
    let_go(0x1E);
}

static void random_bytes_do_no_harm(void)
{
    srand(1);
    for (int i = 0; i < RANDOM_BYTES; i++) {
        // The prefixes more often than one time in 128.
        feed((uint8_t)(rand() % 8 == 0 ? EXTENDED + rand() % 2 : rand()));
        if (rand() % 16 == 0) {
            require_to_hear();
        }
    }
}

// The keyboard's answers are not keys; 0xAA only while left shift is not down.
static void answers_are_no_keys(void)
{
    static const uint8_t answers[] = {0x00, 0xAA, 0xFA, 0xFE, 0xFF};
    for (unsigned i = 0; i < ARRAY_LENGTH(answers); i++) {
        require(!feed(answers[i]), "an answer became a key", answers[i]);
    }
}

int main(void)
{
    answers_are_no_keys();
    try_all_modifiers();
    one_of_two_is_still_held();
    caps_lock_held_down_repeats();
    pause_and_false_shifts_are_nothing();
    random_bytes_do_no_harm();
    printf("%d random bytes\n", RANDOM_BYTES);
    return 0;
}
