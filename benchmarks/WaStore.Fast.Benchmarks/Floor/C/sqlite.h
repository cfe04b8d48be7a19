/* The functions of SQLite that the floor calls. They are bound to the library that the process has loaded, so that there is one SQLite in it
   and no header or import library is needed; a call through them costs what a call of a shared library costs. */
#ifndef WASTORE_SQLITE_H
#define WASTORE_SQLITE_H

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

enum { SQLITE_OK = 0, SQLITE_TOOBIG = 18, SQLITE_ROW = 100, SQLITE_DONE = 101 };
enum { SQLITE_OPEN_READWRITE = 0x2, SQLITE_OPEN_NOMUTEX = 0x8000, SQLITE_PREPARE_PERSISTENT = 0x1 };

/* In the order in which CLibrary.cs hands the addresses over. */
struct sqlite_functions {
    int (*open_v2)(const char *filename, sqlite3 **db, int flags, const char *vfs);
    int (*close_v2)(sqlite3 *db);
    int (*exec)(sqlite3 *db, const char *sql, int (*callback)(void *, int, char **, char **), void *argument, char **error);
    int (*prepare_v3)(sqlite3 *db, const char *sql, int length, unsigned flags, sqlite3_stmt **statement, const char **tail);
    int (*step)(sqlite3_stmt *statement);
    int (*reset)(sqlite3_stmt *statement);
    int (*finalize)(sqlite3_stmt *statement);
    int (*bind_null)(sqlite3_stmt *statement, int ordinal);
    int (*bind_int64)(sqlite3_stmt *statement, int ordinal, long long value);
    int (*bind_text)(sqlite3_stmt *statement, int ordinal, const char *value, int length, void (*destructor)(void *));
    int (*bind_blob)(sqlite3_stmt *statement, int ordinal, const void *value, int length, void (*destructor)(void *));
    long long (*column_int64)(sqlite3_stmt *statement, int column);
    const unsigned char *(*column_text)(sqlite3_stmt *statement, int column);
    const void *(*column_blob)(sqlite3_stmt *statement, int column);
    int (*column_bytes)(sqlite3_stmt *statement, int column);
};

#endif
