// SPDX-License-Identifier: MIT
// device/scancode.c - what the keyboard's bytes mean.
//
// No hardware is touched here, so the host's tests can feed it anything.

#include "device/scancode.h"

#define BYTE_EXTENDED 0xE0 // the next byte is of another table
#define BYTE_PAUSE    0xE1 // the pause key: two bytes when pressed ...
#define PAUSE_LENGTH  2    // ... 1D 45, and again 9D C5 behind another E1
#define BYTE_RELEASED 0x80

// Bits of keys_down.
#define DOWN_LEFT_SHIFT  (1 << 0)
#define DOWN_RIGHT_SHIFT (1 << 1)
#define DOWN_LEFT_CTRL   (1 << 2)
#define DOWN_RIGHT_CTRL  (1 << 3)
#define DOWN_LEFT_ALT    (1 << 4)
#define DOWN_RIGHT_ALT   (1 << 5)

// By scan code, row by row as the keys lie.
static const char plain[] = {"\0\033"
                             "1234567890-=\b"
                             "\tqwertyuiop[]\n"
                             "\0asdfghjkl;'`"
                             "\0\\zxcvbnm,./\0"
                             "*\0 "};
static const char shifted[] = {"\0\033"
                               "!@#$%^&*()_+\b"
                               "\tQWERTYUIOP{}\n"
                               "\0ASDFGHJKL:\"~"
                               "\0|ZXCVBNM<>?\0"
                               "*\0 "};
_Static_assert(sizeof(plain) == sizeof(shifted), "one key, two characters");

// The keypad, from KEYPAD_FIRST on, as if num lock were always on.
#define KEYPAD_FIRST 0x47
static const char keypad[] = "789-456+1230.";

static uint8_t down_bit(uint8_t code)
{
    switch (code) {
    case KEY_LEFT_SHIFT: return DOWN_LEFT_SHIFT;
    case KEY_RIGHT_SHIFT: return DOWN_RIGHT_SHIFT;
    case KEY_LEFT_CTRL: return DOWN_LEFT_CTRL;
    case KEY_RIGHT_CTRL: return DOWN_RIGHT_CTRL;
    case KEY_LEFT_ALT: return DOWN_LEFT_ALT;
    case KEY_RIGHT_ALT: return DOWN_RIGHT_ALT;
    default: return 0;
    }
}

static void follow_modifiers(struct scancode_state *state, uint8_t code,
                             bool is_pressed)
{
    if (is_pressed) {
        state->keys_down |= down_bit(code);
    } else {
        state->keys_down &= (uint8_t)~down_bit(code);
    }
    if (code == KEY_CAPS_LOCK) {
        if (is_pressed && !state->caps_lock_is_down) {
            state->caps_lock = !state->caps_lock;
        }
        state->caps_lock_is_down = is_pressed;
    }
}

static uint8_t modifiers(const struct scancode_state *state)
{
    uint8_t down = state->keys_down, result = 0;
    if (down & (DOWN_LEFT_SHIFT | DOWN_RIGHT_SHIFT)) {
        result |= MODIFIER_SHIFT;
    }
    if (down & (DOWN_LEFT_CTRL | DOWN_RIGHT_CTRL)) {
        result |= MODIFIER_CTRL;
    }
    if (down & (DOWN_LEFT_ALT | DOWN_RIGHT_ALT)) {
        result |= MODIFIER_ALT;
    }
    return state->caps_lock ? result | MODIFIER_CAPS_LOCK : result;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static char extended_character(uint8_t code)
{
    switch (code) {
    case KEY_EXTENDED | 0x1C: return '\n'; // the keypad's enter
    case KEY_EXTENDED | 0x35: return '/';  // and division
    default: return '\0';
    }
}

static char character_of(uint8_t code, uint8_t with)
{
    if (code & KEY_EXTENDED) {
        return extended_character(code);
    }
    if (code >= KEYPAD_FIRST && code - KEYPAD_FIRST < (int)sizeof(keypad) - 1) {
        return keypad[code - KEYPAD_FIRST];
    }
    if (code >= sizeof(plain) - 1) {
        return '\0';
    }
    char c = plain[code];
    if (is_letter(c) && with & MODIFIER_CTRL) {
        return (char)(c - 'a' + 1); // ctrl-a is 1
    }
    // Caps lock turns letters round, shift all keys.
    bool is_shifted = with & MODIFIER_SHIFT;
    if (is_letter(c) && with & MODIFIER_CAPS_LOCK) {
        is_shifted = !is_shifted;
    }
    return is_shifted ? shifted[code] : c;
}

bool scancode_decode(struct scancode_state *state, uint8_t byte,
                     struct key_event *event)
{
    if (state->nto_skip > 0) {
        state->nto_skip--;
        return false;
    }
    if (byte == BYTE_PAUSE) {
        state->nto_skip = PAUSE_LENGTH;
        state->has_extended = false;
        return false;
    }
    if (byte == BYTE_EXTENDED) {
        state->has_extended = true;
        return false;
    }
    uint8_t code = byte & (uint8_t)~BYTE_RELEASED;
    bool is_pressed = !(byte & BYTE_RELEASED);
    if (state->has_extended) {
        state->has_extended = false;
        // Keyboards put shifts that nobody pressed around some of these keys,
        // for programs of 1986.
        if (code == KEY_LEFT_SHIFT || code == KEY_RIGHT_SHIFT) {
            return false;
        }
        code |= KEY_EXTENDED;
    }
    follow_modifiers(state, code, is_pressed);
    event->code = code;
    event->is_pressed = is_pressed;
    event->modifiers = modifiers(state);
    event->character = is_pressed ? character_of(code, event->modifiers) : '\0';
    return true;
}
