/* echo: gives back each line that it reads, all that came together with one write: the limit for any program that answers
   lines, and what the pipe itself costs. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <unistd.h>

static char buffer[4 << 20];

int main(void) {
    size_t length = 0;
    for (;;) {
        ssize_t got = read(0, buffer + length, sizeof buffer - length);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got < 0;
        length += (size_t)got;
        char *last = memrchr(buffer, '\n', length);
        size_t whole = last == NULL ? 0 : (size_t)(last - buffer) + 1;
        for (size_t sent = 0; sent < whole;) {
            ssize_t written = write(1, buffer + sent, whole - sent);
            if (written < 0 && errno != EINTR) return 1;
            if (written > 0) sent += (size_t)written;
        }
        length -= whole;
        memmove(buffer, buffer + whole, length);
        if (length == sizeof buffer) return 1;
    }
}
