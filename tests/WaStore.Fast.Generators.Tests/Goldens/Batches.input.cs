using System;
using System.Collections.Generic;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace Golden;

readonly record struct Counter(string Name, long Value);

[SqliteStatements]
interface ICounterStatements
{
    [Execute("INSERT INTO counters(name, value) VALUES (@Name, @Value + @offset) ON CONFLICT(name) DO UPDATE SET value = @Value")]
    int Put([Batch] ReadOnlySpan<Counter> counters, long offset);

    [Execute("INSERT INTO counters(name, value) VALUES (@Name, @Value + @offset + @Value) ON CONFLICT(name) DO NOTHING", ChunkSize = 100)]
    int PutMany([Batch] ReadOnlySpan<Counter> counters, long offset);

    [Execute("DELETE FROM counters WHERE name = @names")]
    void Delete([Batch] ReadOnlySpan<string> names);
}
