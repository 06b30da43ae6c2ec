// SPDX-License-Identifier: MIT
// user/programs/true.c - does nothing, and ends with 0.

int main(void)
{
    return 0;
}
