using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

// Rows that are read where they lie: every span is valid until the next step of its statement.

/// <summary>A record and the address it stands under.</summary>
readonly ref struct AddressedRecord([Text] ReadOnlySpan<byte> address, StoredBlob record)
{
    internal ReadOnlySpan<byte> Address { get; } = address;

    internal StoredBlob Record { get; } = record;
}

/// <summary>A pre-key and its id.</summary>
readonly ref struct NumberedRecord(uint id, StoredBlob record)
{
    internal uint Id { get; } = id;

    internal StoredBlob Record { get; } = record;
}

/// <summary>A blob under a binary key.</summary>
readonly ref struct KeyedBlob(ReadOnlySpan<byte> key, StoredBlob value)
{
    internal ReadOnlySpan<byte> Key { get; } = key;

    internal StoredBlob Value { get; } = value;
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
readonly ref struct TcTokenRow([Text] ReadOnlySpan<byte> jid, StoredBlob token, long tokenTimestamp, long? senderTimestamp)
{
    internal ReadOnlySpan<byte> Jid { get; } = jid;

    internal StoredBlob Token { get; } = token;

    internal long TokenTimestamp { get; } = tokenTimestamp;

    internal long? SenderTimestamp { get; } = senderTimestamp;
}

/// <summary>A mapping with its row id, which breaks ties between mappings of one phone.</summary>
sealed record LidPnRow(string Lid, string PhoneNumber, long CreatedAt, long UpdatedAt, string LearningSource, long RowId)
{
    /// <summary>Whether this one is the answer for their phone: the newest, of equally new ones the one that was there first (spec/storage.md 1.3).</summary>
    internal bool IsBefore(LidPnRow other) => UpdatedAt > other.UpdatedAt || (UpdatedAt == other.UpdatedAt && RowId < other.RowId);

    internal LidPnMapping ToMapping() => new(Lid, PhoneNumber, CreatedAt, UpdatedAt, LearningSource);
}

/// <summary>A message secret and its times, unix seconds.</summary>
readonly ref struct MsgSecretRow(StoredBlob secret, long messageTs, long expiresAt)
{
    internal StoredBlob Secret { get; } = secret;

    internal long MessageTimestamp { get; } = messageTs;

    internal long ExpiresAt { get; } = expiresAt;
}

/// <summary>What a list of accounts shows of one; texts as stored, empty where there is none.</summary>
sealed record DeviceNameRow(int Id, string Lid, string Pn, string PushName);
