/* pump: sends requests to a program's standard input and takes the time of the answers on its standard output.

   pump serial|pipelined --requests FILE [OPTIONS] -- PROGRAM [ARGUMENT…]

   One line of JSON says what came of it. The exit code is 1 where an answer was wrong or missing. */
#define _GNU_SOURCE
#include "pump.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "pump serial|pipelined --requests FILE [options] -- PROGRAM [ARGUMENT...]\n"
    "  --count N        requests to time, over and over from the file\n"
    "  --seconds S      or: time as many as fit (1)\n"
    "  --warm-up N      requests before that (200)\n"
    "  --window N       requests in flight, pipelined (512)\n"
    "  --headers        Content-Length headers instead of lines\n"
    "  --expect TEXT    what must stand behind the id of each answer\n"
    "  --beside FILE    a request of which one is always under way, with headers, one at a time only\n"
    "  --own N          keep the pump on this processor\n"
    "  --program N      keep the program on this processor\n"
    "  --patience S     give up after so many seconds (120)\n";

static _Noreturn void misuse(void) {
    fputs(usage, stderr);
    exit(2);
}

static void give_up(int signal) {
    (void)signal;
    static const char words[] = "pump: not everything was answered in time\n";
    (void)!write(2, words, sizeof words - 1);
    _exit(2);
}

/* The first line of a file. */
static const char *first_line(const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0;
    if (file == NULL || getline(&line, &capacity, file) < 1) fail(path);
    fclose(file);
    line[strcspn(line, "\n")] = 0;
    return line;
}

int main(int count, char *arguments[]) {
    enum { seconds = 1, number, warm_up, window, headers, expect, beside, own, program, patience, file };
    static const struct option options[] = {
        {"requests", required_argument, NULL, file},    {"count", required_argument, NULL, number},
        {"seconds", required_argument, NULL, seconds},  {"warm-up", required_argument, NULL, warm_up},
        {"window", required_argument, NULL, window},    {"headers", no_argument, NULL, headers},
        {"expect", required_argument, NULL, expect},    {"beside", required_argument, NULL, beside},
        {"own", required_argument, NULL, own},          {"program", required_argument, NULL, program},
        {"patience", required_argument, NULL, patience}, {NULL, 0, NULL, 0},
    };
    if (count < 2) misuse();
    bool is_serial = strcmp(arguments[1], "serial") == 0, has_headers = false;
    if (!is_serial && strcmp(arguments[1], "pipelined") != 0) misuse();
    struct order order = {.seconds = 1, .warm_up = 200, .window = 512};
    const char *path = NULL, *expected = NULL;
    int own_processor = -1, its_processor = -1;
    unsigned limit = 120;
    optind = 2;
    for (int option; (option = getopt_long(count, arguments, "+", options, NULL)) != -1;) switch (option) {
        case file: path = optarg; break;
        case number: order.count = strtoul(optarg, NULL, 10); break;
        case seconds: order.seconds = strtod(optarg, NULL); break;
        case warm_up: order.warm_up = strtoul(optarg, NULL, 10); break;
        case window: order.window = strtoul(optarg, NULL, 10); break;
        case headers: has_headers = true; break;
        case expect: expected = optarg; break;
        case beside: order.beside = first_line(optarg); break;
        case own: own_processor = atoi(optarg); break;
        case program: its_processor = atoi(optarg); break;
        case patience: limit = (unsigned)atoi(optarg); break;
        default: misuse();
    }
    if (path == NULL || optind >= count || order.window == 0) misuse();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGALRM, give_up);
    alarm(limit);
    struct requests requests = requests_read(path, has_headers);
    struct answers answers = answers_to(&requests, expected);
    stay_on(own_processor);
    struct child child = child_start(arguments + optind, its_processor);
    struct outcome outcome = (is_serial ? one_at_a_time : pipelined)(&order, &answers, &child);
    long resident = child_status(&child, "VmRSS:"), peak = child_status(&child, "VmHWM:");
    long threads = child_status(&child, "Threads:");
    size_t missing = answers_missing(&answers, outcome.sent);
    int status = child_end(&child, NULL);
    printf(
        "{\"answers\":%zu,\"wrong\":%zu,\"missing\":%zu,\"unordered\":%zu,\"seconds\":%.6f,\"cpu_us\":%.4f,\"p50_us\":%.3f,"
        "\"p99_us\":%.3f,\"resident_kb\":%ld,\"peak_kb\":%ld,\"threads\":%ld,\"beside\":%zu,\"status\":%d}\n",
        outcome.timed, answers.wrong, missing, answers.unordered, outcome.seconds,
        outcome.timed > 0 ? outcome.cpu_seconds * 1e6 / (double)outcome.timed : 0, outcome.p50, outcome.p99, resident, peak,
        threads, outcome.beside, status);
    return answers.wrong > 0 || missing > 0;
}
