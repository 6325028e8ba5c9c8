#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

// What Swift cannot call: SQLite's settings take what is not said in their types, and its destructors are numbers.

// Opens a database that exists, in a file or (path NULL) in memory, hardened against what a file may hold that somebody
// else wrote. The database is given also where the answer is an error, for its message, and must be closed.
int csqlite_open(const char *path, sqlite3 **database);

// Binds octets, which SQLite copies; none is an empty blob, never NULL.
int csqlite_bind_bytes(sqlite3_stmt *statement, int index, const uint8_t *octets, size_t count);

// A number in a file that several processes map: each adds one when it has changed what they share.
typedef struct csqlite_counter csqlite_counter;

// Maps the counter in this file, which is made where there is none; NULL with errno where that cannot be.
csqlite_counter *csqlite_counter_map(const char *path);
void csqlite_counter_unmap(csqlite_counter *counter);
uint64_t csqlite_counter_value(const csqlite_counter *counter);
void csqlite_counter_add(csqlite_counter *counter);

// Whether a folder is on a file system that other machines share, whose locks and mappings do not hold; below 0 with errno
// where that cannot be asked.
int csqlite_is_on_network(const char *path);

#endif
