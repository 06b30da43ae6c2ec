// SPDX-License-Identifier: MIT

#include "base/string.h"
#include "boot/layout.h"
#include "console/vga.h"
#include "test/runner.h"
#include "x86/cpu.h"

#define GREY_ON_BLACK VGA_ATTRIBUTE(VGA_LIGHT_GREY, VGA_BLACK)
#define NCELLS        (VGA_ROWS * VGA_COLUMNS)
#define MARK          0xA55A // behind the screen, where nobody may write
#define NMARKS        40

static volatile uint16_t *cells;

static unsigned crtc_read(uint8_t index)
{
    outb(CRTC_INDEX_PORT, index);
    return inb(CRTC_DATA_PORT);
}

static volatile uint16_t *card_memory(void)
{
    return phys_to_virt((paddr_t){VGA_TEXT_PHYSICAL});
}

// The cell in the upper left corner. It changes when the screen scrolls.
static volatile uint16_t *first_cell(void)
{
    return card_memory() + (crtc_read(CRTC_START_ADDRESS_HIGH) << 8 |
                            crtc_read(CRTC_START_ADDRESS_LOW));
}

static void write(const char *text)
{
    vga_write(text, strlen(text));
    cells = first_cell(); // it may have scrolled
}

// Counted from the upper left corner of the screen.
static unsigned cursor(void)
{
    unsigned cell = crtc_read(CRTC_CURSOR_LOCATION_HIGH) << 8 |
                    crtc_read(CRTC_CURSOR_LOCATION_LOW);
    return cell - (unsigned)(first_cell() - card_memory());
}

static unsigned at(unsigned row, unsigned column)
{
    return row * VGA_COLUMNS + column;
}

// Does the text, in these colours, begin at this cell?
static bool holds(unsigned cell, const char *text, unsigned attribute)
{
    for (; *text != '\0'; text++, cell++) {
        if (cells[cell] != VGA_CELL(*text, attribute)) {
            return false;
        }
    }
    return true;
}

// The cursor goes to the first cell of a screen of dots, grey on black.
static void begin(void)
{
    write("\033[0m\033[1;1H");
    for (unsigned i = 0; i < NCELLS; i++) {
        cells[i] = VGA_CELL('.', GREY_ON_BLACK);
    }
}

static void check_colors(void)
{
    begin();
    write("\033[31mr\033[44mR\033[0mg\033[93;42my\033[mG\033[34;47;36;41mc");
    EXPECT(holds(0, "r", VGA_ATTRIBUTE(VGA_RED, VGA_BLACK)));
    EXPECT(holds(1, "R", VGA_ATTRIBUTE(VGA_RED, VGA_BLUE)));
    EXPECT(holds(2, "g", GREY_ON_BLACK));
    EXPECT(holds(3, "y", VGA_ATTRIBUTE(VGA_YELLOW, VGA_GREEN)));
    EXPECT(holds(4, "G", GREY_ON_BLACK));
    EXPECT(holds(5, "c", VGA_ATTRIBUTE(VGA_CYAN, VGA_RED)));
    EXPECT(holds(6, ".", GREY_ON_BLACK));
}

static void check_positions(void)
{
    begin();
    write("\033[5;10Hhere");
    EXPECT(holds(at(4, 8), ".here.", GREY_ON_BLACK));
    EXPECT_EQUAL(cursor(), at(4, 13));
    write("\033[H1\033[7H7\033[;3H3\033[0;0H");
    EXPECT(holds(0, "1.3", GREY_ON_BLACK));
    EXPECT(holds(at(6, 0), "7", GREY_ON_BLACK));
    EXPECT_EQUAL(cursor(), 0);
    write("\033[26;81H");
    EXPECT_EQUAL(cursor(), NCELLS - 1);
    EXPECT(holds(at(24, 0), ".", GREY_ON_BLACK)); // nothing scrolled
}

static void check_clearing(void)
{
    begin();
    write("\033[3;78H\033[K\033[4;1Habc\033[44m\033[0K\033[0m");
    EXPECT(holds(at(2, 76), ".   abc", GREY_ON_BLACK));
    EXPECT(holds(at(3, 3), "  ", VGA_ATTRIBUTE(VGA_LIGHT_GREY, VGA_BLUE)));
    EXPECT(holds(at(3, 79), " ", VGA_ATTRIBUTE(VGA_LIGHT_GREY, VGA_BLUE)));
    EXPECT(holds(at(4, 0), ".", GREY_ON_BLACK));
    EXPECT_EQUAL(cursor(), at(3, 3));
    // The line is full, and the cursor on its last character still.
    write("\033[6;79HXY\033[K");
    EXPECT(holds(at(5, 78), "X .", GREY_ON_BLACK));
    EXPECT_EQUAL(cursor(), at(5, 79));
}

static void check_what_is_not_ours(void)
{
    begin();
    write("a\033[?25lb\033[2Jc\033[1 qd\033[4Ke\033[777mf");
    EXPECT(holds(0, "abcdef.", GREY_ON_BLACK));
    // What cannot go on ends the sequence, and is as it always was.
    begin();
    write("a\033b\033[3\n4m\033\033[31mr\033[3\033[0mg");
    EXPECT(holds(0, "ab.", GREY_ON_BLACK));
    EXPECT(holds(at(1, 0), "4m", GREY_ON_BLACK));
    EXPECT(holds(at(1, 2), "r", VGA_ATTRIBUTE(VGA_RED, VGA_BLACK)));
    EXPECT(holds(at(1, 3), "g.", GREY_ON_BLACK));
    // In as many pieces as there are bytes.
    begin();
    for (const char *byte = "\033[12;34Hx"; *byte != '\0'; byte++) {
        vga_write(byte, 1);
    }
    EXPECT(holds(at(11, 32), ".x.", GREY_ON_BLACK));
}

static void check_too_much(void)
{
    begin();
    write("\033[4294967297;4294967298Hx"); // 1 and 2, modulo 2^32
    EXPECT(holds(NCELLS - 1, "x", GREY_ON_BLACK));
    EXPECT(holds(0, "..", GREY_ON_BLACK));
    begin();
    write("\033[2;3");
    for (unsigned i = 0; i < 10000; i++) {
        write(";31;44444444444444444444");
    }
    write("Hx");
    EXPECT(holds(at(1, 1), ".x.", GREY_ON_BLACK));
}

static void mark(void)
{
    for (unsigned i = 0; i < NMARKS; i++) {
        cells[NCELLS + i] = MARK;
    }
}

static bool has_marks(void)
{
    for (unsigned i = 0; i < NMARKS; i++) {
        if (cells[NCELLS + i] != MARK) {
            return false;
        }
    }
    return true;
}

// Whatever comes, nothing outside of the screen is written.
static void check_noise(void)
{
    static const char alphabet[] =
        "\033\033\033[[[[[;;0123456789HHKKmm\n\b\tx?";
    uint32_t random = 1;
    for (unsigned i = 0; i < 200000; i++) {
        random = random * 1664525 + 1013904223;
        vga_write(&alphabet[(random >> 16) % (sizeof(alphabet) - 1)], 1);
        if (first_cell() != cells) { // it scrolled, over the marks
            cells = first_cell();
            mark();
        }
        if (cursor() >= NCELLS || (i % 64 == 0 && !has_marks())) {
            EXPECT(cursor() < NCELLS && has_marks());
            return;
        }
    }
}

TEST(escape_sequences_are_obeyed)
{
    cells = first_cell();
    mark();
    check_colors();
    check_positions();
    check_clearing();
    check_what_is_not_ours();
    check_too_much();
    EXPECT(has_marks());
    check_noise();
    write("x\033[0m\033[H\n");
}
