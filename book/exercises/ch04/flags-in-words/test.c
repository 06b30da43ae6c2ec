// SPDX-License-Identifier: MIT

#include "base/kprintf.h"
#include "base/string.h"
#include "test/runner.h"
#include "trap/report.h"

static char said[4096];
static size_t nsaid;

static void listen(const char *text, size_t length)
{
    for (size_t i = 0; i < length && nsaid < sizeof(said) - 1; i++) {
        said[nsaid++] = text[i];
    }
    said[nsaid] = '\0';
}

static bool says(uint64_t rflags, const char *line)
{
    struct trap_frame frame = {.vector = 3, .rflags = rflags};
    nsaid = 0;
    trap_report(&frame);
    const char *found = strstr(said, line);
    return found != NULL && strstr(found + strlen(line), "  flags: ") == NULL;
}

TEST(flags_are_told_by_their_names)
{
    kprintf_add_sink(listen);
    EXPECT(says(0x293, "\n  flags: CF AF SF IF\n"));
    EXPECT(says(0x002, "\n  flags: none\n"));
    EXPECT(says(0x000, "\n  flags: none\n"));
    EXPECT(says(0x202, "\n  flags: IF\n"));
    EXPECT(says(0x046, "\n  flags: PF ZF\n"));
    EXPECT(says(0x102, "\n  flags: TF\n"));
    EXPECT(says(0xC02, "\n  flags: DF OF\n"));
    EXPECT(says(0xFD5, "\n  flags: CF PF AF ZF SF TF IF DF OF\n"));
    EXPECT(says(~UINT64_C(0xFD5), "\n  flags: none\n"));
}
