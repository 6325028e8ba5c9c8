/* Threads that share a row of like jobs: the caller's own, and others that sleep between rows. */
#ifndef CREW_H
#define CREW_H

#include <stddef.h>

enum { crew_most = 64 };

/* Does one job; which thread does it is said first. */
typedef void job(size_t member, size_t index);

/* Starts so many threads, the caller's included. */
void crew_start(size_t size, job *work);

/* Does the jobs 0..<count, and comes back when all are done. */
void crew_do(size_t count);

#endif
