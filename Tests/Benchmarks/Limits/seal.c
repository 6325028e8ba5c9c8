/* seal: what encryption itself costs, with no token and no request around it.

   seal encrypt|decrypt dir|RSA-OAEP-256|ECDH-ES [SECONDS]

   Each operation seals or opens 300 octets with AES-256-GCM: with a key that is kept (dir), with a random key that RSA of
   2048 bits takes along, or with one that ECDH on P-256 and the one-step derivation give. Contexts and keys are made once,
   but for the key of the moment. Prints microseconds of processor time an operation. */
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { content = 300, vector = 12, tag = 16, key_size = 32 };

static EVP_CIPHER *cipher;
static EVP_CIPHER_CTX *context;
static EVP_KDF *derivation;
static EVP_PKEY *own;
static unsigned char kept[key_size], plain[content], sealed[content], iv[vector], mac[tag], wrapped[512];
static size_t wrapped_size;

static void must(int result, const char *what) {
    if (result > 0) return;
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}

static void crypt_content(const unsigned char *key, bool encrypts) {
    int size;
    unsigned char out[content + 16];
    must(EVP_CipherInit_ex2(context, cipher, key, iv, encrypts, NULL), "the cipher");
    if (!encrypts) must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, tag, mac), "the tag");
    must(EVP_CipherUpdate(context, NULL, &size, (const unsigned char *)"header", 6), "the header");
    must(EVP_CipherUpdate(context, encrypts ? sealed : out, &size, encrypts ? plain : sealed, content), "the content");
    must(EVP_CipherFinal_ex(context, out + content, &size), "the end");
    if (encrypts) must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, tag, mac), "the tag");
}

static void wrap(unsigned char *key, bool encrypts) {
    EVP_PKEY_CTX *rsa = EVP_PKEY_CTX_new_from_pkey(NULL, own, NULL);
    must(encrypts ? EVP_PKEY_encrypt_init(rsa) : EVP_PKEY_decrypt_init(rsa), "RSA");
    must(EVP_PKEY_CTX_set_rsa_padding(rsa, RSA_PKCS1_OAEP_PADDING), "the padding");
    must(EVP_PKEY_CTX_set_rsa_oaep_md_name(rsa, "SHA256", NULL), "the hash");
    unsigned char out[512];
    size_t size = sizeof out;
    if (encrypts) {
        wrapped_size = sizeof wrapped;
        must(EVP_PKEY_encrypt(rsa, wrapped, &wrapped_size, key, key_size), "RSA");
    } else {
        must(EVP_PKEY_decrypt(rsa, out, &size, wrapped, wrapped_size), "RSA");
        memcpy(key, out, key_size);
    }
    EVP_PKEY_CTX_free(rsa);
}

static void derive(unsigned char *key, EVP_PKEY *mine, EVP_PKEY *other) {
    unsigned char secret[66];
    size_t size = sizeof secret;
    EVP_PKEY_CTX *agreement = EVP_PKEY_CTX_new_from_pkey(NULL, mine, NULL);
    must(EVP_PKEY_derive_init(agreement), "ECDH");
    must(EVP_PKEY_derive_set_peer_ex(agreement, other, 0), "ECDH");
    must(EVP_PKEY_derive(agreement, secret, &size), "ECDH");
    EVP_PKEY_CTX_free(agreement);
    EVP_KDF_CTX *kdf = EVP_KDF_CTX_new(derivation);
    OSSL_PARAM list[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)"SHA256", 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret, size),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)"A256GCM", 7),
        OSSL_PARAM_construct_end(),
    };
    must(EVP_KDF_derive(kdf, key, key_size, list), "the derivation");
    EVP_KDF_CTX_free(kdf);
}

static double used(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void once(bool encrypts, const char *algorithm) {
    unsigned char key[key_size];
    if (encrypts) must(RAND_bytes(iv, vector), "randomness");
    if (strcmp(algorithm, "dir") == 0) {
        memcpy(key, kept, key_size);
    } else if (strcmp(algorithm, "ECDH-ES") == 0) {
        /* Who opens has the maker's key already: reading it is the token's part. */
        EVP_PKEY *moment = encrypts ? EVP_EC_gen("P-256") : NULL;
        derive(key, moment ? moment : own, own);
        EVP_PKEY_free(moment);
        if (encrypts) memcpy(key, kept, key_size);
    } else {
        if (encrypts) must(RAND_priv_bytes(key, key_size), "randomness");
        wrap(key, encrypts);
    }
    crypt_content(key, encrypts);
}

int main(int count, char *arguments[]) {
    if (count < 3) return 2;
    bool encrypts = strcmp(arguments[1], "encrypt") == 0;
    const char *algorithm = arguments[2];
    double seconds = count > 3 ? strtod(arguments[3], NULL) : 0.3;
    cipher = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    derivation = EVP_KDF_fetch(NULL, "SSKDF", NULL);
    context = EVP_CIPHER_CTX_new();
    own = strncmp(algorithm, "RSA", 3) == 0 ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256");
    if (cipher == NULL || derivation == NULL || context == NULL || own == NULL) return 1;
    if (strcmp(algorithm, "ECDH-ES") == 0) derive(kept, own, own);
    once(true, algorithm);
    size_t done = 0;
    double begin = used(), end;
    do {
        once(encrypts, algorithm);
        end = ++done % 8 == 0 ? used() : begin;
    } while (end - begin < seconds);
    printf("%.3f\n", (end - begin) / (double)done * 1e6);
    return 0;
}
