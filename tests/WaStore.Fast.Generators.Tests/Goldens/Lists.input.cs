using System;
using System.Collections.Generic;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace Golden;

[SqliteStatements]
interface INoteListStatements
{
    [Query("SELECT id, body FROM notes WHERE id IN (@ids) AND kind = @kind")]
    List<(uint Id, byte[] Body)> ByIds(ReadOnlySpan<uint> ids, int kind);

    [Query("SELECT mac FROM notes WHERE mac IN (@macs)", ChunkSize = 64)]
    ListRows<Key32, Key32> ByMacs(ReadOnlySpan<Key32> macs);

    [Query("SELECT n.id, n.body FROM main.notes AS n INDEXED BY notes_address WHERE late = @late AND n.address IN (@addresses) AND kind = @kind", JoinList = true)]
    List<(uint Id, byte[] Body)> ByAddresses(ReadOnlySpan<string> addresses, int kind, string late);

    [Execute("DELETE FROM notes WHERE address IN (@addresses)")]
    int Delete([Text] ReadOnlySpan<ReadOnlyMemory<byte>> addresses);

    [Execute("UPDATE notes SET score = score + 1 WHERE body IN (@bodies) AND late = @late")]
    int Raise(ReadOnlySpan<byte[]> bodies, string late);
}
