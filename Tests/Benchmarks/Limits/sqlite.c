/* sqlite: what SQLite itself costs for the statements of a use that counts once, and of a token's replacement.

   sqlite replay|rotate FOLDER [SECONDS]

   A fresh database in the folder, written ahead, with every commit synced: each operation is one transaction with the
   statements that jwtls needs for it, prepared once. Prints operations a second, by the clock. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *database;

static void must(int status, const char *what) {
    if (status == SQLITE_OK || status == SQLITE_DONE || status == SQLITE_ROW) return;
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(database));
    exit(1);
}

static void run(const char *sql) { must(sqlite3_exec(database, sql, NULL, NULL, NULL), sql); }

static sqlite3_stmt *prepared(const char *sql) {
    sqlite3_stmt *statement;
    must(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), sql);
    return statement;
}

static void step(sqlite3_stmt *statement, const char *name, const char *more) {
    if (name != NULL) sqlite3_bind_blob(statement, 1, name, (int)strlen(name), SQLITE_STATIC);
    if (more != NULL) sqlite3_bind_blob(statement, 2, more, (int)strlen(more), SQLITE_STATIC);
    int status;
    while ((status = sqlite3_step(statement)) == SQLITE_ROW) {}
    must(status, "a statement");
    sqlite3_reset(statement);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **words) {
    if (count < 3) return 2;
    double seconds = count > 3 ? atof(words[3]) : 1;
    char path[4096];
    snprintf(path, sizeof path, "%s/limit.sqlite", words[2]);
    must(sqlite3_open(path, &database), "the database");
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA secure_delete = ON");
    run("CREATE TABLE counters (name BYTEA NOT NULL PRIMARY KEY, value BIGINT NOT NULL)");
    run("INSERT INTO counters VALUES (x'70', 0)");
    run("CREATE TABLE replays (name BYTEA NOT NULL PRIMARY KEY, scope BYTEA NOT NULL, first BIGINT, until BIGINT)");
    run("CREATE INDEX replays_until ON replays (until)");
    run("CREATE TABLE scopes (scope BYTEA NOT NULL PRIMARY KEY, entries BIGINT NOT NULL)");
    run("CREATE TABLE families (id BYTEA NOT NULL PRIMARY KEY, root BYTEA UNIQUE, generation BIGINT, claims BYTEA, ends BIGINT)");
    run("CREATE INDEX families_ends ON families (ends)");
    run("CREATE TABLE revocations (id BIGINT NOT NULL PRIMARY KEY, kind BIGINT, name BYTEA, until BIGINT, about BYTEA, UNIQUE (kind, name))");
    run("CREATE INDEX revocations_until ON revocations (until)");
    sqlite3_stmt *begin = prepared("BEGIN IMMEDIATE"), *commit = prepared("COMMIT");
    sqlite3_stmt *pruned = prepared("SELECT value FROM counters WHERE name = $1");
    sqlite3_stmt *use = prepared("INSERT INTO replays VALUES ($1, $2, 1, 2) ON CONFLICT (name) DO NOTHING");
    sqlite3_stmt *scope = prepared(
        "INSERT INTO scopes VALUES ($1, 1) ON CONFLICT (scope) DO UPDATE SET entries = scopes.entries + 1 RETURNING entries");
    sqlite3_stmt *found = prepared("SELECT * FROM families WHERE root = $1");
    sqlite3_stmt *revoked = prepared("SELECT * FROM revocations WHERE kind = 1 AND name = $1");
    sqlite3_stmt *family = prepared("INSERT INTO families VALUES ($1, $1, 1, $2, 1)");
    sqlite3_stmt *next = prepared(
        "INSERT INTO counters VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value");
    sqlite3_stmt *spend = prepared("INSERT INTO revocations SELECT value, 1, $1, 2, $2 FROM counters WHERE name = x'72'");
    static const char claims[] = "{\"iss\":\"https://issuer.example\",\"sub\":\"alice\",\"jti\":\"abc\",\"exp\":1800000000}";
    int isRotation = strcmp(words[1], "rotate") == 0;
    double start = now(), end = start + seconds;
    long operations = 0;
    while (now() < end) {
        char name[64];
        snprintf(name, sizeof name, "%040ld", operations * 2654435761 % 4294967291);
        step(begin, NULL, NULL);
        step(pruned, "p", NULL);
        if (isRotation) {
            step(pruned, "p", NULL);
            step(found, name, NULL);
            for (int part = 0; part < 8; part++) step(revoked, name, NULL);
            step(family, name, claims);
            step(next, "r", NULL);
            step(spend, name, claims);
        } else {
            step(use, name, "scope");
            step(scope, "scope", NULL);
        }
        step(commit, NULL, NULL);
        operations++;
    }
    printf("%.1f\n", (double)operations / (now() - start));
    return 0;
}
