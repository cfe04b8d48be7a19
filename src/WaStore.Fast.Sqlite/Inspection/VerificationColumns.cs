using System.Text;
using System.Text.Unicode;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>Checks a column of the row that a scan stands on.</summary>
delegate Problem? ColumnCheck(Statement row, int column);

/// <summary>What a column may hold (spec/storage.md 2.1, 3).</summary>
static class VerificationColumns
{
    const int Integer = 1;
    const int Text = 3;
    const int Blob = 4;
    const int Null = 5;

    /// <summary>The greatest id that the protocol's three bytes hold.</summary>
    internal const long GreatestKeyId = 0xFFFFFF;

    internal static ColumnCheck AnyBlob(string column) => (row, i) => TypeIs(row, i, Blob, column);

    internal static ColumnCheck BlobOrNull(string column) => (row, i) => row.TypeOf(i) == Null ? null : TypeIs(row, i, Blob, column);

    internal static ColumnCheck BlobOf(int length, string column, VerificationSeverity otherwise)
    {
        var problem = new Problem(otherwise, "length", $"{column} has another length than {length} bytes");
        return (row, i) => TypeIs(row, i, Blob, column) ?? (row.GetBlob(i).Length == length ? null : problem);
    }

    internal static ColumnCheck AnyText(string column)
    {
        var problem = Problem.Warning("utf8", $"{column} is not UTF-8");
        return (row, i) => TypeIs(row, i, Text, column) ?? (Utf8.IsValid(row.GetText(i)) ? null : problem);
    }

    internal static ColumnCheck TextOrNull(string column)
    {
        var text = AnyText(column);
        return (row, i) => row.TypeOf(i) == Null ? null : text(row, i);
    }

    internal static ColumnCheck Jid(string column)
    {
        var text = AnyText(column);
        var problem = Problem.Warning("jid", $"{column} is no JID");
        return (row, i) => text(row, i) ?? (JidText.IsJid(Encoding.UTF8.GetString(row.GetText(i))) ? null : problem);
    }

    /// <summary>An integer between two bounds, of another column's type an error.</summary>
    internal static ColumnCheck Between(long least, long most, string column, VerificationSeverity otherwise)
    {
        var problem = new Problem(otherwise, "range", $"{column} is not between {least} and {most}");
        return (row, i) => TypeIs(row, i, Integer, column) ?? (row.GetInt64(i) >= least && row.GetInt64(i) <= most ? null : problem);
    }

    internal static ColumnCheck BetweenOrNull(long least, long most, string column, VerificationSeverity otherwise)
    {
        var between = Between(least, most, column, otherwise);
        return (row, i) => row.TypeOf(i) == Null ? null : between(row, i);
    }

    internal static ColumnCheck Boolean(string column) => Between(0, 1, column, VerificationSeverity.Warning);

    internal static ColumnCheck Time(string column) => Between(0, long.MaxValue, column, VerificationSeverity.Warning);

    internal static ColumnCheck TimeOrNull(string column) => BetweenOrNull(0, long.MaxValue, column, VerificationSeverity.Warning);

    /// <summary>An id of a pre-key: what does not fit the protocol's three bytes cannot have come from a client.</summary>
    internal static ColumnCheck KeyId(string column)
    {
        var range = Between(0, GreatestKeyId, column, VerificationSeverity.Error);
        var zero = Problem.Warning("zero-id", $"{column} is 0");
        return (row, i) => range(row, i) ?? (row.GetInt64(i) == 0 ? zero : null);
    }

    /// <summary>A blob that the store does not look into.</summary>
    internal static ColumnCheck Opaque(string column, string form, Func<ReadOnlySpan<byte>, bool> isWellFormed)
    {
        var problem = Problem.Warning("form", $"{column} does not have the form of a {form}: the store keeps it, a client finds none");
        return (row, i) => TypeIs(row, i, Blob, column) ?? (isWellFormed(row.GetBlob(i)) ? null : problem);
    }

    /// <summary>As <see cref="Opaque"/>, with a counter lease.</summary>
    internal static ColumnCheck Leased(string column, string form, Func<ReadOnlySpan<byte>, bool> isWellFormed)
    {
        var opaque = Opaque(column, form, isWellFormed);
        var problem = Problem.Error("lease", $"{column} has a counter lease (fields 100 and 101) of a wrong size: which counters were used is not known");
        return (row, i) => opaque(row, i) ?? (RecordShapes.HasSoundLease(row.GetBlob(i)) ? null : problem);
    }

    internal static Problem? SyncKey(Statement row, int column)
    {
        if (TypeIs(row, column, Blob, "key_data") is { } type)
        {
            return type;
        }

        var blob = row.GetBlob(column);
        return SyncKeyCodec.Decode(blob, out _) switch
        {
            BlobForm.Protobuf => null,
            BlobForm.Bincode => s_bincode,
            _ => SyncKeyCodec.IsOfAnotherLength(blob) ? s_syncKeyLength : s_undecodable,
        };
    }

    internal static Problem? Version(Statement row, int column) => TypeIs(row, column, Blob, "state_data") ?? Form(HashStateCodec.Decode(row.GetBlob(column), out _));

    internal static Problem? CertChain(Statement row, int column) =>
        row.TypeOf(column) == Null ? null : TypeIs(row, column, Blob, "server_cert_chain") ?? Form(ServerCertChainCodec.Decode(row.GetBlob(column), out _));

    internal static Problem? DeviceList(Statement row, int column) =>
        TypeIs(row, column, Text, "devices_json") ?? (DeviceListJson.TryDecode(row.GetText(column), out _) ? null : s_undecodable);

    internal static Problem? Expiration(Statement row, int column) =>
        row.TypeOf(column) == Null ? null
        : TypeIs(row, column, Text, "server_client_expiration") ?? (ClientExpirationJson.Decode(row.GetText(column)) is null ? s_expiration : null);

    // An empty one is none; what does not parse reads as none.
    internal static ColumnCheck OwnJid(string column)
    {
        var jid = Jid(column);
        return (row, i) => row.TypeOf(i) == Text && row.GetText(i).IsEmpty ? null : jid(row, i);
    }

    static readonly Problem s_bincode = Problem.Note("bincode", "an old writer's encoding (bincode), which is read as it is");
    static readonly Problem s_undecodable = Problem.Error("undecodable", "does not decode: it reads as absent");
    static readonly Problem s_syncKeyLength = Problem.Warning("key-length", "a sync key of another length than 32 bytes reads as absent");
    static readonly Problem s_expiration = Problem.Warning("undecodable", "server_client_expiration does not parse: it reads as none");

    static Problem? Form(BlobForm form) => form switch
    {
        BlobForm.Protobuf => null,
        BlobForm.Bincode => s_bincode,
        _ => s_undecodable,
    };

    static Problem? TypeIs(Statement row, int i, int type, string column) =>
        row.TypeOf(i) == type ? null : Problem.Error("type", $"{column} holds {Name(row.TypeOf(i))}, not {Name(type)}");

    static string Name(int type) => type switch
    {
        Integer => "an integer",
        Text => "text",
        Blob => "a blob",
        Null => "NULL",
        _ => "a fraction",
    };
}
