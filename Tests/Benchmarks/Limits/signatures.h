/* Signatures of the four algorithms that are measured, each in the quickest way that OpenSSL has for it: contexts are made
   once and kept. A signer belongs to one thread. */
#ifndef SIGNATURES_H
#define SIGNATURES_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>

enum algorithm { HS256, RS256, ES256, EdDSA };

struct signer {
    enum algorithm algorithm;
    EVP_PKEY *key;
    EVP_MD_CTX *digest;      /* SHA-256; for EdDSA the copy that is used */
    EVP_MD_CTX *prepared;    /* EdDSA: what is copied */
    EVP_PKEY_CTX *operation; /* RSA and EC */
    EVP_MAC_CTX *mac;
};

/* The algorithm of this name. */
enum algorithm algorithm_named(const char *name);

/* Reads the key: raw octets for HS256, else PEM, private where it is to sign. Ends the process where it cannot. */
struct signer signer_of(enum algorithm algorithm, const char *path, bool is_to_sign);

/* Whether a signature, as a token has it, holds. */
bool signer_verify(struct signer *signer, const unsigned char *signature, size_t size, const void *message, size_t length);

/* Signs; gives the size of the signature, as a token has it. */
size_t signer_sign(struct signer *signer, unsigned char signature[512], const void *message, size_t length);

#endif
