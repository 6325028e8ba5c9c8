/* What the pump was asked for, and what came of it. */
#ifndef PUMP_H
#define PUMP_H

#include "answers.h"
#include "child.h"
#include "requests.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct order {
    size_t count;       /* requests to time; 0: as many as fit the seconds */
    double seconds;
    size_t warm_up;     /* requests before that */
    size_t window;      /* requests in flight, pipelined */
    const char *beside; /* a long-running request of which one is always under way, one at a time only */
};

struct outcome {
    size_t sent;        /* requests in all, the warm-up included */
    size_t timed;
    double seconds;
    double cpu_seconds; /* of the program, while time was taken */
    double p50, p99;    /* microseconds; one at a time only */
    size_t beside;      /* long-running requests that were answered meanwhile */
};

/* Whether enough was sent since this instant. */
static inline bool is_enough(const struct order *order, size_t timed, uint64_t since) {
    if (order->count > 0) return timed >= order->count;
    return (double)(now() - since) >= order->seconds * 1e9;
}

/* Sends each request when the one before it is answered. */
struct outcome one_at_a_time(const struct order *order, struct answers *answers, const struct child *child);

/* Keeps as many requests in flight as the window allows. */
struct outcome pipelined(const struct order *order, struct answers *answers, const struct child *child);

#endif
