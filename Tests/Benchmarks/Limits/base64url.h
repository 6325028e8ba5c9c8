/* Base64url without padding, as tokens have it. */
#ifndef BASE64URL_H
#define BASE64URL_H

#include <stddef.h>

/* Octets that so many characters stand for at most. */
#define DECODED(length) ((length) / 4 * 3 + 3)

/* Decodes; gives the number of octets, or -1 for what is no base64url. */
long base64url_decode(unsigned char *octets, const char *text, size_t length);

/* Encodes; gives the number of characters. */
size_t base64url_encode(char *text, const unsigned char *octets, size_t count);

#endif
