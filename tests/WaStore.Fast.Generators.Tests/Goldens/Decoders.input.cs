using System;
using System.Collections.Generic;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace Golden;

sealed class Reversed : IColumnDecoder<string>
{
    public static string Decode(ReadOnlySpan<byte> column) => column.Length.ToString();
}

record Decoded(long Id, [DecodedBy<Reversed>] string Body, [DecodedBy<Reversed>] string? Mac);

[SqliteStatements]
interface IDecoderStatements
{
    [Query("SELECT id, body, mac FROM notes WHERE id = @id")]
    Decoded? Get(long id);

    [Query("SELECT body FROM notes")]
    [return: DecodedBy<Reversed>]
    List<string?> Bodies();

    [Query("SELECT mac FROM notes WHERE id = @id")]
    Key32 Mac(long id);
}
