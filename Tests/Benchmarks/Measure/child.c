#define _GNU_SOURCE
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(2);
}

uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

void stay_on(int processor) {
    if (processor < 0) return;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0) fail("processor");
}

static pid_t spawn(char *const arguments[], int in, int out) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, 0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    pid_t id;
    errno = posix_spawnp(&id, arguments[0], &actions, NULL, arguments, environ);
    if (errno != 0) fail(arguments[0]);
    posix_spawn_file_actions_destroy(&actions);
    return id;
}

struct child child_start(char *const arguments[], int processor) {
    int to[2], from[2];
    if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0) fail("pipe");
    /* Wide pipes: whoever is faster should not wait for the other at each page. A refusal does no harm. */
    (void)fcntl(to[1], F_SETPIPE_SZ, 1 << 20);
    (void)fcntl(from[1], F_SETPIPE_SZ, 1 << 20);
    /* A child starts where its parent is. */
    cpu_set_t own;
    sched_getaffinity(0, sizeof own, &own);
    stay_on(processor);
    struct child child = {spawn(arguments, to[0], from[1]), to[1], from[0]};
    sched_setaffinity(0, sizeof own, &own);
    close(to[0]);
    close(from[1]);
    return child;
}

struct child child_start_on(char *const arguments[], int in, int out) {
    return (struct child){spawn(arguments, in, out), -1, -1};
}

static double milliseconds(struct timeval time) { return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3; }

int child_end(struct child *child, struct usage *used) {
    if (child->to >= 0) close(child->to);
    char rest[4096];
    while (child->from >= 0 && read(child->from, rest, sizeof rest) > 0) continue;
    if (child->from >= 0) close(child->from);
    child->to = child->from = -1;
    int status;
    struct rusage usage;
    while (wait4(child->id, &status, 0, &usage) < 0)
        if (errno != EINTR) fail("wait");
    if (used != NULL)
        *used = (struct usage){usage.ru_maxrss, milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)};
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

uint64_t child_cpu(const struct child *child) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(child->id, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

long child_status(const struct child *child, const char *name) {
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/status", (int)child->id);
    FILE *file = fopen(path, "r");
    if (file == NULL) return 0;
    long value = 0;
    size_t length = strlen(name);
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, name, length) == 0) value = strtol(line + length, NULL, 10);
    fclose(file);
    return value;
}
