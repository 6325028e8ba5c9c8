/* alternate: starts several programs in turn, over and over, and takes the time of each whole run, so that what else the
   machine does meets all of them alike.

   alternate [--runs N] [--in FILE] [--first-answer FILE] -- PROGRAM [ARGUMENT…] ::: PROGRAM [ARGUMENT…] …

   Each program reads FILE (/dev/null) and writes a file that is thrown away. With --first-answer it gets the first line of
   that file on a pipe instead, and the time is that until its first line of output. One line of JSON is printed a program:
   every time in milliseconds, the median of its ratios to the first program in the same turn, and its peak memory. */
#define _GNU_SOURCE
#include "child.h"

#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { most = 16 };

struct contestant {
    char **arguments;
    double *times, *ratios;
    long peak;
    int failures;
};

static _Noreturn void misuse(void) {
    fputs("alternate [--runs N] [--in FILE] [--first-answer FILE] [--on PROCESSOR] -- PROGRAM... ::: PROGRAM...\n", stderr);
    exit(2);
}

static char *request;
static size_t request_length;

static void read_request(const char *path) {
    FILE *file = fopen(path, "r");
    size_t capacity = 0;
    ssize_t length = file == NULL ? -1 : getline(&request, &capacity, file);
    if (length < 1) fail(path);
    request_length = (size_t)length;
    fclose(file);
}

/* Until the first line of output, in nanoseconds; 0 where there was none. */
static uint64_t until_first_answer(struct contestant *one) {
    char answer[4096];
    uint64_t begin = now(), end = 0;
    struct child child = child_start(one->arguments, -1);
    if (write(child.to, request, request_length) == (ssize_t)request_length)
        for (ssize_t got; end == 0 && (got = read(child.from, answer, sizeof answer)) > 0;)
            if (memchr(answer, '\n', (size_t)got) != NULL) end = now();
    long peak = child_status(&child, "VmHWM:");
    if (peak > one->peak) one->peak = peak;
    bool is_good = child_end(&child, NULL) == 0 && end != 0;
    return is_good ? end - begin : 0;
}

static uint64_t whole_run(struct contestant *one, const char *path) {
    int in = open(path, O_RDONLY | O_CLOEXEC), out = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (in < 0 || out < 0) fail(path);
    long peak = 0;
    uint64_t begin = now();
    struct child child = child_start_on(one->arguments, in, out);
    int status = child_end(&child, &peak);
    uint64_t end = now();
    if (peak > one->peak) one->peak = peak;
    bool is_good = status == 0 && lseek(out, 0, SEEK_END) > 0;
    close(in);
    close(out);
    return is_good ? end - begin : 0;
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void print(struct contestant *one, int runs) {
    qsort(one->times, (size_t)runs, sizeof *one->times, ascending);
    qsort(one->ratios, (size_t)runs, sizeof *one->ratios, ascending);
    printf(
        "{\"median_ms\":%.4f,\"least_ms\":%.4f,\"ratio\":%.4f,\"peak_kb\":%ld,\"failures\":%d}\n", one->times[runs / 2],
        one->times[0], one->ratios[runs / 2], one->peak, one->failures);
}

int main(int count, char *arguments[]) {
    enum { times = 1, in, first_answer, on };
    static const struct option options[] = {
        {"runs", required_argument, NULL, times}, {"in", required_argument, NULL, in},
        {"first-answer", required_argument, NULL, first_answer}, {"on", required_argument, NULL, on}, {NULL, 0, NULL, 0},
    };
    int runs = 20;
    const char *input = "/dev/null";
    for (int option; (option = getopt_long(count, arguments, "+", options, NULL)) != -1;) switch (option) {
        case times: runs = atoi(optarg); break;
        case in: input = optarg; break;
        case first_answer: read_request(optarg); break;
        case on: stay_on(atoi(optarg)); break;
        default: misuse();
    }
    struct contestant all[most] = {0};
    int contestants = 0;
    for (int i = optind; i < count && contestants < most; contestants++) {
        all[contestants].arguments = arguments + i;
        while (i < count && strcmp(arguments[i], ":::") != 0) i++;
        arguments[i++] = NULL;
    }
    if (contestants == 0 || runs < 1) misuse();
    for (int k = 0; k < contestants; k++) {
        all[k].times = calloc((size_t)runs, sizeof(double));
        all[k].ratios = calloc((size_t)runs, sizeof(double));
        if (all[k].arguments[0] == NULL || all[k].times == NULL || all[k].ratios == NULL) misuse();
    }
    signal(SIGPIPE, SIG_IGN);
    for (int run = -1; run < runs; run++) /* the first turn only warms the caches */
        for (int k = 0; k < contestants; k++) {
            uint64_t time = request != NULL ? until_first_answer(&all[k]) : whole_run(&all[k], input);
            if (run < 0) continue;
            all[k].failures += time == 0;
            all[k].times[run] = (double)time / 1e6;
            all[k].ratios[run] = all[0].times[run] > 0 ? all[k].times[run] / all[0].times[run] : 0;
        }
    for (int k = 0; k < contestants; k++) print(&all[k], runs);
    return 0;
}
