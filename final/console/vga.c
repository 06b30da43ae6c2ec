// SPDX-License-Identifier: MIT
// console/vga.c - text on the screen.
//
// The screen is memory: what is stored at 0xB8000 is what the video card shows.
// The compiler sees that the kernel never reads what it stores there, and might
// leave the stores out; a pointer to volatile forbids that. Owns the screen and
// the place of the next character, under kprintf's lock.

#include "console/vga.h"

#include "base/kprintf.h"
#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "x86/cpu.h"

#define ESCAPE         0x1B
#define TAB_WIDTH      8
#define CELLS_PER_WORD (sizeof(long) / sizeof(uint16_t)) // what rep_movs moves

static volatile uint16_t *memory; // the card's: [VGA_CELLS], or NULL
static volatile uint16_t *cells;  // in it: the first that the card shows
static unsigned row, column;      // column may be VGA_COLUMNS: put_visible()
static char sequence; // the last byte of a sequence's start: 0, ESCAPE or '['
static uint8_t attribute = VGA_ATTRIBUTE(VGA_LIGHT_GREY, VGA_BLACK);

static void crtc_write(uint8_t index, uint8_t value)
{
    outb(CRTC_INDEX_PORT, index);
    outb(CRTC_DATA_PORT, value);
}

// Writes the number of a cell into two registers: its high byte into the one
// that is given, its low byte into the next.
static void crtc_write_cell(uint8_t index, volatile uint16_t *cell)
{
    unsigned number = (unsigned)(cell - memory);
    crtc_write(index, (uint8_t)(number >> 8));
    crtc_write(index + 1, (uint8_t)number);
}

static void show_cursor(void)
{
    bool is_full = column == VGA_COLUMNS; // then it stays on the last cell
    crtc_write_cell(CRTC_CURSOR_LOCATION_HIGH,
                    &cells[row * VGA_COLUMNS + column - is_full]);
}

static void clear_rows(unsigned first, unsigned end)
{
    for (unsigned i = first * VGA_COLUMNS; i < end * VGA_COLUMNS; i++) {
        cells[i] = VGA_CELL(' ', attribute);
    }
}

// Makes the card show its memory from the next row on, so no text moves. Only
// at the end of the memory the rows that stay visible are copied to its start.
static void scroll(void)
{
    cells += VGA_COLUMNS;
    if (cells + VGA_ROWS * VGA_COLUMNS > memory + VGA_CELLS) {
        rep_movs((void *)memory, (const void *)cells,
                 (VGA_ROWS - 1) * VGA_COLUMNS / CELLS_PER_WORD);
        cells = memory;
    }
    clear_rows(VGA_ROWS - 1, VGA_ROWS);
    crtc_write_cell(CRTC_START_ADDRESS_HIGH, cells);
}

static void start_line(void)
{
    column = 0;
    if (row == VGA_ROWS - 1) {
        scroll();
    } else {
        row++;
    }
}

// A full line ends only when one more character comes: a line of exactly 80
// characters and its '\n' make one row, not an empty one behind it.
static void put_visible(char byte)
{
    if (column == VGA_COLUMNS) {
        start_line();
    }
    cells[row * VGA_COLUMNS + column] = VGA_CELL(byte, attribute);
    column++;
}

// Goes one cell back, from the start of a row to the end of the row above: text
// that is longer than a row can be erased as a whole.
static void step_back(void)
{
    if (column > 0) {
        column--;
    } else if (row > 0) {
        row--;
        column = VGA_COLUMNS - 1;
    }
}

static void put_tab(void)
{
    do {
        put_visible(' ');
    } while (column % TAB_WIDTH != 0);
}

// Executes an escape sequence by its last byte: H moves the cursor to the first
// cell, J erases from the cursor on. All other sequences do nothing.
static void end_sequence(char byte)
{
    if (byte == 'H') {
        row = column = 0;
    } else if (byte == 'J') {
        for (unsigned i = row * VGA_COLUMNS + column;
             i < VGA_ROWS * VGA_COLUMNS; i++) {
            cells[i] = VGA_CELL(' ', attribute);
        }
    }
}

// Takes a byte of an escape sequence: ESC, [, digits and ;, and a letter.
// Returns false if the byte belongs to none. A control character ends one.
static bool take_sequence(char byte)
{
    bool is_control = (uint8_t)byte < ' ';
    if (byte == ESCAPE || sequence == 0 || is_control) {
        sequence = byte == ESCAPE ? ESCAPE : 0;
        return byte == ESCAPE;
    }
    if (sequence == ESCAPE) {
        sequence = byte == '[' ? '[' : 0;
    } else if (byte >= '@') {
        sequence = 0;
        end_sequence(byte);
    }
    return true;
}

static void put(char byte)
{
    if (take_sequence(byte)) {
        return;
    }
    switch (byte) {
    case '\n': start_line(); break;
    case '\r': column = 0; break;
    case '\b': step_back(); break;
    case '\t': put_tab(); break;
    default:
        // Below the space code page 437 has pictures, not letters.
        put_visible((uint8_t)byte < ' ' ? '?' : byte);
        break;
    }
}

void vga_write(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        put(text[i]);
    }
    show_cursor();
}

void vga_set_color(unsigned foreground, unsigned background)
{
    KASSERT(foreground <= VGA_WHITE && background <= VGA_LIGHT_GREY);
    attribute = VGA_ATTRIBUTE(foreground, background);
}

// The text that was printed last stays above the report.
void vga_begin_panic(void)
{
    vga_set_color(VGA_WHITE, VGA_RED);
    sequence = 0;
    start_line();
    clear_rows(row, VGA_ROWS);
}

bool vga_init(void)
{
    paddr_t screen = bootinfo()->text_screen;
    if (screen.raw != VGA_TEXT_PHYSICAL) {
        log_info("there is no text screen; all output is on the serial port");
        return false;
    }
    memory = cells = phys_to_virt(screen);
    clear_rows(0, VGA_ROWS);
    // Firmware and boot loader may have moved the start address, and may have
    // switched the cursor off.
    crtc_write_cell(CRTC_START_ADDRESS_HIGH, memory);
    crtc_write(CRTC_CURSOR_START, 14);
    crtc_write(CRTC_CURSOR_END, 15);
    show_cursor();
    return true;
}
