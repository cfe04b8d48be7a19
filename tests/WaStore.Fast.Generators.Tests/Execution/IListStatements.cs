using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Generators.Tests.Execution;

readonly record struct Counter(string Name, long Value);

readonly record struct NoteBody(long Id, ReadOnlyMemory<byte> Body, string? Late);

/// <summary>The tests' lists and batches; small chunks, so that a few entries need several.</summary>
[SqliteStatements]
interface IListStatements
{
    [Query("SELECT id FROM notes WHERE id IN (@ids) AND flag = @flag", ChunkSize = 4)]
    List<long> ByIds(ReadOnlySpan<long> ids, bool flag);

    [Query("SELECT id FROM notes WHERE id IN (@ids) AND flag = @flag", ChunkSize = 4)]
    ListRows<long, long> ByFlaggedIds(ReadOnlySpan<long> ids, bool flag);

    [Query("SELECT id FROM notes AS n WHERE flag = @flag AND n.id IN (@ids) AND id > @above", ChunkSize = 16, JoinList = true)]
    List<long> ByJoinedIds(ReadOnlySpan<long> ids, bool flag, long above);

    [Query("SELECT id, address, body FROM notes WHERE address IN (@addresses)", ChunkSize = 4)]
    ListRows<string, NoteView> ByAddresses(ReadOnlySpan<string> addresses);

    [Query("SELECT id FROM notes WHERE address IN (@addresses)", ChunkSize = 4)]
    List<long> ByUtf8([Text] ReadOnlySpan<ReadOnlyMemory<byte>> addresses);

    [Query("SELECT id FROM notes WHERE body IN (@bodies)", ChunkSize = 4)]
    List<long> ByBodies(ReadOnlySpan<byte[]> bodies);

    [Query("SELECT id FROM notes WHERE mac IN (@macs)", ChunkSize = 4)]
    List<long> ByMacs(ReadOnlySpan<Key32> macs);

    [Query("SELECT id FROM notes WHERE kind IN (@kinds)", ChunkSize = 1)]
    List<long> ByKinds(ReadOnlySpan<NoteKind> kinds);

    [Query("SELECT id FROM notes WHERE id IN (@ids)")]
    ListRows<uint, long> ByUnsigned(ReadOnlySpan<uint> ids);

    [Execute("UPDATE notes SET score = ifnull(score, 0) + 1 WHERE id IN (@ids)", ChunkSize = 4)]
    int Raise(ReadOnlySpan<long> ids);

    [Execute("DELETE FROM notes WHERE id IN (@ids)", ChunkSize = 4)]
    int Delete(ReadOnlySpan<long> ids);

    [Execute("INSERT INTO counters(name, value) VALUES (@Name, @Value + @offset) ON CONFLICT(name) DO UPDATE SET value = @Value")]
    int Put([Batch] ReadOnlySpan<Counter> counters, long offset);

    [Execute("INSERT INTO counters(name, value) VALUES (@Name, @offset + @Value) ON CONFLICT(name) DO UPDATE SET value = excluded.value", ChunkSize = 4)]
    int PutMany([Batch] ReadOnlySpan<Counter> counters, long offset);

    [Execute("DELETE FROM counters WHERE name = @names")]
    int DeleteCounters([Batch] ReadOnlySpan<string> names);

    [Execute("UPDATE notes SET body = @Body, late = @Late WHERE id = @Id AND flag = @flag")]
    int SetBodies([Batch] ReadOnlySpan<NoteBody> bodies, bool flag);

    [Query("SELECT name, value FROM counters ORDER BY name")]
    List<Counter> Counters();
}
