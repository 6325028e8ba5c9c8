#define _GNU_SOURCE
#include "pump.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void send_all(const struct child *child, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = write(child->to, bytes, length);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) fail("the program's input");
        bytes += sent;
        length -= (size_t)sent;
    }
}

/* The long-running request: sent again as soon as it is answered, and told by the id "beside". */
struct companion {
    const struct child *child;
    char *framed;
    size_t answered;
};

static bool is_companions(void *context, const char *message, size_t length) {
    struct companion *companion = context;
    enum { front = 64 };
    if (memmem(message, length < front ? length : front, "\"beside\"", 8) == NULL) return false;
    companion->answered++;
    send_all(companion->child, companion->framed, strlen(companion->framed));
    return true;
}

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void send_next(const struct answers *answers, const struct child *child, size_t turn) {
    const struct requests *requests = answers->requests;
    size_t index = turn % requests->count;
    send_all(child, requests->bytes + requests->start[index], requests->start[index + 1] - requests->start[index]);
}

struct outcome one_at_a_time(const struct order *order, struct answers *answers, const struct child *child) {
    enum { most = 4 << 20 };
    struct companion companion = {.child = child};
    uint32_t *times = malloc(most * sizeof *times);
    if (times == NULL) fail("memory");
    struct outcome outcome = {0};
    for (; outcome.sent < order->warm_up; outcome.sent++) {
        send_next(answers, child, outcome.sent);
        answers_await(answers, child, outcome.sent + 1);
    }
    if (order->beside != NULL) {
        if (asprintf(&companion.framed, "Content-Length: %zu\r\n\r\n%s", strlen(order->beside), order->beside) < 0) fail("memory");
        answers->aside = is_companions;
        answers->context = &companion;
        send_all(child, companion.framed, strlen(companion.framed));
    }
    uint64_t cpu = child_cpu(child), begin = now(), before = begin;
    while (outcome.timed < most && !is_enough(order, outcome.timed, begin)) {
        before = now();
        send_next(answers, child, outcome.sent);
        outcome.sent++;
        answers_await(answers, child, outcome.sent);
        times[outcome.timed++] = (uint32_t)(now() - before);
    }
    outcome.seconds = (double)(now() - begin) / 1e9;
    outcome.cpu_seconds = (double)(child_cpu(child) - cpu) / 1e9;
    outcome.beside = companion.answered;
    answers->aside = NULL;
    qsort(times, outcome.timed, sizeof *times, ascending);
    outcome.p50 = times[outcome.timed / 2] / 1e3;
    outcome.p99 = times[outcome.timed * 99 / 100] / 1e3;
    free(times);
    return outcome;
}
