#include "signatures.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static EVP_MD *sha256;
static pthread_once_t fetched = PTHREAD_ONCE_INIT;

static void fetch(void) { sha256 = EVP_MD_fetch(NULL, "SHA256", NULL); }

static _Noreturn void give_up(const char *what) {
    fprintf(stderr, "%s cannot be had\n", what);
    exit(2);
}

enum algorithm algorithm_named(const char *name) {
    static const char *const names[] = {"HS256", "RS256", "ES256", "EdDSA"};
    for (int i = 0; i < 4; i++)
        if (strcmp(name, names[i]) == 0) return (enum algorithm)i;
    give_up(name);
}

static void prepare_mac(struct signer *signer, FILE *file) {
    unsigned char secret[512];
    size_t length = fread(secret, 1, sizeof secret, file);
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    OSSL_PARAM digest[] = {OSSL_PARAM_construct_utf8_string("digest", "SHA256", 0), OSSL_PARAM_construct_end()};
    signer->mac = EVP_MAC_CTX_new(mac);
    if (EVP_MAC_init(signer->mac, secret, length, digest) != 1) give_up("HMAC");
}

static void prepare_key(struct signer *signer, bool is_to_sign) {
    signer->digest = EVP_MD_CTX_new();
    int done;
    if (signer->algorithm == EdDSA) {
        signer->prepared = EVP_MD_CTX_new();
        done = is_to_sign ? EVP_DigestSignInit(signer->prepared, NULL, NULL, NULL, signer->key)
                          : EVP_DigestVerifyInit(signer->prepared, NULL, NULL, NULL, signer->key);
    } else {
        signer->operation = EVP_PKEY_CTX_new_from_pkey(NULL, signer->key, NULL);
        done = is_to_sign ? EVP_PKEY_sign_init(signer->operation) : EVP_PKEY_verify_init(signer->operation);
        if (done == 1) done = EVP_PKEY_CTX_set_signature_md(signer->operation, sha256);
    }
    if (done != 1) give_up("the operation");
}

struct signer signer_of(enum algorithm algorithm, const char *path, bool is_to_sign) {
    struct signer signer = {.algorithm = algorithm};
    FILE *file = fopen(path, "rb");
    if (file == NULL) give_up(path);
    pthread_once(&fetched, fetch);
    if (algorithm == HS256) {
        prepare_mac(&signer, file);
    } else {
        signer.key = is_to_sign ? PEM_read_PrivateKey(file, NULL, NULL, NULL) : PEM_read_PUBKEY(file, NULL, NULL, NULL);
        if (signer.key == NULL) give_up(path);
        prepare_key(&signer, is_to_sign);
    }
    fclose(file);
    return signer;
}

static size_t mac_of(struct signer *signer, unsigned char octets[32], const void *message, size_t length) {
    size_t size = 0;
    bool is_done = EVP_MAC_init(signer->mac, NULL, 0, NULL) == 1 && EVP_MAC_update(signer->mac, message, length) == 1 &&
                   EVP_MAC_final(signer->mac, octets, &size, 32) == 1;
    return is_done ? size : 0;
}

static bool digest_of(struct signer *signer, unsigned char octets[32], const void *message, size_t length) {
    return EVP_DigestInit_ex2(signer->digest, sha256, NULL) == 1 && EVP_DigestUpdate(signer->digest, message, length) == 1 &&
           EVP_DigestFinal_ex(signer->digest, octets, NULL) == 1;
}

/* A number of 32 octets as DER writes it; gives its end. */
static unsigned char *write_integer(unsigned char *der, const unsigned char *number) {
    size_t size = 32;
    while (size > 1 && *number == 0) number++, size--;
    size_t zero = *number >> 7;
    *der++ = 2;
    *der++ = (unsigned char)(size + zero);
    if (zero) *der++ = 0;
    memcpy(der, number, size);
    return der + size;
}

/* A number that DER has, as 32 octets; gives its end. */
static const unsigned char *read_integer(unsigned char *number, const unsigned char *der) {
    size_t size = der[1];
    const unsigned char *end = der + 2 + size;
    memset(number, 0, 32);
    if (size > 32) der++, size--;
    memcpy(number + 32 - size, der + 2, size);
    return end;
}

bool signer_verify(struct signer *signer, const unsigned char *signature, size_t size, const void *message, size_t length) {
    unsigned char octets[32], der[80];
    switch (signer->algorithm) {
        case HS256: return mac_of(signer, octets, message, length) == size && CRYPTO_memcmp(octets, signature, size) == 0;
        case EdDSA:
            EVP_MD_CTX_copy_ex(signer->digest, signer->prepared);
            return EVP_DigestVerify(signer->digest, signature, size, message, length) == 1;
        case ES256:
            if (size != 64) return false;
            der[0] = 0x30;
            size = (size_t)(write_integer(write_integer(der + 2, signature), signature + 32) - der);
            der[1] = (unsigned char)(size - 2);
            signature = der;
            break;
        case RS256: break;
    }
    return digest_of(signer, octets, message, length) && EVP_PKEY_verify(signer->operation, signature, size, octets, 32) == 1;
}

size_t signer_sign(struct signer *signer, unsigned char signature[512], const void *message, size_t length) {
    unsigned char octets[32], der[80];
    size_t size = 512;
    switch (signer->algorithm) {
        case HS256: return mac_of(signer, signature, message, length);
        case EdDSA:
            EVP_MD_CTX_copy_ex(signer->digest, signer->prepared);
            return EVP_DigestSign(signer->digest, signature, &size, message, length) == 1 ? size : 0;
        case RS256:
            digest_of(signer, octets, message, length);
            return EVP_PKEY_sign(signer->operation, signature, &size, octets, 32) == 1 ? size : 0;
        case ES256:
            size = sizeof der;
            digest_of(signer, octets, message, length);
            if (EVP_PKEY_sign(signer->operation, der, &size, octets, 32) != 1) return 0;
            read_integer(signature + 32, read_integer(signature, der + 2));
            return 64;
    }
    return 0;
}
