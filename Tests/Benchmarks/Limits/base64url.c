#include "base64url.h"

#include <stdbool.h>
#include <stdint.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* For each of the four places in a group, what a character adds to the group's 24 bits; the top bit says that it is none. */
static uint32_t value[4][256];
static const uint32_t none = UINT32_C(1) << 31;

__attribute__((constructor)) static void fill(void) {
    for (int place = 0; place < 4; place++) {
        for (int character = 0; character < 256; character++) value[place][character] = none;
        for (uint32_t i = 0; i < 64; i++) value[place][(unsigned char)alphabet[i]] = i << (18 - 6 * place);
    }
}

long base64url_decode(unsigned char *octets, const char *text, size_t length) {
    const unsigned char *from = (const unsigned char *)text;
    unsigned char *to = octets;
    uint32_t seen = 0;
    for (; length >= 4; length -= 4, from += 4, to += 3) {
        uint32_t group = value[0][from[0]] | value[1][from[1]] | value[2][from[2]] | value[3][from[3]];
        seen |= group;
        to[0] = (unsigned char)(group >> 16);
        to[1] = (unsigned char)(group >> 8);
        to[2] = (unsigned char)group;
    }
    if (length == 1) return -1;
    if (length > 1) {
        uint32_t group = value[0][from[0]] | value[1][from[1]] | (length == 3 ? value[2][from[2]] : 0);
        seen |= group;
        *to++ = (unsigned char)(group >> 16);
        if (length == 3) *to++ = (unsigned char)(group >> 8);
    }
    return (seen & none) != 0 ? -1 : (long)(to - octets);
}

size_t base64url_encode(char *text, const unsigned char *octets, size_t count) {
    char *to = text;
    for (; count >= 3; count -= 3, octets += 3) {
        uint32_t group = (uint32_t)octets[0] << 16 | (uint32_t)octets[1] << 8 | octets[2];
        for (int shift = 18; shift >= 0; shift -= 6) *to++ = alphabet[group >> shift & 63];
    }
    if (count > 0) {
        uint32_t group = (uint32_t)octets[0] << 16 | (count == 2 ? (uint32_t)octets[1] << 8 : 0);
        for (int shift = 18; shift >= (count == 2 ? 6 : 12); shift -= 6) *to++ = alphabet[group >> shift & 63];
    }
    return (size_t)(to - text);
}
