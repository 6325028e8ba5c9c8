/* A compact token taken apart, and the answers that a client gets about it: what the limit programs do for one request. */
#ifndef TOKEN_H
#define TOKEN_H

#include "signatures.h"

#include <stddef.h>

struct token {
    const char *text;
    size_t header;  /* where the first dot stands */
    size_t content; /* where the second one stands */
    size_t length;
};

/* Finds the dots; false where there are not two. */
bool token_split(struct token *token, const char *text, size_t length);

/* Whether the token says this algorithm and its signature holds; the header is decoded on the way. */
bool token_verify(const struct token *token, struct signer *signer, unsigned char header[1024], long *header_length);

/* Writes {"header":…,"claims":…} for a token; gives the end. */
char *token_write(const struct token *token, char *out);

#endif
