/* decode: prints the header and the claims of each token, one a line, from standard input to standard output: the limit for
   reading tokens from a file into a file. */
#define _GNU_SOURCE
#include "token.h"

#include <string.h>
#include <unistd.h>

static char in[1 << 20], out[2 << 20];

static bool flush(char **end) {
    for (char *from = out; from < *end;) {
        ssize_t written = write(1, from, (size_t)(*end - from));
        if (written <= 0) return false;
        from += written;
    }
    *end = out;
    return true;
}

int main(void) {
    size_t length = 0;
    char *end = out;
    for (ssize_t got; (got = read(0, in + length, sizeof in - length)) > 0;) {
        length += (size_t)got;
        char *line = in, *stop;
        while ((stop = memchr(line, '\n', length - (size_t)(line - in))) != NULL) {
            struct token token;
            if (token_split(&token, line, (size_t)(stop - line))) end = token_write(&token, end);
            *end++ = '\n';
            line = stop + 1;
        }
        if (!flush(&end)) return 1;
        length -= (size_t)(line - in);
        memmove(in, line, length);
    }
    return 0;
}
