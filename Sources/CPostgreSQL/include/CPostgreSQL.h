#ifndef CPOSTGRESQL_H
#define CPOSTGRESQL_H

// Without libpq's headers the room is empty: it is wanted with the trait `PostgreSQL` alone.
#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#elif __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#endif

#ifdef LIBPQ_FE_H
// What a server says beside its answers goes nowhere: libpq would print it.
static inline void cpostgresql_hush(void *argument, const PGresult *result) {}
static inline void cpostgresql_silence(PGconn *connection) {
    PQsetNoticeReceiver(connection, cpostgresql_hush, 0);
}

// The SQLSTATE of an answer that says no, or NULL: its place in the answer is a character of C.
static inline const char *cpostgresql_state(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
#endif

#endif
