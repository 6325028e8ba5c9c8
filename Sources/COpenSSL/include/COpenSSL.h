#ifndef COPENSSL_H
#define COPENSSL_H

#include <stddef.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ui.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// What Swift cannot call safely: OSSL_PARAM lists keep the pointer to each parameter's name, which for a Swift String
// is gone when the call that took it returns. Everything else is called from Swift.

// The reason number of an allocation that failed (an expression macro, which Swift does not see).
enum { COPENSSL_ALLOCATION_FAILED = ERR_R_MALLOC_FAILURE };

// An RSA key from its numbers (RFC 8017 section 3), or NULL with the error queue filled. Everything after `e` is NULL
// for a public key; for a private key all of it is given. The caller keeps the numbers.
EVP_PKEY *_Nullable copenssl_rsa_key(
    const BIGNUM *_Nonnull n, const BIGNUM *_Nonnull e, const BIGNUM *_Nullable d,
    const BIGNUM *_Nullable p, const BIGNUM *_Nullable q,
    const BIGNUM *_Nullable dp, const BIGNUM *_Nullable dq, const BIGNUM *_Nullable qi);

// An elliptic curve key on a named group from an encoded point (SEC 1 section 2.3.3) and, for a private key, its
// scalar; or NULL with the error queue filled. Neither the point nor the scalar is cross-checked here.
EVP_PKEY *_Nullable copenssl_ec_key(
    const char *_Nonnull group, const unsigned char *_Nullable point, size_t pointLength,
    const BIGNUM *_Nullable scalar);

// A key of ML-DSA (FIPS 204) of the named type, or NULL with the error queue filled, as with every libcrypto before 3.5. A
// public key is of its octets alone; a private one is of its seed, with which an expanded form must agree if it is given.
EVP_PKEY *_Nullable copenssl_ml_dsa_key(
    const char *_Nonnull type, const unsigned char *_Nullable publicKey, size_t publicKeyLength,
    const unsigned char *_Nullable seed, size_t seedLength,
    const unsigned char *_Nullable expanded, size_t expandedLength);

// Keys an HMAC context; 1 on success.
int copenssl_hmac_init(
    EVP_MAC_CTX *_Nonnull context, const unsigned char *_Nonnull key, size_t keyLength,
    const char *_Nonnull digest);

// Derives a key with SP 800-56C's one-step derivation over SHA-256; 1 on success.
int copenssl_one_step_kdf(
    EVP_KDF *_Nonnull kdf, const unsigned char *_Nullable secret, size_t secretLength,
    const unsigned char *_Nullable info, size_t infoLength, unsigned char *_Nullable output, size_t outputLength);

// Writes the first `length` octets of what was decrypted where `result` is 1 and `written` is `length`, and of the
// substitute otherwise, in a time that does not depend on which. Both have that many octets at least.
void copenssl_select(
    unsigned char *_Nullable output, const unsigned char *_Nullable decrypted,
    const unsigned char *_Nullable substitute, size_t length, int result, size_t written);

// 1 when libcrypto is a shared object of its own, 0 when it is part of this program.
int copenssl_is_shared(void);

#endif
