using System;
using System.Collections.Generic;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace Golden;

record NewNote(string Address, ReadOnlyMemory<byte> Body, double? Score);

[SqliteStatements]
interface INoteWriteStatements
{
    [Execute("INSERT INTO notes(address, mac, body) VALUES (@address, @mac, @body)")]
    void Put(string address, Key32 mac, ReadOnlySpan<byte> body);

    [Execute("INSERT INTO notes(address, body, score) VALUES (@Address, @Body, @Score)")]
    int Put(in NewNote note);

    [Execute("UPDATE notes SET id = @id, kind = @kind, late = @late WHERE address = @address OR late = @late")]
    int Update(uint id, ulong? kind, string? late, ReadOnlySpan<char> address);
}
