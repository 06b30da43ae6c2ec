// SPDX-License-Identifier: MIT
// base/format.c - printf's format strings.
//
// Nothing here allocates, locks or keeps anything between two calls, so that
// it works in every state of the kernel, a panic included.

#include "base/format.h"

#include "base/string.h"

// The longest number: 64 bits in octal.
#define DIGITS_MAX 22

// What stands between % and the conversion's letter.
struct spec {
    bool left, zero, plus, space, alternate;
    bool has_precision;
    size_t width, precision;
    enum { CHAR, SHORT, INT, LONG, LONG_LONG } length;
};

struct output {
    format_write *write;
    void *context;
};

static void put(struct output *out, const char *text, size_t length)
{
    if (length > 0) {
        out->write(out->context, text, length);
    }
}

static void put_repeated(struct output *out, char byte, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put(out, &byte, 1);
    }
}

// text, filled up with spaces to the width asked for.
static void put_padded(struct output *out, const struct spec *spec,
                       const char *text, size_t length)
{
    size_t fill = spec->width > length ? spec->width - length : 0;
    if (!spec->left) {
        put_repeated(out, ' ', fill);
    }
    put(out, text, length);
    if (spec->left) {
        put_repeated(out, ' ', fill);
    }
}

// Divides *value by base and returns the remainder. In 32-bit code the / of two
// 64-bit numbers is a call into the compiler's library, which is not linked
// here; so it is long division as done on paper, with digits of 16 bits.
static unsigned divide(uint64_t *value, unsigned base)
{
    uint64_t quotient = 0;
    uint32_t rest = 0;
    for (int shift = 48; shift >= 0; shift -= 16) {
        rest = (rest << 16) | (uint16_t)(*value >> shift);
        quotient |= (uint64_t)(rest / base) << shift;
        rest %= base;
    }
    *value = quotient;
    return (unsigned)rest;
}

// Writes the digits so that they end before end; returns where they start.
// Zero has no digits.
static char *digits_before(char *end, uint64_t value, unsigned base,
                           const char *alphabet)
{
    while (value > 0) {
        *--end = alphabet[divide(&value, base)];
    }
    return end;
}

// A number is, from left to right: spaces, prefix (sign or 0x), zeros, digits,
// spaces. The precision is the least number of digits.
static void put_number(struct output *out, const struct spec *spec,
                       const char *prefix, uint64_t value, unsigned base,
                       const char *alphabet)
{
    char buffer[DIGITS_MAX];
    char *end = buffer + sizeof(buffer);
    char *digits = digits_before(end, value, base, alphabet);

    size_t ndigits = (size_t)(end - digits);
    size_t least = spec->has_precision ? spec->precision : 1;
    if (spec->alternate && base == 8 && ndigits >= least) {
        least = ndigits + 1; // # with octal: the first digit is a 0
    }
    size_t zeros = least > ndigits ? least - ndigits : 0;
    size_t used = strlen(prefix) + zeros + ndigits;
    size_t fill = spec->width > used ? spec->width - used : 0;
    if (spec->zero && !spec->left && !spec->has_precision) {
        zeros += fill;
        fill = 0;
    }

    if (!spec->left) {
        put_repeated(out, ' ', fill);
    }
    put(out, prefix, strlen(prefix));
    put_repeated(out, '0', zeros);
    put(out, digits, ndigits);
    if (spec->left) {
        put_repeated(out, ' ', fill);
    }
}

static void put_unsigned(struct output *out, const struct spec *spec,
                         char conversion, uint64_t value)
{
    if (conversion == 'x' || conversion == 'X') {
        bool upper = conversion == 'X';
        const char *prefix = upper ? "0X" : "0x";
        put_number(out, spec, spec->alternate && value != 0 ? prefix : "",
                   value, 16, upper ? "0123456789ABCDEF" : "0123456789abcdef");
        return;
    }
    put_number(out, spec, "", value, conversion == 'o' ? 8 : 10, "0123456789");
}

static void put_signed(struct output *out, const struct spec *spec,
                       int64_t value)
{
    const char *sign = spec->plus ? "+" : spec->space ? " " : "";
    uint64_t magnitude = (uint64_t)value;
    if (value < 0) {
        sign = "-";
        magnitude = 0 - magnitude; // unsigned, since -INT64_MIN overflows
    }
    put_number(out, spec, sign, magnitude, 10, "0123456789");
}

static void put_string(struct output *out, const struct spec *spec,
                       const char *string)
{
    if (string == NULL) {
        string = "(null)";
    }
    // With a precision the string need not end in a zero byte.
    size_t limit = spec->has_precision ? spec->precision : SIZE_MAX;
    put_padded(out, spec, string, strnlen(string, limit));
}

// A long or long long is passed as it is, every shorter type as an int.
static int64_t signed_argument(const struct spec *spec, va_list *arguments)
{
    switch (spec->length) {
    case LONG_LONG: return va_arg(*arguments, long long);
    case LONG: return va_arg(*arguments, long);
    case SHORT: return (short)va_arg(*arguments, int);
    case CHAR: return (signed char)va_arg(*arguments, int);
    default: return va_arg(*arguments, int);
    }
}

static uint64_t unsigned_argument(const struct spec *spec, va_list *arguments)
{
    switch (spec->length) {
    case LONG_LONG: return va_arg(*arguments, unsigned long long);
    case LONG: return va_arg(*arguments, unsigned long);
    case SHORT: return (unsigned short)va_arg(*arguments, unsigned);
    case CHAR: return (unsigned char)va_arg(*arguments, unsigned);
    default: return va_arg(*arguments, unsigned);
    }
}

static const char *parse_flags(struct spec *spec, const char *at)
{
    for (;; at++) {
        switch (*at) {
        case '-': spec->left = true; break;
        case '0': spec->zero = true; break;
        case '+': spec->plus = true; break;
        case ' ': spec->space = true; break;
        case '#': spec->alternate = true; break;
        default: return at;
        }
    }
}

// A number, or * for the next argument. A negative argument sets *negative.
static const char *parse_count(const char *at, va_list *arguments,
                               size_t *count, bool *negative)
{
    *negative = false;
    *count = 0;
    if (*at == '*') {
        int value = va_arg(*arguments, int);
        *negative = value < 0;
        *count = *negative ? 0u - (unsigned)value : (unsigned)value;
        return at + 1;
    }
    for (; *at >= '0' && *at <= '9'; at++) {
        *count = *count * 10 + (size_t)(*at - '0');
    }
    return at;
}

static const char *parse_length(struct spec *spec, const char *at)
{
    spec->length = INT;
    switch (*at) {
    case 'h':
        spec->length = at[1] == 'h' ? CHAR : SHORT;
        return at + (at[1] == 'h' ? 2 : 1);
    case 'l':
        spec->length = at[1] == 'l' ? LONG_LONG : LONG;
        return at + (at[1] == 'l' ? 2 : 1);
    case 'j': spec->length = LONG_LONG; return at + 1;
    case 'z':
    case 't': spec->length = LONG; return at + 1; // a size is a machine word
    default: return at;
    }
}

// at: right behind the %. Returns the place of the conversion's letter.
static const char *parse_spec(struct spec *spec, const char *at,
                              va_list *arguments)
{
    bool negative;
    at = parse_flags(spec, at);
    at = parse_count(at, arguments, &spec->width, &negative);
    spec->left |= negative;
    if (*at == '.') {
        at = parse_count(at + 1, arguments, &spec->precision, &negative);
        spec->has_precision = !negative;
    }
    return parse_length(spec, at);
}

// Returns false if there is no such conversion.
static bool put_conversion(struct output *out, const struct spec *spec,
                           char conversion, va_list *arguments)
{
    char byte;
    switch (conversion) {
    case 'd':
    case 'i': put_signed(out, spec, signed_argument(spec, arguments)); break;
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        put_unsigned(out, spec, conversion, unsigned_argument(spec, arguments));
        break;
    case 'p':
        put_number(out, spec, "0x", (uintptr_t)va_arg(*arguments, void *), 16,
                   "0123456789abcdef");
        break;
    case 'c':
        byte = (char)va_arg(*arguments, int);
        put_padded(out, spec, &byte, 1);
        break;
    case 's': put_string(out, spec, va_arg(*arguments, const char *)); break;
    case '%': put(out, "%", 1); break;
    default: return false;
    }
    return true;
}

void format_to(format_write *write, void *context, const char *format,
               va_list arguments)
{
    struct output out = {write, context};
    va_list rest; // a copy, since only that can be passed on by address
    va_copy(rest, arguments);
    while (*format != '\0') {
        const char *percent = format;
        while (*percent != '\0' && *percent != '%') {
            percent++;
        }
        put(&out, format, (size_t)(percent - format));
        if (*percent == '\0') {
            break;
        }
        struct spec spec = {0};
        format = parse_spec(&spec, percent + 1, &rest);
        if (*format != '\0' && put_conversion(&out, &spec, *format, &rest)) {
            format++;
        } else {
            put(&out, percent, (size_t)(format - percent));
        }
    }
    va_end(rest);
}

struct buffer {
    char *start;
    size_t size;   // in bytes, with the zero byte
    size_t length; // of the whole text, also of what did not fit
};

static void write_to_buffer(void *context, const char *text, size_t length)
{
    struct buffer *buffer = context;
    for (size_t i = 0; i < length; i++, buffer->length++) {
        if (buffer->length + 1 < buffer->size) {
            buffer->start[buffer->length] = text[i];
        }
    }
}

int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments)
{
    struct buffer target = {buffer, size, 0};
    format_to(write_to_buffer, &target, format, arguments);
    if (size > 0) {
        buffer[target.length < size ? target.length : size - 1] = '\0';
    }
    return (int)target.length;
}

int snprintf(char *buffer, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(buffer, size, format, arguments);
    va_end(arguments);
    return length;
}
