/* A program under measurement: started with its standard streams on pipes or files, watched through /proc, reaped. */
#ifndef CHILD_H
#define CHILD_H

#include <stdint.h>
#include <sys/types.h>

struct child {
    pid_t id;
    int to;   /* its standard input; -1 where that is a file */
    int from; /* its standard output; -1 where that is a file */
};

/* Starts a program with pipes to and from it, on one processor or (-1) on all. Ends the process where it cannot. */
struct child child_start(char *const arguments[], int processor);

/* Starts a program that reads one descriptor and writes another. */
struct child child_start_on(char *const arguments[], int in, int out);

/* What a program used in all. */
struct usage {
    long peak_kilobytes;
    double processor_ms;
};

/* Closes its pipes and waits for its end. Answers its exit code, or 256 and its signal. */
int child_end(struct child *child, struct usage *used);

/* Processor time that it has used so far, of all its threads, in nanoseconds. */
uint64_t child_cpu(const struct child *child);

/* A figure of /proc/ID/status in kilobytes, for example "VmRSS:"; 0 where there is none. */
long child_status(const struct child *child, const char *name);

/* Keeps this process on one processor; -1 leaves it as it is. */
void stay_on(int processor);

/* The time of a clock that only goes forward, in nanoseconds. */
uint64_t now(void);

/* Says what could not be done, and why, and ends with code 2. */
_Noreturn void fail(const char *what);

#endif
