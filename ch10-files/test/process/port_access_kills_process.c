// SPDX-License-Identifier: MIT
// Each port has a bit in the TSS's I/O map, and this TSS has no such map.
// Breaks: cpu/this_cpu.c: sizeof(cpu->tss); => 0;
// Breaks: process/enter.asm: push RFLAGS_IF => push RFLAGS_IF | 0x3000

#include "test/machine_code.h"
#include "trap/vectors.h"

// Ports of the interrupt controllers, the timer, the keyboard, the clock, the
// DMA controllers, the disk, the screen, the serial and the parallel port, the
// PCI bus, the power management, and the device that ends QEMU.
static const uint16_t ports[] = {0x20,  0xA1,  0x40,  0x60,  0x64,  0x71,
                                 0x80,  0x00,  0xCF,  0x1F0, 0x3D4, 0x3F8,
                                 0x378, 0xCF8, 0x604, 0xF4};

#define IN_AL   0xEC // in al, dx
#define OUT_AL  0xEE // out dx, al
#define OUT_EAX 0xEF // out dx, eax

static int use(uint16_t port, uint8_t instruction)
{
    // mov dx, port   in or out   ud2
    const uint8_t bytes[] = {
        0x66,        0xBA, (uint8_t)port, (uint8_t)(port >> 8),
        instruction, 0x0F, 0x0B};
    struct machine_code code = {bytes, sizeof(bytes), CODE_AT, 0};
    return run_machine_code(&code);
}

TEST(port_access_kills_process)
{
    const int refused = STATUS_KILLED | VECTOR_GENERAL_PROTECTION;
    for (size_t i = 0; i < ARRAY_LENGTH(ports); i++) {
        EXPECT_EQUAL(use(ports[i], IN_AL), refused);
        EXPECT_EQUAL(use(ports[i], OUT_AL), refused);
        EXPECT_EQUAL(use(ports[i], OUT_EAX), refused);
    }
}
