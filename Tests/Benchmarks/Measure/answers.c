#define _GNU_SOURCE
#include "answers.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char beginning[] = "{\"jsonrpc\":\"2.0\",\"id\":";

struct answers answers_to(const struct requests *requests, const char *expected) {
    struct answers answers = {.requests = requests, .expected = expected, .capacity = 4 << 20};
    answers.bytes = malloc(answers.capacity);
    answers.seen = calloc(requests->count, sizeof *answers.seen);
    if (answers.bytes == NULL || answers.seen == NULL) fail("memory");
    return answers;
}

/* An answer begins as every answer does, so that nothing has to be searched for while time is taken. */
static void judge(struct answers *answers, const char *message, size_t length) {
    size_t turn = answers->count++ % answers->requests->count;
    if (answers->expected == NULL) return;
    size_t place = sizeof beginning - 1, id = 0;
    size_t rest = strlen(answers->expected);
    if (length < place + 2 || memcmp(message, beginning, place) != 0) {
        answers->wrong++;
        return;
    }
    while (place < length && message[place] >= '0' && message[place] <= '9') id = id * 10 + (size_t)(message[place++] - '0');
    if (id >= answers->requests->count || length < place + 1 + rest ||
        memcmp(message + place + 1, answers->expected, rest) != 0) {
        answers->wrong++;
        return;
    }
    answers->seen[id]++;
    if (id != turn) answers->unordered++;
}

static void take(struct answers *answers, const char *message, size_t length) {
    if (answers->aside != NULL && answers->aside(answers->context, message, length)) return;
    judge(answers, message, length);
}

/* The message at a place: gives its end and what follows it; false where it is not whole yet. */
static bool find(const struct answers *answers, size_t place, size_t *start, size_t *end, size_t *next) {
    const char *from = answers->bytes + place;
    size_t length = answers->length - place;
    if (!answers->requests->headers) {
        const char *stop = memchr(from, '\n', length);
        if (stop == NULL) return false;
        *start = place;
        *end = (size_t)(stop - answers->bytes);
        *next = *end + 1;
        return true;
    }
    const char *body = memmem(from, length, "\r\n\r\n", 4);
    if (body == NULL) return false;
    const char *colon = memchr(from, ':', (size_t)(body - from));
    if (colon == NULL) fail("an answer without Content-Length");
    *start = (size_t)(body + 4 - answers->bytes);
    *end = *next = *start + strtoul(colon + 1, NULL, 10);
    return *end <= answers->length;
}

bool answers_take(struct answers *answers, const struct child *child) {
    if (answers->length == answers->capacity) {
        answers->capacity *= 2;
        answers->bytes = realloc(answers->bytes, answers->capacity);
        if (answers->bytes == NULL) fail("memory");
    }
    ssize_t got = read(child->from, answers->bytes + answers->length, answers->capacity - answers->length);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    if (got <= 0) return false;
    answers->length += (size_t)got;
    size_t place = 0, start, end, next;
    while (place < answers->length && find(answers, place, &start, &end, &next)) {
        take(answers, answers->bytes + start, end - start);
        place = next;
    }
    answers->length -= place;
    memmove(answers->bytes, answers->bytes + place, answers->length);
    return true;
}

void answers_await(struct answers *answers, const struct child *child, size_t count) {
    while (answers->count < count) {
        if (answers_take(answers, child)) continue;
        fprintf(stderr, "the program ended after %zu answers\n", answers->count);
        exit(2);
    }
}

size_t answers_missing(const struct answers *answers, size_t sent) {
    if (answers->expected == NULL) return 0;
    size_t missing = 0, turns = sent / answers->requests->count, rest = sent % answers->requests->count;
    for (size_t id = 0; id < answers->requests->count; id++)
        missing += answers->seen[id] != turns + (id < rest ? 1 : 0);
    return missing;
}
