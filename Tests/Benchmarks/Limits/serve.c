/* serve: answers `verify`, `decode` and `sign` over lines with nothing around the work itself: it looks for the id and the
   token by their names instead of reading JSON. What it reaches is the limit for a service that does everything right.

   serve verify|sign ALGORITHM KEY_FILE [THREADS]
   serve decode [THREADS] */
#define _GNU_SOURCE
#include "base64url.h"
#include "crew.h"
#include "token.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { chunk = 256 << 10, most_lines = 4096, answer_size = 4096 };
enum work { verify, sign, decode };

struct line {
    const char *text;
    size_t length;
};

static enum work work;
static struct signer signers[crew_most];
static char in[2 * chunk], *answers, out[chunk];
static struct line lines[most_lines];
static size_t lengths[most_lines];

static char *answer_id(const struct line *line, char *to) {
    const char *id = memmem(line->text, line->length, "\"id\":", 5);
    to = stpcpy(to, "{\"jsonrpc\":\"2.0\",\"id\":");
    if (id == NULL) return stpcpy(to, "null");
    for (id += 5; *id >= '0' && *id <= '9'; id++) *to++ = *id;
    return to;
}

/* The value of a member that is a string without escapes. */
static struct line member(const struct line *line, const char *name) {
    size_t length = strlen(name);
    const char *from = memmem(line->text, line->length, name, length);
    if (from == NULL) return (struct line){line->text, 0};
    from += length;
    const char *end = memchr(from, '"', line->length - (size_t)(from - line->text));
    return (struct line){from, end == NULL ? 0 : (size_t)(end - from)};
}

static char *answer_token(const struct line *line, struct signer *signer, char *to) {
    unsigned char header[1024];
    long header_length;
    struct line text = member(line, "\"token\":\"");
    struct token token;
    if (!token_split(&token, text.text, text.length) ||
        (work == verify && !token_verify(&token, signer, header, &header_length)))
        return stpcpy(to, ",\"result\":{\"valid\":false}}\n");
    to = stpcpy(to, work == verify ? ",\"result\":{\"valid\":true,\"token\":" : ",\"result\":{\"token\":");
    return stpcpy(token_write(&token, to), "}}\n");
}

/* Signs the claims, an object without an object in it. */
static char *answer_claims(const struct line *line, struct signer *signer, char *to) {
    static const char header[] = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.";
    unsigned char signature[512];
    const char *claims = memmem(line->text, line->length, "\"claims\":", 9);
    const char *end = claims == NULL ? NULL : memchr(claims, '}', line->length - (size_t)(claims - line->text));
    if (end == NULL) return stpcpy(to, ",\"error\":{}}\n");
    claims += 9;
    to = stpcpy(to, ",\"result\":{\"token\":\"");
    char *token = to;
    to = stpcpy(to, header);
    to += base64url_encode(to, (const unsigned char *)claims, (size_t)(end + 1 - claims));
    size_t size = signer_sign(signer, signature, token, (size_t)(to - token));
    *to++ = '.';
    to += base64url_encode(to, signature, size);
    return stpcpy(to, "\"}}\n");
}

static void answer(size_t member, size_t index) {
    char *begin = answers + index * answer_size, *to = answer_id(&lines[index], begin);
    to = (work == sign ? answer_claims : answer_token)(&lines[index], &signers[member], to);
    lengths[index] = (size_t)(to - begin);
}

static bool put(const char *from, size_t length) {
    while (length > 0) {
        ssize_t written = write(1, from, length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        from += written;
        length -= (size_t)written;
    }
    return true;
}

static bool put_answers(size_t count) {
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (length + lengths[i] > sizeof out) {
            if (!put(out, length)) return false;
            length = 0;
        }
        memcpy(out + length, answers + i * answer_size, lengths[i]);
        length += lengths[i];
    }
    return put(out, length);
}

int main(int count, char *arguments[]) {
    work = count > 1 && strcmp(arguments[1], "decode") == 0 ? decode : count > 1 && strcmp(arguments[1], "sign") == 0 ? sign : verify;
    int threads_at = work == decode ? 2 : 4;
    if (count < threads_at) return 2;
    size_t threads = count > threads_at ? strtoul(arguments[threads_at], NULL, 10) : 1;
    if (threads < 1 || threads > crew_most) return 2;
    if (work != decode)
        for (size_t i = 0; i < threads; i++)
            signers[i] = signer_of(algorithm_named(arguments[2]), arguments[3], work == sign);
    answers = malloc((size_t)most_lines * answer_size);
    crew_start(threads, answer);
    for (size_t length = 0;;) {
        ssize_t got = read(0, in + length, sizeof in - length);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got < 0;
        length += (size_t)got;
        const char *from = in, *stop;
        size_t found = 0;
        while (found < most_lines && (stop = memchr(from, '\n', length - (size_t)(from - in))) != NULL) {
            lines[found++] = (struct line){from, (size_t)(stop - from)};
            from = stop + 1;
        }
        crew_do(found);
        if (!put_answers(found)) return 1;
        length -= (size_t)(from - in);
        memmove(in, from, length);
    }
}
