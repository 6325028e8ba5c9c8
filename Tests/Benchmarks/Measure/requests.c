#include "requests.h"

#include "child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *contents(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) fail(path);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    if (bytes == NULL || fread(bytes, 1, (size_t)size, file) != (size_t)size) fail(path);
    fclose(file);
    *length = (size_t)size;
    return bytes;
}

struct requests requests_read(const char *path, bool headers) {
    enum { longest_header = 48 };
    size_t length, lines = 0;
    char *text = contents(path, &length);
    for (size_t i = 0; i < length; i++) lines += text[i] == '\n';
    struct requests all = {
        .bytes = malloc(length + lines * longest_header + 1),
        .start = malloc((lines + 1) * sizeof *all.start),
        .headers = headers,
    };
    if (all.bytes == NULL || all.start == NULL) fail(path);
    size_t end = 0;
    for (char *line = text, *stop; (stop = memchr(line, '\n', length - (size_t)(line - text))) != NULL; line = stop + 1) {
        size_t size = (size_t)(stop - line);
        all.start[all.count++] = end;
        if (headers) end += (size_t)sprintf(all.bytes + end, "Content-Length: %zu\r\n\r\n", size);
        memcpy(all.bytes + end, line, size);
        end += size;
        if (!headers) all.bytes[end++] = '\n';
    }
    all.start[all.count] = end;
    free(text);
    if (all.count == 0) {
        fprintf(stderr, "%s: no requests\n", path);
        exit(2);
    }
    return all;
}
