// SPDX-License-Identifier: MIT
// device/scancode.c - what the keyboard's bytes mean.
//
// No hardware is used here, so the host's tests can pass it any bytes.

#include "device/scancode.h"

#define BYTE_EXTENDED 0xE0 // the next byte is of an extended key
#define BYTE_PAUSE    0xE1 // the pause key: two bytes when pressed ...
#define PAUSE_LENGTH  2    // ... 1D 45, and again 9D C5 behind another E1
#define BYTE_RELEASED 0x80

// A bit of keys_down is the left key's modifier, or the right key's moved here.
#define RIGHT 4

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
    case KEY_LEFT_SHIFT: return MODIFIER_SHIFT;
    case KEY_RIGHT_SHIFT: return MODIFIER_SHIFT << RIGHT;
    case KEY_LEFT_CTRL: return MODIFIER_CTRL;
    case KEY_RIGHT_CTRL: return MODIFIER_CTRL << RIGHT;
    case KEY_LEFT_ALT: return MODIFIER_ALT;
    case KEY_RIGHT_ALT: return MODIFIER_ALT << RIGHT;
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
    uint8_t left = state->keys_down & ((1 << RIGHT) - 1);
    uint8_t right = state->keys_down >> RIGHT;
    return left | right | (state->caps_lock ? MODIFIER_CAPS_LOCK : 0);
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
    // Shift acts on all keys; caps lock inverts it for letters.
    bool is_shifted = with & MODIFIER_SHIFT;
    if (is_letter(c) && with & MODIFIER_CAPS_LOCK) {
        is_shifted = !is_shifted;
    }
    return is_shifted ? shifted[code] : c;
}

// Bytes that are no key: the keyboard's acknowledge and resend, errors, and the
// end of its self-test, which is also the release of the left shift key.
static bool is_answer(const struct scancode_state *state, uint8_t byte)
{
    switch (byte) {
    case 0x00:
    case 0xFA:
    case 0xFE:
    case 0xFF: return true;
    case 0xAA: return !(state->keys_down & MODIFIER_SHIFT);
    default: return false;
    }
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
    if (!state->has_extended && is_answer(state, byte)) {
        return false;
    }
    uint8_t code = byte & (uint8_t)~BYTE_RELEASED;
    bool is_pressed = !(byte & BYTE_RELEASED);
    if (state->has_extended) {
        state->has_extended = false;
        // Around some extended keys a keyboard sends shifts that were not
        // pressed, for programs that know only the first PC's keys.
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
