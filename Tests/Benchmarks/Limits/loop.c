/* loop: the operations themselves, as often as they fit a time, with no pipe and no request around them.

   loop verify|raw|sign|both ALGORITHM KEY_FILE TOKENS [THREADS [SECONDS]]

   verify  a whole token: taken apart, decoded, its algorithm, its signature, its exp
   raw     the signature alone
   sign    a signature over a token's content; KEY_FILE is private
   both    the same, and the signature verified before it is given out

   Prints operations a second, of all threads together; and operations a second of processor time, which is more where
   other programs run too. */
#define _GNU_SOURCE
#include "base64url.h"
#include "token.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { most_threads = 64 };
enum work { whole, raw, sign, both };

struct sample {
    struct token token;
    unsigned char signature[512];
    size_t size;
};

static enum work work;
static enum algorithm algorithm;
static const char *key_path, *public_path;
static struct sample *samples;
static size_t sample_count;
static double seconds = 0.3;

struct rates {
    double by_clock, by_processor;
};

static double now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void read_samples(const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0, room = 0;
    for (ssize_t length; file != NULL && (length = getline(&line, &capacity, file)) > 0;) {
        if (sample_count == room) samples = realloc(samples, (room = room * 2 + 64) * sizeof *samples);
        struct sample *one = &samples[sample_count];
        char *text = strndup(line, strcspn(line, "\n"));
        if (!token_split(&one->token, text, strlen(text))) continue;
        const char *signature = text + one->token.content + 1;
        one->size = (size_t)base64url_decode(one->signature, signature, strlen(signature));
        sample_count++;
    }
    if (sample_count == 0) {
        fprintf(stderr, "%s: no tokens\n", path);
        exit(2);
    }
    free(line);
    fclose(file);
}

static bool is_alive(const struct token *token, unsigned char *claims) {
    long length = base64url_decode(claims, token->text + token->header + 1, token->content - token->header - 1);
    const char *expiry = length < 0 ? NULL : memmem(claims, (size_t)length, "\"exp\":", 6);
    return expiry != NULL && strtoll(expiry + 6, NULL, 10) > (long long)time(NULL);
}

static bool do_once(struct signer *signer, struct signer *verifier, const struct sample *one) {
    unsigned char octets[4096];
    long length;
    const struct token *token = &one->token;
    size_t size;
    switch (work) {
        case whole: return token_verify(token, signer, octets, &length) && is_alive(token, octets);
        case raw: return signer_verify(signer, one->signature, one->size, token->text, token->content);
        case sign: return signer_sign(signer, octets, token->text, token->content) > 0;
        case both:
            size = signer_sign(signer, octets, token->text, token->content);
            return size > 0 && signer_verify(verifier, octets, size, token->text, token->content);
    }
    return false;
}

static void *run(void *result) {
    struct signer signer = signer_of(algorithm, key_path, work == sign || work == both), verifier = signer;
    if (work == both) verifier = signer_of(algorithm, public_path, false);
    size_t done = 0;
    double begin = now(CLOCK_MONOTONIC), used = now(CLOCK_THREAD_CPUTIME_ID), end;
    do {
        if (!do_once(&signer, &verifier, &samples[done++ % sample_count])) {
            fputs("an operation failed\n", stderr);
            exit(1);
        }
        end = done % 8 == 0 ? now(CLOCK_MONOTONIC) : begin;
    } while (end - begin < seconds);
    used = now(CLOCK_THREAD_CPUTIME_ID) - used;
    *(struct rates *)result = (struct rates){(double)done / (end - begin), (double)done / used};
    return NULL;
}

int main(int count, char *arguments[]) {
    static const char *const names[] = {"verify", "raw", "sign", "both"};
    if (count < 5) return 2;
    while (work < both && strcmp(arguments[1], names[work]) != 0) work++;
    algorithm = algorithm_named(arguments[2]);
    key_path = arguments[3];
    /* KEY_FILE of both: the private key and the public one, with a comma between them. */
    if (work == both) public_path = strchr(key_path = strdup(key_path), ',') + 1, *strchr(key_path, ',') = 0;
    read_samples(arguments[4]);
    size_t threads = count > 5 ? strtoul(arguments[5], NULL, 10) : 1;
    if (count > 6) seconds = strtod(arguments[6], NULL);
    if (threads < 1 || threads > most_threads) return 2;
    pthread_t all[most_threads];
    struct rates rates[most_threads], sum = {0};
    for (size_t i = 1; i < threads; i++) pthread_create(&all[i], NULL, run, &rates[i]);
    run(&rates[0]);
    for (size_t i = 1; i < threads; i++) pthread_join(all[i], NULL);
    for (size_t i = 0; i < threads; i++) {
        sum.by_clock += rates[i].by_clock;
        sum.by_processor += rates[i].by_processor;
    }
    printf("%.1f %.1f\n", sum.by_clock, sum.by_processor);
    return 0;
}
