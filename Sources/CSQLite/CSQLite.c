#define _GNU_SOURCE
#include "CSQLite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

int csqlite_open(const char *path, sqlite3 **database) {
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= path == NULL ? SQLITE_OPEN_MEMORY | SQLITE_OPEN_CREATE : SQLITE_OPEN_NOFOLLOW;
    int status = sqlite3_open_v2(path == NULL ? ":memory:" : path, database, flags, NULL);
    if (status != SQLITE_OK) return status;
    static const struct { int option, value; } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},    {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    for (size_t index = 0; index < sizeof settings / sizeof *settings; index++) {
        status = sqlite3_db_config(*database, settings[index].option, settings[index].value, (int *)NULL);
        if (status != SQLITE_OK) return status;
    }
    return SQLITE_OK;
}

int csqlite_bind_bytes(sqlite3_stmt *statement, int index, const uint8_t *octets, size_t count) {
    if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, octets, count, SQLITE_TRANSIENT);
}

struct csqlite_counter {
    _Atomic uint64_t *value;
};

csqlite_counter *csqlite_counter_map(const char *path) {
    int file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return NULL;
    struct stat status;
    void *memory = MAP_FAILED;
    if (fstat(file, &status) == 0) {
        if (!S_ISREG(status.st_mode) || status.st_uid != geteuid() || (status.st_mode & 077) != 0) errno = EPERM;
        else if (status.st_size >= (off_t)sizeof(uint64_t) || ftruncate(file, sizeof(uint64_t)) == 0)
            memory = mmap(NULL, sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    }
    int reason = errno;
    close(file);
    csqlite_counter *counter = memory == MAP_FAILED ? NULL : malloc(sizeof *counter);
    if (counter == NULL) {
        if (memory != MAP_FAILED) munmap(memory, sizeof(uint64_t));
        errno = memory == MAP_FAILED ? reason : ENOMEM;
        return NULL;
    }
    counter->value = memory;
    return counter;
}

void csqlite_counter_unmap(csqlite_counter *counter) {
    if (counter == NULL) return;
    munmap((void *)counter->value, sizeof(uint64_t));
    free(counter);
}

uint64_t csqlite_counter_value(const csqlite_counter *counter) {
    return atomic_load_explicit(counter->value, memory_order_acquire);
}

void csqlite_counter_add(csqlite_counter *counter) {
    atomic_fetch_add_explicit(counter->value, 1, memory_order_acq_rel);
}

int csqlite_is_on_network(const char *path) {
    // NFS, SMB, CIFS and its second version, AFS, Lustre (statfs(2)).
    static const unsigned networks[] = {0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x5346414F, 0x0BD00BD0};
    struct statfs status;
    if (statfs(path, &status) != 0) return -1;
    for (size_t index = 0; index < sizeof networks / sizeof *networks; index++)
        if ((unsigned)status.f_type == networks[index]) return 1;
    return 0;
}
