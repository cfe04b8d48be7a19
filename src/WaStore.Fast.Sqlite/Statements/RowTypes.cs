using WaStore.Fast.Sqlite.Annotations;

namespace WaStore.Fast.Sqlite.Statements;

// Rows that are read where they lie: every span is valid until the next step of its statement.

/// <summary>A row with one blob.</summary>
readonly ref struct BlobRow(ReadOnlySpan<byte> value)
{
    internal ReadOnlySpan<byte> Value { get; } = value;
}

/// <summary>A record and the address it stands under.</summary>
readonly ref struct AddressedRecord([Text] ReadOnlySpan<byte> address, ReadOnlySpan<byte> record)
{
    internal ReadOnlySpan<byte> Address { get; } = address;

    internal ReadOnlySpan<byte> Record { get; } = record;
}

/// <summary>A pre-key and its id.</summary>
readonly ref struct NumberedRecord(uint id, ReadOnlySpan<byte> record)
{
    internal uint Id { get; } = id;

    internal ReadOnlySpan<byte> Record { get; } = record;
}

/// <summary>A blob under a binary key.</summary>
readonly ref struct KeyedBlob(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
{
    internal ReadOnlySpan<byte> Key { get; } = key;

    internal ReadOnlySpan<byte> Value { get; } = value;
}

/// <summary>A row of the device registry, its list still JSON.</summary>
readonly ref struct DeviceListRow([Text] ReadOnlySpan<byte> userId, [Text] ReadOnlySpan<byte> devicesJson, int timestamp, string? phash, uint? rawId)
{
    internal ReadOnlySpan<byte> UserId { get; } = userId;

    internal ReadOnlySpan<byte> DevicesJson { get; } = devicesJson;

    internal int Timestamp { get; } = timestamp;

    internal string? Phash { get; } = phash;

    internal uint? RawId { get; } = rawId;
}

/// <summary>A row of <c>tc_tokens</c>.</summary>
readonly ref struct TcTokenRow([Text] ReadOnlySpan<byte> jid, ReadOnlySpan<byte> token, long tokenTimestamp, long? senderTimestamp)
{
    internal ReadOnlySpan<byte> Jid { get; } = jid;

    internal ReadOnlySpan<byte> Token { get; } = token;

    internal long TokenTimestamp { get; } = tokenTimestamp;

    internal long? SenderTimestamp { get; } = senderTimestamp;
}

/// <summary>A mapping with its row id, which breaks ties between mappings of one phone.</summary>
sealed record LidPnRow(string Lid, string PhoneNumber, long CreatedAt, long UpdatedAt, string LearningSource, long RowId);

/// <summary>A message secret and its times, unix seconds.</summary>
readonly ref struct MsgSecretRow(ReadOnlySpan<byte> secret, long messageTs, long expiresAt)
{
    internal ReadOnlySpan<byte> Secret { get; } = secret;

    internal long MessageTimestamp { get; } = messageTs;

    internal long ExpiresAt { get; } = expiresAt;
}
