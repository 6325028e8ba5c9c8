#define _GNU_SOURCE
#include "pump.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A stream of requests, over and over: how far it was sent. */
struct feed {
    const struct requests *requests;
    const struct child *child;
    size_t sent;    /* whole requests */
    size_t partial; /* bytes of the next one */
};

/* Sends up to the request with this number. Answers false where the pipe took no more. */
static bool send_up_to(struct feed *feed, size_t number) {
    enum { largest = 64 << 10 };
    const struct requests *requests = feed->requests;
    while (feed->sent < number) {
        size_t first = feed->sent % requests->count, last = first + (number - feed->sent);
        if (last > requests->count) last = requests->count;
        size_t place = requests->start[first] + feed->partial, length = requests->start[last] - place;
        if (length > largest) length = largest;
        ssize_t sent = write(feed->child->to, requests->bytes + place, length);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && errno == EAGAIN) return false;
        if (sent < 0) fail("the program's input");
        place += (size_t)sent;
        while (first < last && requests->start[first + 1] <= place) {
            first++;
            feed->sent++;
        }
        feed->partial = first < last ? place - requests->start[first] : 0;
        if ((size_t)sent < length) return false;
    }
    return true;
}

static void exchange(struct feed *feed, struct answers *answers, size_t allowed) {
    bool is_full = !send_up_to(feed, allowed);
    struct pollfd ends[] = {{feed->child->from, POLLIN, 0}, {feed->child->to, POLLOUT, 0}};
    if (poll(ends, is_full ? 2 : 1, -1) < 0 && errno != EINTR) fail("poll");
    if (ends[0].revents == 0 || answers_take(answers, feed->child)) return;
    fprintf(stderr, "the program ended after %zu answers\n", answers->count);
    exit(2);
}

struct outcome pipelined(const struct order *order, struct answers *answers, const struct child *child) {
    struct feed feed = {.requests = answers->requests, .child = child};
    fcntl(child->to, F_SETFL, O_NONBLOCK);
    fcntl(child->from, F_SETFL, O_NONBLOCK);
    while (answers->count < order->warm_up) {
        size_t allowed = answers->count + order->window;
        exchange(&feed, answers, allowed < order->warm_up ? allowed : order->warm_up);
    }
    struct outcome outcome = {0};
    uint64_t cpu = child_cpu(child), begin = now();
    for (bool is_over = false;;) {
        size_t allowed = answers->count + order->window;
        is_over = is_over || is_enough(order, feed.sent - order->warm_up, begin);
        if (is_over && feed.partial == 0 && answers->count == feed.sent) break;
        if (is_over) allowed = feed.sent + (feed.partial > 0 ? 1 : 0);
        if (order->count > 0 && allowed > order->warm_up + order->count) allowed = order->warm_up + order->count;
        exchange(&feed, answers, allowed);
    }
    outcome.seconds = (double)(now() - begin) / 1e9;
    outcome.cpu_seconds = (double)(child_cpu(child) - cpu) / 1e9;
    outcome.sent = feed.sent;
    outcome.timed = feed.sent - order->warm_up;
    fcntl(child->from, F_SETFL, 0);
    return outcome;
}
