/* postgresql: what PostgreSQL itself costs for the statements of a use that counts once, of a token's replacement, and of
   reading all revocations.

   postgresql replay|rotate DATABASE [SECONDS]
   postgresql load DATABASE

   The database is named as libpq reads it. The first two make tables in a schema of their own: each operation is one transaction
   with the statements that jwtls needs for it, prepared once, every commit on the server's disk; they print operations a second, by
   the clock. The last reads the names that jwtls keeps there, by pages, and prints how many seconds that took and how many there are. */
#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#elif __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Without libpq's headers there is nothing to measure, and nobody asks. */
#ifdef LIBPQ_FE_H

static PGconn *server;

static PGresult *must(PGresult *answer, const char *what) {
    ExecStatusType status = PQresultStatus(answer);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return answer;
    fprintf(stderr, "%s: %s\n", what, PQerrorMessage(server));
    exit(1);
}

static void run(const char *sql) { PQclear(must(PQexec(server, sql), sql)); }

static void prepare(const char *name, const char *sql) { PQclear(must(PQprepare(server, name, sql, 0, NULL), sql)); }

/* Parameters and answers are in their binary form: octets as they are. */
static void step(const char *name, const char *first, const char *more) {
    const char *values[2] = {first, more};
    int count = first == NULL ? 0 : more == NULL ? 1 : 2;
    int lengths[2] = {first == NULL ? 0 : (int)strlen(first), more == NULL ? 0 : (int)strlen(more)}, binary[2] = {1, 1};
    PQclear(must(PQexecPrepared(server, name, count, values, lengths, binary, 1), name));
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void make(void) {
    run("CREATE SCHEMA bare; SET search_path = bare, pg_catalog; SET synchronous_commit = on; LISTEN changes");
    run("CREATE TABLE counters (name BYTEA NOT NULL PRIMARY KEY, value BIGINT NOT NULL); INSERT INTO counters VALUES ('p', 0), ('c', 0)");
    run("CREATE TABLE replays (name BYTEA NOT NULL PRIMARY KEY, scope BYTEA NOT NULL, first BIGINT, until BIGINT);"
        "CREATE INDEX replays_until ON replays (until)");
    run("CREATE TABLE scopes (scope BYTEA NOT NULL PRIMARY KEY, entries BIGINT NOT NULL)");
    run("CREATE TABLE families (id BYTEA NOT NULL PRIMARY KEY, root BYTEA UNIQUE, generation BIGINT, claims BYTEA, ends BIGINT);"
        "CREATE INDEX families_ends ON families (ends)");
    run("CREATE TABLE revocations (id BIGINT NOT NULL PRIMARY KEY, kind BIGINT, name BYTEA, until BIGINT, about BYTEA, list BYTEA,"
        "UNIQUE (kind, name)); CREATE INDEX revocations_until ON revocations (until); CREATE INDEX revocations_list ON revocations (list, id)");
    prepare("pruned", "SELECT value FROM counters WHERE name = $1");
    prepare("use", "INSERT INTO replays VALUES ($1, $2, 1, 2) ON CONFLICT (name) DO NOTHING");
    prepare("scope", "INSERT INTO scopes VALUES ($1, 1) ON CONFLICT (scope) DO UPDATE SET entries = scopes.entries + 1 RETURNING entries");
    prepare("found", "SELECT * FROM families WHERE root = $1");
    prepare("revoked", "SELECT * FROM revocations WHERE kind = 1 AND name = $1");
    prepare("family", "INSERT INTO families VALUES ($1, $1, 1, $2, 1)");
    prepare("next", "INSERT INTO counters VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value");
    prepare("spend", "INSERT INTO revocations SELECT value, 1, $1, 2, $2 FROM counters WHERE name = 'r'");
}

static void work(int isRotation, double seconds) {
    static const char claims[] = "{\"iss\":\"https://issuer.example\",\"sub\":\"alice\",\"jti\":\"abc\",\"exp\":1800000000}";
    double start = now(), end = start + seconds;
    long operations = 0;
    while (now() < end) {
        char name[64];
        snprintf(name, sizeof name, "%040ld", operations * 2654435761 % 4294967291);
        run("BEGIN; NOTIFY changes; UPDATE counters SET value = value + 1 WHERE name = 'c' RETURNING value");
        step("pruned", "p", NULL);
        if (isRotation) {
            step("pruned", "p", NULL);
            step("found", name, NULL);
            for (int part = 0; part < 8; part++) step("revoked", name, NULL);
            step("family", name, claims);
            step("next", "r", NULL);
            step("spend", name, claims);
        } else {
            step("use", name, "scope");
            step("scope", "scope", NULL);
        }
        run("COMMIT");
        for (PGnotify *notice; (notice = PQnotifies(server)) != NULL;) PQfreemem(notice);
        operations++;
    }
    printf("%.1f\n", (double)operations / (now() - start));
}

static void load(void) {
    prepare("names", "SELECT id, kind, name FROM jwtls.revocations WHERE id > $1 ORDER BY id LIMIT 10000");
    double start = now();
    char last[8] = {0};
    long count = 0;
    for (int rows = 1; rows > 0;) {
        const char *values[] = {last};
        int lengths[] = {sizeof last}, binary[] = {1};
        PGresult *answer = must(PQexecPrepared(server, "names", 1, values, lengths, binary, 1), "a page");
        rows = PQntuples(answer);
        if (rows > 0) memcpy(last, PQgetvalue(answer, rows - 1, 0), sizeof last);
        count += rows;
        PQclear(answer);
    }
    printf("%.6f %ld\n", now() - start, count);
}

int main(int count, char **words) {
    if (count < 3) return 2;
    server = PQconnectdb(words[2]);
    if (PQstatus(server) != CONNECTION_OK) {
        fprintf(stderr, "%s", PQerrorMessage(server));
        return 1;
    }
    if (strcmp(words[1], "load") == 0) {
        load();
    } else {
        make();
        work(strcmp(words[1], "rotate") == 0, count > 3 ? atof(words[3]) : 1);
    }
    PQfinish(server);
    return 0;
}
#endif
