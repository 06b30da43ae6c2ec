// SPDX-License-Identifier: MIT
// test/console/screen.h - what the card shows, read from its registers.

#pragma once

#include "boot/layout.h"
#include "console/vga_registers.h"
#include "x86/cpu.h"

static inline unsigned crtc_read(uint8_t index)
{
    outb(CRTC_INDEX_PORT, index);
    return inb(CRTC_DATA_PORT);
}

static inline volatile uint16_t *card_memory(void)
{
    return phys_to_virt((paddr_t){VGA_TEXT_PHYSICAL});
}

// The cell in the upper left corner. It changes when the screen scrolls.
static inline volatile uint16_t *first_cell(void)
{
    return card_memory() + (crtc_read(CRTC_START_ADDRESS_HIGH) << 8 |
                            crtc_read(CRTC_START_ADDRESS_LOW));
}
