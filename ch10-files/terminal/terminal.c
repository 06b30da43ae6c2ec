// SPDX-License-Identifier: MIT
// terminal/terminal.c - typed input for programs, and the text that they show.

#include "terminal/terminal.h"

#include "base/errno.h"
#include "base/kprintf.h"
#include "lib/panic.h"

#define PIECE 256 // bytes that are copied at a time

#define ROWS    25
#define COLUMNS 80

static const struct termios initial_settings = {
    .c_iflag = ICRNL,
    .c_lflag = ISIG | ICANON | ECHO,
    .c_cc = {[VINTR] = 'C' & 0x1F,
             [VERASE] = 0x7F,
             [VKILL] = 'U' & 0x1F,
             [VEOF] = 'D' & 0x1F,
             [VMIN] = 1,
             [VWERASE] = 'W' & 0x1F},
};

static const struct terminal_jobs *jobs; // [i]

void terminal_set_jobs(const struct terminal_jobs *the_jobs)
{
    jobs = the_jobs;
}

// --- what is typed ---

static void enter_line(struct terminal *terminal)
{
    struct line *line = &terminal->line;
    input_add_line(&terminal->input, line->text, line->length);
    line->length = 0;
}

// Text that a program has printed in the middle of the line would be erased
// with it: the line is shown again behind that text.
static void show_line_again(struct terminal *terminal)
{
    struct output_position at = terminal->back->position();
    if (at.nprints == terminal->nprints) {
        return;
    }
    if (terminal->line.length > 0 && at.column > 0) {
        line_echo(&terminal->line, &terminal->settings, '\n');
        at.column = 0;
    }
    line_show_again(&terminal->line, &terminal->settings, at.column);
}

static void interrupt(struct terminal *terminal)
{
    line_echo(&terminal->line, &terminal->settings, 'C' & 0x1F);
    line_echo(&terminal->line, &terminal->settings, '\n');
    terminal->line.length = 0;
    input_drop(&terminal->input);
    terminal->ninterrupts++;
    terminal->interrupted = terminal->foreground;
}

// Returns true if the foreground group is to be killed.
static bool type(struct terminal *terminal, char byte)
{
    const struct termios *settings = &terminal->settings;
    if (byte == '\r' && settings->c_iflag & ICRNL) {
        byte = '\n';
    }
    if ((uint8_t)byte == settings->c_cc[VINTR] && settings->c_lflag & ISIG) {
        interrupt(terminal);
        return true;
    }
    if (!(settings->c_lflag & ICANON)) {
        input_add(&terminal->input, byte);
        line_echo(&terminal->line, settings, byte);
        return false;
    }
    show_line_again(terminal);
    switch (line_type(&terminal->line, settings, byte)) {
    case LINE_COMPLETE: enter_line(terminal); break;
    case LINE_FULL: terminal->input.nlost++; break;
    case LINE_CONTINUES: break;
    }
    terminal->nprints = terminal->back->position().nprints;
    return false;
}

void terminal_type(struct terminal *terminal, const char *bytes, size_t nbytes)
{
    bool is_interrupted = false;
    if (nbytes == 0) {
        return;
    }
    spin_lock(&terminal->lock);
    for (size_t i = 0; i < nbytes; i++) {
        is_interrupted |= type(terminal, bytes[i]);
    }
    int group = terminal->foreground;
    spin_unlock(&terminal->lock);
    wake_all(&terminal->readers);
    if (is_interrupted) {
        jobs->interrupt_group(group);
    }
}

// --- reading ---

struct reading {
    struct terminal *terminal;
    unsigned ninterrupts; // when the read began
    char bytes[PIECE];
    size_t size;   // how many bytes to take at most
    size_t nbytes; // taken
    bool is_interrupted;
};

// Takes input if there is some. A job in the background must not take input
// that is meant for the shell: it waits until it is the foreground group.
static bool try_read(void *argument)
{
    struct reading *reading = argument;
    struct terminal *terminal = reading->terminal;
    spin_lock(&terminal->lock);
    int group = jobs->current_group();
    bool is_foreground = group == terminal->foreground;
    reading->is_interrupted = thread_current()->is_killed ||
                              (group == terminal->interrupted &&
                               terminal->ninterrupts != reading->ninterrupts);
    bool may_take = is_foreground && !reading->is_interrupted &&
                    !input_is_empty(&terminal->input);
    if (may_take) {
        reading->nbytes =
            input_take(&terminal->input, reading->bytes, reading->size);
    }
    spin_unlock(&terminal->lock);
    return may_take || reading->is_interrupted;
}

static void report_lost(struct terminal *terminal)
{
    spin_lock(&terminal->lock);
    size_t nlost = terminal->input.nlost;
    terminal->input.nlost = 0;
    spin_unlock(&terminal->lock);
    if (nlost > 0) {
        log_warn("%zu bytes that were typed are lost: no program read them",
                 nlost);
    }
}

// The object is the first field of its terminal.
static struct terminal *terminal_of(struct object *object)
{
    return (struct terminal *)object;
}

_Static_assert(offsetof(struct terminal, object) == 0, "see terminal_of()");

static int64_t read(struct object *object, struct uio *uio)
{
    struct terminal *terminal = terminal_of(object);
    struct reading reading = {.terminal = terminal,
                              .ninterrupts = terminal->ninterrupts,
                              .size = min(PIECE, uio->nleft)};
    bool may_wait = terminal->settings.c_lflag & ICANON ||
                    terminal->settings.c_cc[VMIN] > 0;
    if (uio->nleft == 0) {
        return 0;
    }
    wait_until(&terminal->readers, try_read, &reading,
               may_wait ? WAIT_FOREVER : 0);
    if (reading.is_interrupted) {
        return -EINTR;
    }
    report_lost(terminal);
    int result = uio_write(uio, reading.bytes, reading.nbytes);
    return result != 0 ? result : (int64_t)reading.nbytes;
}

// --- writing ---

// At most this many bytes are shown with the mutex held: no text of another
// program comes between the pieces of a shorter text.
#define WRITE_TURN 4096

// Adds to *nshown the bytes that it has shown. Returns 0, -EFAULT, or -EINTR.
static int show_pieces(struct terminal *terminal, struct uio *uio,
                       size_t nbytes, size_t *nshown)
{
    char piece[PIECE];
    while (nbytes > 0) {
        size_t step = min(sizeof(piece), nbytes);
        int result = uio_read(uio, piece, step);
        if (result != 0) {
            return result;
        }
        terminal->back->show(piece, step);
        nbytes -= step;
        *nshown += step;
        if (thread_current()->is_killed) {
            return -EINTR;
        }
    }
    return 0;
}

static int64_t write(struct object *object, struct uio *uio)
{
    struct terminal *terminal = terminal_of(object);
    size_t nshown = 0;
    int result = 0;
    while (uio->nleft > 0 && result == 0) {
        mutex_lock(&terminal->writer);
        result =
            show_pieces(terminal, uio, min(uio->nleft, WRITE_TURN), &nshown);
        mutex_unlock(&terminal->writer);
    }
    return nshown > 0 ? (int64_t)nshown : result;
}

// --- control ---

static int64_t get_settings(struct terminal *terminal, struct uio *uio)
{
    spin_lock(&terminal->lock);
    struct termios settings = terminal->settings;
    spin_unlock(&terminal->lock);
    return uio_write(uio, &settings, sizeof(settings));
}

static int64_t set_settings(struct terminal *terminal, struct uio *uio)
{
    struct termios settings;
    int result = uio_read(uio, &settings, sizeof(settings));
    if (result == 0) {
        spin_lock(&terminal->lock);
        terminal->settings = settings;
        if (!(settings.c_lflag & ICANON) && terminal->line.length > 0) {
            enter_line(terminal); // the rest of it will not come into the line
        }
        spin_unlock(&terminal->lock);
        wake_all(&terminal->readers); // for the line's bytes
    }
    return result;
}

static int64_t set_foreground(struct terminal *terminal, struct uio *uio)
{
    int group;
    int result = uio_read(uio, &group, sizeof(group));
    if (result == 0 && group <= 0) {
        result = -EINVAL;
    } else if (result == 0 && !jobs->has_group(group)) {
        result = -ESRCH;
    }
    if (result == 0) {
        spin_lock(&terminal->lock);
        terminal->foreground = group;
        spin_unlock(&terminal->lock);
        wake_all(&terminal->readers);
    }
    return result;
}

static int64_t control(struct object *object, uint64_t request, struct uio *uio)
{
    struct terminal *terminal = terminal_of(object);
    static const struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
    int group = terminal->foreground;
    switch (request) {
    case TCGETS: return get_settings(terminal, uio);
    case TCSETS: return set_settings(terminal, uio);
    case TIOCGPGRP: return uio_write(uio, &group, sizeof(group));
    case TIOCSPGRP: return set_foreground(terminal, uio);
    case TIOCGWINSZ: return uio_write(uio, &size, sizeof(size));
    default: return -EINVAL;
    }
}

// --- who may read ---

void terminal_reset(struct terminal *terminal)
{
    spin_lock(&terminal->lock);
    terminal->settings = initial_settings;
    spin_unlock(&terminal->lock);
    wake_all(&terminal->readers);
}

void terminal_leave_group(struct terminal *terminal, int group, int next)
{
    spin_lock(&terminal->lock);
    if (terminal->foreground == group) {
        terminal->foreground = next;
    }
    spin_unlock(&terminal->lock);
    wake_all(&terminal->readers);
}

// --- start ---

static const struct object_operations operations = {
    .name = "terminal", .read = read, .write = write, .control = control};

static void show(void *terminal, const char *text, size_t nbytes)
{
    ((struct terminal *)terminal)->back->show(text, nbytes);
}

void terminal_init(struct terminal *terminal, const struct terminal_back *back)
{
    *terminal = (struct terminal){
        .object = {.operations = &operations, .count = 1},
        .back = back,
        .lock = {.name = "terminal", .level = LOCK_TERMINAL},
        .settings = initial_settings,
        .line = {.show = show, .context = terminal},
    };
    wait_queue_init(&terminal->readers, "input");
    mutex_init(&terminal->writer, "a terminal's output");
}
