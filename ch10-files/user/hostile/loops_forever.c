// SPDX-License-Identifier: MIT
// user/hostile/loops_forever.c - does nothing, for ever.
// Never ends: the timer lets the other programs have their turns.

int main(void)
{
    for (;;) {
    }
}
