#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>

// zlib's calls are macros over a structure that holds its own size, which Swift cannot make. Both functions work on raw
// DEFLATE (RFC 1951), wipe everything that they let go of, and give out memory that `czlib_free` wipes and frees.

enum {
    CZLIB_DONE = 0,
    // The input is no whole DEFLATE stream, or does not end where the stream does.
    CZLIB_MALFORMED = 1,
    // The output would be longer than the limit; what was written until then is gone.
    CZLIB_TOO_LARGE = 2,
    CZLIB_NO_MEMORY = 3,
};

// Expands a whole stream to at most `limit` octets.
int czlib_expand(
    const unsigned char *_Nullable input, size_t length, size_t limit, unsigned char *_Nullable *_Nonnull output,
    size_t *_Nonnull written);

// Compresses an input to one stream.
int czlib_compress(
    const unsigned char *_Nullable input, size_t length, unsigned char *_Nullable *_Nonnull output,
    size_t *_Nonnull written);

// Wipes and frees what the other two gave out.
void czlib_free(unsigned char *_Nullable output, size_t length);

#endif
