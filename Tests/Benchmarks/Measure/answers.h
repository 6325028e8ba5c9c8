/* Answers as they come: told apart by their framing, and held against what was asked. */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "child.h"
#include "requests.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct answers {
    const struct requests *requests;
    const char *expected;  /* what stands behind the id in a right answer; NULL takes anything */
    bool (*aside)(void *context, const char *message, size_t length); /* may take an answer to something else */
    void *context;
    size_t count;          /* complete answers so far */
    size_t wrong;          /* of these, those that are not what was expected */
    size_t unordered;      /* of these, those whose turn it was not */
    uint32_t *seen;        /* by id, how often it was answered */
    char *bytes;           /* what has come of the next answers */
    size_t length, capacity;
};

/* Answers to these requests, none of them there yet. */
struct answers answers_to(const struct requests *requests, const char *expected);

/* Reads what there is. Answers false at the end of the stream; true also where nothing was there. */
bool answers_take(struct answers *answers, const struct child *child);

/* Reads until there are so many. A program that ends before is an error. */
void answers_await(struct answers *answers, const struct child *child, size_t count);

/* How many of the first `sent` requests, taken in turn, were not answered just as often as they were asked. */
size_t answers_missing(const struct answers *answers, size_t sent);

#endif
