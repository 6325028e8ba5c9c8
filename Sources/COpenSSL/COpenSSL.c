#define _GNU_SOURCE
#include "COpenSSL.h"

#include <dlfcn.h>
#include <openssl/param_build.h>
#include <openssl/params.h>

// Makes a key of the named type from a list of what it is.
static EVP_PKEY *key_of(const char *type, OSSL_PARAM *list, int selection) {
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (context && EVP_PKEY_fromdata_init(context) == 1 &&
        EVP_PKEY_fromdata(context, &key, selection, list) != 1) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    EVP_PKEY_CTX_free(context);
    return key;
}

// Makes a key of the named type from what was pushed, and frees both the builder and the list. Private numbers were
// pushed from secure BIGNUMs, so that OSSL_PARAM_free wipes them.
static EVP_PKEY *key_from(const char *type, OSSL_PARAM_BLD *builder, int pushed, int selection) {
    OSSL_PARAM *list = pushed ? OSSL_PARAM_BLD_to_param(builder) : NULL;
    EVP_PKEY *key = list ? key_of(type, list, selection) : NULL;
    OSSL_PARAM_free(list);
    OSSL_PARAM_BLD_free(builder);
    return key;
}

static int push(OSSL_PARAM_BLD *builder, const char *name, const BIGNUM *number) {
    return number == NULL || OSSL_PARAM_BLD_push_BN(builder, name, number) == 1;
}

EVP_PKEY *copenssl_rsa_key(const BIGNUM *n, const BIGNUM *e, const BIGNUM *d, const BIGNUM *p, const BIGNUM *q,
                           const BIGNUM *dp, const BIGNUM *dq, const BIGNUM *qi) {
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    if (builder == NULL) return NULL;
    int pushed = push(builder, OSSL_PKEY_PARAM_RSA_N, n) && push(builder, OSSL_PKEY_PARAM_RSA_E, e) &&
                 push(builder, OSSL_PKEY_PARAM_RSA_D, d) && push(builder, OSSL_PKEY_PARAM_RSA_FACTOR1, p) &&
                 push(builder, OSSL_PKEY_PARAM_RSA_FACTOR2, q) && push(builder, OSSL_PKEY_PARAM_RSA_EXPONENT1, dp) &&
                 push(builder, OSSL_PKEY_PARAM_RSA_EXPONENT2, dq) && push(builder, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, qi);
    return key_from("RSA", builder, pushed, d ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY);
}

EVP_PKEY *copenssl_ec_key(const char *group, const unsigned char *point, size_t pointLength, const BIGNUM *scalar) {
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    if (builder == NULL) return NULL;
    int pushed = OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, group, 0) == 1 &&
                 OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, pointLength) == 1 &&
                 push(builder, OSSL_PKEY_PARAM_PRIV_KEY, scalar);
    return key_from("EC", builder, pushed, scalar ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY);
}

// The names are those of 3.5's core_names.h, which older headers do not have.
EVP_PKEY *copenssl_ml_dsa_key(const char *type, const unsigned char *publicKey, size_t publicKeyLength,
                              const unsigned char *seed, size_t seedLength, const unsigned char *expanded,
                              size_t expandedLength) {
    OSSL_PARAM list[3];
    OSSL_PARAM *end = list;
    if (publicKey) *end++ = OSSL_PARAM_construct_octet_string("pub", (void *)publicKey, publicKeyLength);
    if (seed) *end++ = OSSL_PARAM_construct_octet_string("seed", (void *)seed, seedLength);
    if (seed && expandedLength) *end++ = OSSL_PARAM_construct_octet_string("priv", (void *)expanded, expandedLength);
    *end = OSSL_PARAM_construct_end();
    return key_of(type, list, seed ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY);
}

int copenssl_hmac_init(EVP_MAC_CTX *context, const unsigned char *key, size_t keyLength, const char *digest) {
    OSSL_PARAM list[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)digest, 0),
        OSSL_PARAM_construct_end(),
    };
    return EVP_MAC_init(context, key, keyLength, list);
}

int copenssl_one_step_kdf(EVP_KDF *kdf, const unsigned char *secret, size_t secretLength, const unsigned char *info,
                          size_t infoLength, unsigned char *output, size_t outputLength) {
    OSSL_PARAM list[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)"SHA256", 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)secret, secretLength),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)info, infoLength),
        OSSL_PARAM_construct_end(),
    };
    EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
    if (context == NULL) return 0;
    int result = EVP_KDF_derive(context, output, outputLength, list);
    EVP_KDF_CTX_free(context);
    return result;
}

// All ones where the two are the same, all zeros otherwise, without a branch.
static size_t mask_equal(size_t one, size_t other) {
    size_t difference = one ^ other;
    size_t isDifferent = (difference | ((size_t)0 - difference)) >> (sizeof(size_t) * 8 - 1);
    return isDifferent - 1;
}

void copenssl_select(unsigned char *output, const unsigned char *decrypted, const unsigned char *substitute,
                     size_t length, int result, size_t written) {
    volatile size_t isGood = mask_equal((size_t)(unsigned int)result, 1) & mask_equal(written, length);
    unsigned char mask = (unsigned char)isGood;
    for (size_t index = 0; index < length; index++) {
        output[index] = (unsigned char)((decrypted[index] & mask) | (substitute[index] & (unsigned char)~mask));
    }
}

int copenssl_is_shared(void) {
    Dl_info library, program;
    if (dladdr((const void *)&OpenSSL_version, &library) == 0) return 0;
    if (dladdr((const void *)&copenssl_is_shared, &program) == 0) return 0;
    return library.dli_fbase != program.dli_fbase;
}
