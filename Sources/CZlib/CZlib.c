#define _GNU_SOURCE
#include "CZlib.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// zlib keeps a window of what it works on, which may be secret. Each block begins with its size, so that it can be wiped.
enum { HEADER = 16 };

static voidpf take(voidpf opaque, uInt items, uInt size) {
    (void)opaque;
    if (size != 0 && items > (SIZE_MAX - HEADER) / size) return Z_NULL;
    size_t length = HEADER + (size_t)items * size;
    unsigned char *block = malloc(length);
    if (block == NULL) return Z_NULL;
    memcpy(block, &length, sizeof length);
    return block + HEADER;
}

static void let_go(voidpf opaque, voidpf address) {
    (void)opaque;
    if (address == Z_NULL) return;
    unsigned char *block = (unsigned char *)address - HEADER;
    size_t length;
    memcpy(&length, block, sizeof length);
    explicit_bzero(block, length);
    free(block);
}

static z_stream stream_of(const unsigned char *input, size_t length) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    stream.zalloc = take;
    stream.zfree = let_go;
    stream.next_in = (Bytef *)input;
    stream.avail_in = (uInt)length;
    return stream;
}

void czlib_free(unsigned char *output, size_t length) {
    if (output == NULL) return;
    explicit_bzero(output, length);
    free(output);
}

// Twice the room, or as much as the limit allows; what was written moves along.
static int grow(unsigned char **output, size_t *capacity, size_t written, size_t limit) {
    size_t wanted = *capacity > limit / 2 ? limit : *capacity * 2;
    unsigned char *larger = malloc(wanted);
    if (larger == NULL) return 0;
    memcpy(larger, *output, written);
    czlib_free(*output, *capacity);
    *output = larger;
    *capacity = wanted;
    return 1;
}

int czlib_expand(const unsigned char *input, size_t length, size_t limit, unsigned char **output, size_t *written) {
    *output = NULL;
    *written = 0;
    if (length > UINT_MAX || limit >= UINT_MAX) return CZLIB_TOO_LARGE;
    z_stream stream = stream_of(input, length);
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return CZLIB_NO_MEMORY;
    // One octet beyond the limit tells that there is more.
    size_t room = limit + 1;
    size_t capacity = room < 4096 ? room : 4096;
    unsigned char *buffer = malloc(capacity);
    int outcome = buffer ? CZLIB_DONE : CZLIB_NO_MEMORY;
    int result = Z_OK;
    while (outcome == CZLIB_DONE && result != Z_STREAM_END) {
        if (stream.total_out == capacity && !grow(&buffer, &capacity, capacity, room)) {
            outcome = CZLIB_NO_MEMORY;
            break;
        }
        stream.next_out = buffer + stream.total_out;
        stream.avail_out = (uInt)(capacity - stream.total_out);
        result = inflate(&stream, Z_NO_FLUSH);
        if (stream.total_out > limit) outcome = CZLIB_TOO_LARGE;
        else if (result == Z_MEM_ERROR) outcome = CZLIB_NO_MEMORY;
        else if (result != Z_OK && result != Z_STREAM_END && !(result == Z_BUF_ERROR && stream.avail_out == 0)) {
            outcome = CZLIB_MALFORMED;
        } else if (result == Z_OK && stream.avail_in == 0 && stream.avail_out != 0) {
            outcome = CZLIB_MALFORMED;
        }
    }
    if (outcome == CZLIB_DONE && stream.avail_in != 0) outcome = CZLIB_MALFORMED;
    size_t total = stream.total_out;
    inflateEnd(&stream);
    if (outcome != CZLIB_DONE) {
        czlib_free(buffer, buffer ? capacity : 0);
        return outcome;
    }
    // What lies beyond the content was never written; the length to wipe is the content's.
    *output = buffer;
    *written = total;
    return CZLIB_DONE;
}

int czlib_compress(const unsigned char *input, size_t length, unsigned char **output, size_t *written) {
    *output = NULL;
    *written = 0;
    if (length > UINT_MAX / 2) return CZLIB_TOO_LARGE;
    z_stream stream = stream_of(input, length);
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        return CZLIB_NO_MEMORY;
    }
    size_t capacity = deflateBound(&stream, (uLong)length);
    unsigned char *buffer = malloc(capacity);
    int outcome = CZLIB_NO_MEMORY;
    if (buffer != NULL) {
        stream.next_out = buffer;
        stream.avail_out = (uInt)capacity;
        outcome = deflate(&stream, Z_FINISH) == Z_STREAM_END ? CZLIB_DONE : CZLIB_NO_MEMORY;
    }
    size_t total = stream.total_out;
    deflateEnd(&stream);
    if (outcome != CZLIB_DONE) {
        czlib_free(buffer, buffer ? capacity : 0);
        return outcome;
    }
    *output = buffer;
    *written = total;
    return CZLIB_DONE;
}
