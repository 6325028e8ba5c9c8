/* alternate: starts several programs in turn, over and over, and takes the time of each whole run, so that what else the
   machine does meets all of them alike.

   alternate [--runs N] [--in FILE] [--first-answer FILE] -- PROGRAM [ARGUMENT…] ::: PROGRAM [ARGUMENT…] …

   Each program reads FILE (/dev/null) and writes a file that is thrown away. With --first-answer it gets the first line of
   that file on a pipe instead, and the time is that until its first line of output. One line of JSON is printed a program:
   times by the clock and of the processor in milliseconds, the medians of their ratios to the first program in the same turn,
   and its peak memory. */
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

/* Figures of all runs, and their ratios to those of the first contestant. */
struct series {
    double *values, *ratios;
};

struct contestant {
    char **arguments;
    struct series clock, processor;
    long peak;
    int failures;
};

struct run {
    uint64_t nanoseconds; /* 0 where it failed */
    double processor_ms;
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

static void note_peak(struct contestant *one, long kilobytes) {
    if (kilobytes > one->peak) one->peak = kilobytes;
}

/* Until the first line of output. */
static struct run until_first_answer(struct contestant *one) {
    char answer[4096];
    uint64_t begin = now(), end = 0;
    struct child child = child_start(one->arguments, -1);
    if (write(child.to, request, request_length) == (ssize_t)request_length)
        for (ssize_t got; end == 0 && (got = read(child.from, answer, sizeof answer)) > 0;)
            if (memchr(answer, '\n', (size_t)got) != NULL) end = now();
    note_peak(one, child_status(&child, "VmHWM:"));
    struct usage used;
    bool is_good = child_end(&child, &used) == 0 && end != 0;
    return (struct run){is_good ? end - begin : 0, used.processor_ms};
}

static struct run whole_run(struct contestant *one, const char *path) {
    int in = open(path, O_RDONLY | O_CLOEXEC), out = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (in < 0 || out < 0) fail(path);
    struct usage used;
    uint64_t begin = now();
    struct child child = child_start_on(one->arguments, in, out);
    int status = child_end(&child, &used);
    uint64_t end = now();
    note_peak(one, used.peak_kilobytes);
    bool is_good = status == 0 && lseek(out, 0, SEEK_END) > 0;
    close(in);
    close(out);
    return (struct run){is_good ? end - begin : 0, used.processor_ms};
}

static struct series series_of(int runs) {
    struct series series = {calloc((size_t)runs, sizeof(double)), calloc((size_t)runs, sizeof(double))};
    if (series.values == NULL || series.ratios == NULL) fail("memory");
    return series;
}

static void put(struct series *series, const struct series *first, int run, double value) {
    series->values[run] = value;
    series->ratios[run] = first->values[run] > 0 ? value / first->values[run] : 0;
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *values, int count) {
    qsort(values, (size_t)count, sizeof *values, ascending);
    return values[count / 2];
}

static void print(struct contestant *one, int runs) {
    printf(
        "{\"median_ms\":%.4f,\"ratio\":%.4f,\"cpu_ms\":%.4f,\"cpu_ratio\":%.4f,\"peak_kb\":%ld,\"failures\":%d}\n",
        median(one->clock.values, runs), median(one->clock.ratios, runs), median(one->processor.values, runs),
        median(one->processor.ratios, runs), one->peak, one->failures);
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
        if (all[k].arguments[0] == NULL) misuse();
        all[k].clock = series_of(runs);
        all[k].processor = series_of(runs);
    }
    signal(SIGPIPE, SIG_IGN);
    for (int turn = -1; turn < runs; turn++) /* the first turn only warms the caches */
        for (int k = 0; k < contestants; k++) {
            struct run run = request != NULL ? until_first_answer(&all[k]) : whole_run(&all[k], input);
            if (turn < 0) continue;
            all[k].failures += run.nanoseconds == 0;
            put(&all[k].clock, &all[0].clock, turn, (double)run.nanoseconds / 1e6);
            put(&all[k].processor, &all[0].processor, turn, run.processor_ms);
        }
    for (int k = 0; k < contestants; k++) print(&all[k], runs);
    return 0;
}
