#define _GNU_SOURCE
#include "token.h"

#include "base64url.h"

#include <string.h>

bool token_split(struct token *token, const char *text, size_t length) {
    const char *end = text + length, *first = memchr(text, '.', length);
    const char *second = first == NULL ? NULL : memchr(first + 1, '.', (size_t)(end - first - 1));
    if (second == NULL) return false;
    *token = (struct token){text, (size_t)(first - text), (size_t)(second - text), length};
    return true;
}

bool token_verify(const struct token *token, struct signer *signer, unsigned char header[1024], long *header_length) {
    static const char *const said[] = {"\"alg\":\"HS256\"", "\"alg\":\"RS256\"", "\"alg\":\"ES256\"", "\"alg\":\"EdDSA\""};
    unsigned char signature[DECODED(800)];
    size_t rest = token->length - token->content - 1;
    if (token->header > 1024 || rest > 800) return false;
    *header_length = base64url_decode(header, token->text, token->header);
    long size = base64url_decode(signature, token->text + token->content + 1, rest);
    return size > 0 && *header_length > 0 && memmem(header, (size_t)*header_length, said[signer->algorithm], 13) != NULL &&
           signer_verify(signer, signature, (size_t)size, token->text, token->content);
}

char *token_write(const struct token *token, char *out) {
    out = mempcpy(out, "{\"header\":", 10);
    long length = base64url_decode((unsigned char *)out, token->text, token->header);
    out = mempcpy(out + (length > 0 ? length : 0), ",\"claims\":", 10);
    length = base64url_decode((unsigned char *)out, token->text + token->header + 1, token->content - token->header - 1);
    return mempcpy(out + (length > 0 ? length : 0), "}", 1);
}
