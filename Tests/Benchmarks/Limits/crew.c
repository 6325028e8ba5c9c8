#include "crew.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>

static size_t size;
static job *work;
static sem_t bell;
/* The row's length in the upper half, the next job in the lower: both are taken in one step, so that a thread that comes
   late cannot take a job of the next row for one of this. */
static _Atomic uint64_t row;
static _Atomic size_t done;

static void work_on(size_t member) {
    for (;;) {
        uint64_t ticket = atomic_fetch_add(&row, 1);
        size_t index = (uint32_t)ticket;
        if (index >= ticket >> 32) return;
        work(member, index);
        atomic_fetch_add(&done, 1);
    }
}

static void *live(void *member) {
    for (;;) {
        if (sem_wait(&bell) == 0) work_on((size_t)(uintptr_t)member);
    }
    return NULL;
}

void crew_start(size_t members, job *body) {
    size = members;
    work = body;
    sem_init(&bell, 0, 0);
    for (size_t member = 1; member < size; member++) {
        pthread_t thread;
        pthread_create(&thread, NULL, live, (void *)(uintptr_t)member);
    }
}

void crew_do(size_t count) {
    if (size == 1 || count < 2) {
        for (size_t index = 0; index < count; index++) work(0, index);
        return;
    }
    atomic_store(&done, 0);
    atomic_store(&row, (uint64_t)count << 32);
    for (size_t other = 1; other < size; other++) sem_post(&bell);
    work_on(0);
    while (atomic_load(&done) < count) sched_yield();
}
