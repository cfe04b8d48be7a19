/* The outermost floor: what the same statements cost in C, over the same library, with the reference's pragmas and its automatic checkpoints.
   Every statement is prepared once, BEGIN and COMMIT too; keys are UTF-8 and bound without a copy. One call is a whole operation. */
#include <stdlib.h>
#include <string.h>

#include "sqlite.h"

#if defined(_WIN32)
#define FLOOR __declspec(dllexport)
#else
#define FLOOR __attribute__((visibility("default")))
#endif

enum kind { KIND_NULL, KIND_INTEGER, KIND_TEXT, KIND_BLOB };

/* A value to bind: a number, or so many bytes. FloorCell.cs has the same layout. */
struct cell {
    const void *bytes;
    long long number;
    long long kind;
};

/* What a read has seen, so that two sides can be held against each other. */
struct totals {
    long long rows;
    long long bytes;
};

struct database {
    sqlite3 *db;
    sqlite3_stmt *begin;
    sqlite3_stmt *commit;
    sqlite3_stmt *rollback;
    long long number;
    unsigned char sink[1 << 16];
};

static struct sqlite_functions sqlite;

FLOOR void floor_bind(void *const *functions)
{
    memcpy(&sqlite, functions, sizeof sqlite);
}

FLOOR int floor_prepare(struct database *floor, const char *sql, int length, sqlite3_stmt **statement)
{
    return sqlite.prepare_v3(floor->db, sql, length, SQLITE_PREPARE_PERSISTENT, statement, NULL);
}

FLOOR void floor_finalize(sqlite3_stmt *statement)
{
    sqlite.finalize(statement);
}

FLOOR void floor_close(struct database *floor)
{
    sqlite.finalize(floor->begin);
    sqlite.finalize(floor->commit);
    sqlite.finalize(floor->rollback);
    sqlite.close_v2(floor->db);
    free(floor);
}

FLOOR int floor_open(const char *path, const char *pragmas, struct database **opened)
{
    struct database *floor = calloc(1, sizeof *floor);
    int code = sqlite.open_v2(path, &floor->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) code = sqlite.exec(floor->db, pragmas, NULL, NULL, NULL);
    if (code == SQLITE_OK) code = floor_prepare(floor, "BEGIN IMMEDIATE", -1, &floor->begin);
    if (code == SQLITE_OK) code = floor_prepare(floor, "COMMIT", -1, &floor->commit);
    if (code == SQLITE_OK) code = floor_prepare(floor, "ROLLBACK", -1, &floor->rollback);
    if (code != SQLITE_OK) {
        floor_close(floor);
        floor = NULL;
    }

    *opened = floor;
    return code;
}

static int run(sqlite3_stmt *statement)
{
    int code = sqlite.step(statement);
    int reset = sqlite.reset(statement);
    return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : reset;
}

FLOOR int floor_begin(struct database *floor) { return run(floor->begin); }

FLOOR int floor_commit(struct database *floor) { return run(floor->commit); }

static int bind(sqlite3_stmt *statement, const struct cell *cells, int columns)
{
    int code = SQLITE_OK;
    for (int i = 0; i < columns && code == SQLITE_OK; i++) {
        switch (cells[i].kind) {
        case KIND_TEXT: code = sqlite.bind_text(statement, i + 1, cells[i].bytes, (int)cells[i].number, NULL); break;
        case KIND_BLOB: code = sqlite.bind_blob(statement, i + 1, cells[i].bytes, (int)cells[i].number, NULL); break;
        case KIND_INTEGER: code = sqlite.bind_int64(statement, i + 1, cells[i].number); break;
        default: code = sqlite.bind_null(statement, i + 1); break;
        }
    }

    return code;
}

/* Runs the statement once for each row of values: all in one transaction, or each in its own (or in one that is open). */
FLOOR int floor_write(struct database *floor, sqlite3_stmt *statement, const struct cell *cells, int rows, int columns, int together)
{
    int code = together ? run(floor->begin) : SQLITE_OK;
    if (code != SQLITE_OK) return code;
    for (int row = 0; row < rows && code == SQLITE_OK; row++, cells += columns) {
        code = bind(statement, cells, columns);
        if (code == SQLITE_OK) code = run(statement);
    }

    if (!together) return code;
    if (code == SQLITE_OK) return run(floor->commit);
    run(floor->rollback);
    return code;
}

/* Takes the columns of a row as a caller would: text and blobs are copied out. */
static int take(struct database *floor, sqlite3_stmt *statement, const char *results, struct totals *totals)
{
    for (int column = 0; results[column]; column++) {
        if (results[column] == 'i') {
            floor->number += sqlite.column_int64(statement, column);
            continue;
        }

        const void *value = results[column] == 't' ? (const void *)sqlite.column_text(statement, column) : sqlite.column_blob(statement, column);
        int length = sqlite.column_bytes(statement, column);
        if (length > (int)sizeof floor->sink) return SQLITE_TOOBIG;
        memcpy(floor->sink, value, (size_t)length);
        totals->bytes += length;
    }

    totals->rows++;
    return SQLITE_OK;
}

/* Runs the query once for each row of values, and takes every row of each answer. The letters name the answer's columns: i, t, b. */
FLOOR int floor_read(struct database *floor, sqlite3_stmt *statement, const struct cell *cells, int rows, int columns, const char *results, struct totals *totals)
{
    totals->rows = totals->bytes = 0;
    for (int row = 0; row < rows; row++, cells += columns) {
        int code = bind(statement, cells, columns);
        if (code != SQLITE_OK) return code;
        while ((code = sqlite.step(statement)) == SQLITE_ROW) {
            if ((code = take(floor, statement, results, totals)) != SQLITE_OK) break;
        }

        int reset = sqlite.reset(statement);
        if (code != SQLITE_DONE) return code == SQLITE_TOOBIG ? code : reset;
    }

    return SQLITE_OK;
}
