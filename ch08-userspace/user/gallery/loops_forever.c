// SPDX-License-Identifier: MIT
// user/gallery/loops_forever.c - does nothing, for ever.
// Stopped by: nothing, but the timer lets the others have their turns.

int main(void)
{
    for (;;) {
    }
}
