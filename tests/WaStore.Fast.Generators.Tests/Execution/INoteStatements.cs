using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Generators.Tests.Execution;

enum NoteKind : byte
{
    Plain,
    Loud = 200,
}

sealed record Note(long Id, string Address, byte[]? Body, double? Score, bool Flag, NoteKind? Kind, Key32? Mac);

sealed record NewNote(string Address, ReadOnlyMemory<byte>? Body, double? Score, NoteKind? Kind);

readonly ref struct NoteView(long id, [Text] ReadOnlySpan<byte> address, ReadOnlySpan<byte> body)
{
    public long Id { get; } = id;

    public ReadOnlySpan<byte> Address { get; } = address;

    public ReadOnlySpan<byte> Body { get; } = body;
}

/// <summary>Decodes a blob to its length, and refuses one of 13 bytes.</summary>
sealed class LengthDecoder : IColumnDecoder<int>
{
    public static int Decode(ReadOnlySpan<byte> column) => column.Length != 13 ? column.Length : throw new FormatException("13 is refused.");
}

sealed record Sized(long Id, [DecodedBy<LengthDecoder>] int Body);

/// <summary>The tests' statements: one of each shape, made by the generator like a bot's own.</summary>
[SqliteStatements]
interface INoteStatements
{
    [Execute("INSERT INTO notes(id, address, body, score, flag, kind, mac) VALUES (@Id, @Address, @Body, @Score, @Flag, @Kind, @Mac)")]
    void Put(in Note note);

    [Execute("INSERT INTO notes(address, body, score, kind) VALUES (@Address, @Body, @Score, @Kind)")]
    int PutNew(NewNote note);

    [Execute("UPDATE notes SET body = @body WHERE id = @id")]
    int SetBody(long id, ReadOnlySpan<byte> body);

    [Execute("UPDATE notes SET mac = @mac WHERE id = @id")]
    int SetMac(long id, byte[]? mac);

    [Query("SELECT body, mac, kind, score, flag, address, id FROM notes WHERE id = @id")]
    Note? Get(long id);

    [Query("SELECT id, address, body, score, flag, kind, mac FROM notes ORDER BY id")]
    List<Note> All();

    [Query("SELECT COUNT(*) FROM notes")]
    long Count();

    [Query("SELECT id FROM notes WHERE address = @address")]
    long? Find([Text] ReadOnlySpan<byte> address);

    [Query("SELECT id FROM notes WHERE address = @address")]
    long? FindText(ReadOnlySpan<char> address);

    [Query("SELECT address FROM notes WHERE id = @id")]
    string Address(long id);

    [Query("SELECT body FROM notes WHERE id = @id")]
    byte[]? Body(long id);

    [Query("SELECT body FROM notes WHERE id = @id")]
    Rows<StoredBlob> Stored(long id);

    [Query("SELECT mac FROM notes WHERE id = @id")]
    Key32 Mac(long id);

    [Query("SELECT address, body FROM notes WHERE id = @id")]
    (string Address, byte[]? Body)? Pair(long id);

    [Query("SELECT id, address, body FROM notes WHERE id >= @from ORDER BY id")]
    Rows<NoteView> Views(long from);

    [Query("SELECT id, body FROM notes ORDER BY id")]
    List<Sized> Sizes();

    [Query("SELECT body FROM notes WHERE id = @id")]
    [return: DecodedBy<LengthDecoder>]
    int? Size(long id);

    [Query("DELETE FROM notes WHERE id = @id RETURNING address")]
    string? Take(long id);

    [Query("DELETE FROM notes RETURNING id")]
    List<long> TakeAll();

    [Execute("DELETE FROM notes")]
    int Clear();
}
