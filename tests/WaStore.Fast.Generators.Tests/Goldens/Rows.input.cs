using System;
using System.Collections.Generic;
using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace Golden;

readonly ref struct NoteView(ReadOnlySpan<byte> address, ReadOnlySpan<byte> body)
{
    public ReadOnlySpan<byte> Address { get; } = address;

    public ReadOnlySpan<byte> Body { get; } = body;
}

readonly ref struct TextView(long id, [Text] ReadOnlySpan<byte> address)
{
    public long Id { get; } = id;

    public ReadOnlySpan<byte> Address { get; } = address;
}

/// <summary>A public one.</summary>
[SqliteStatements]
public interface INoteRowStatements
{
    /// <summary>The ids.</summary>
    /// <param name="score">Above it.</param>
    [Query("SELECT id FROM notes WHERE score > @score")]
    Rows<long> Ids(double score);
}

[SqliteStatements]
interface INoteViewStatements
{
    [Query("SELECT address, body FROM notes WHERE kind = @kind")]
    Rows<NoteView> Views(int? kind);

    [Query("SELECT id, address FROM notes WHERE address IN (@addresses) AND flag = @flag")]
    ListRows<string, TextView> Views(ReadOnlySpan<string> addresses, bool flag);
}
