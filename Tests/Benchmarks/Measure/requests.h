/* Requests as bytes that are ready to be sent, one behind the other, told off from a file with one a line. */
#ifndef REQUESTS_H
#define REQUESTS_H

#include <stdbool.h>
#include <stddef.h>

struct requests {
    char *bytes;
    size_t count;
    size_t *start; /* count + 1 offsets: request i is start[i]..<start[i + 1] */
    bool headers;  /* each behind a Content-Length header, else each a line */
};

/* Reads a file of requests. Their ids must be 0, 1, 2, … in order: answers are told by them. */
struct requests requests_read(const char *path, bool headers);

#endif
