// SPDX-License-Identifier: MIT
// user/programs/false.c - does nothing, and ends with 1.

int main(void)
{
    return 1;
}
