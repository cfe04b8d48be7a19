using System;
using System.Collections.Generic;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace Golden;

record Note(long Id, string Address, byte[]? Body);

enum Kind : byte
{
    Plain,
}

[SqliteStatements]
interface INoteStatements
{
    [Query("SELECT COUNT(*) FROM notes")]
    long Count();

    [Query("SELECT body FROM notes WHERE address = @address")]
    byte[]? Body(string address);

    [Query("SELECT kind, flag FROM notes WHERE id = @id")]
    (Kind? Kind, bool Flag)? Kind(long id);

    [Query("SELECT address, id, body FROM notes WHERE address = @address -- the columns in any order")]
    Note? Get([Text] ReadOnlySpan<byte> address);

    [Query("SELECT id, address, body FROM notes ORDER BY id")]
    List<Note> All();

    [Query("DELETE FROM notes WHERE id = @id RETURNING address")]
    string? Take(long id);
}
