using System.Runtime.CompilerServices;

namespace WaStore.Fast.Stores;

// The texts inside records and lists of them.
static partial class KeyText
{
    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireMessage(string chat, string sender, string id)
    {
        Require(chat);
        Require(sender);
        Require(id);
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void Require(LidPnMapping mapping, [CallerArgumentExpression(nameof(mapping))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(mapping, name);
        Require(mapping.Lid, name);
        Require(mapping.PhoneNumber, name);
        Require(mapping.LearningSource, name);
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void Require(DeviceListRecord record, [CallerArgumentExpression(nameof(record))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(record, name);
        ArgumentNullException.ThrowIfNull(record.Devices, name);
        Require(record.User, name);
        RequireIfAny(record.Phash, name);
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void Require(HashState state, [CallerArgumentExpression(nameof(state))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(state, name);
        foreach (var index in state.IndexValueMap.Keys)
        {
            Require(index, name);
        }
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void Require(DeviceRecord device, [CallerArgumentExpression(nameof(device))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(device, name);
        RequireIfAny(device.Lid, name);
        RequireIfAny(device.Pn, name);
        Require(device.PushName, name);
        RequireIfAny(device.PropsHash, name);
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireAll<TEntry>(ReadOnlyMemory<TEntry> entries, [CallerArgumentExpression(nameof(entries))] string? name = null)
        where TEntry : struct, IAddressed
    {
        foreach (ref readonly var entry in entries.Span)
        {
            Require(entry.Address, name);
        }
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireAll(ReadOnlyMemory<LidPnMapping> mappings, [CallerArgumentExpression(nameof(mappings))] string? name = null)
    {
        foreach (var mapping in mappings.Span)
        {
            Require(mapping, name);
        }
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireAll(ReadOnlyMemory<DeviceListRecord> records, [CallerArgumentExpression(nameof(records))] string? name = null)
    {
        foreach (var record in records.Span)
        {
            Require(record, name);
        }
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireAll(ReadOnlyMemory<SenderKeyDevice> devices, [CallerArgumentExpression(nameof(devices))] string? name = null)
    {
        foreach (ref readonly var device in devices.Span)
        {
            Require(device.DeviceJid, name);
        }
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireAll(ReadOnlyMemory<PendingInbound> messages, [CallerArgumentExpression(nameof(messages))] string? name = null)
    {
        foreach (ref readonly var row in messages.Span)
        {
            Require(row.Chat, name);
            Require(row.Sender, name);
            Require(row.Id, name);
        }
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireAll(ReadOnlyMemory<PendingInboundKey> keys, [CallerArgumentExpression(nameof(keys))] string? name = null)
    {
        foreach (ref readonly var key in keys.Span)
        {
            Require(key.Chat, name);
            Require(key.Sender, name);
            Require(key.Id, name);
        }
    }

    /// <inheritdoc cref="Require(string?, string?)"/>
    internal static void RequireAll(ReadOnlyMemory<MsgSecretEntry> entries, [CallerArgumentExpression(nameof(entries))] string? name = null)
    {
        foreach (ref readonly var entry in entries.Span)
        {
            Require(entry.Chat, name);
            Require(entry.Sender, name);
            Require(entry.MsgId, name);
        }
    }
}
