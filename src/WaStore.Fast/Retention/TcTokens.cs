using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>A contact as its tokens are filed: under the LID user where it is known, else under the phone number (spec/caches.md 9.3).</summary>
/// <param name="Lid">The LID user, or null.</param>
/// <param name="Phone">The phone-number user, or null.</param>
public readonly record struct TcContact(string? Lid, string? Phone)
{
    internal string? Key => Lid ?? Phone;

    internal bool IsSameAs(TcContact other) => (Lid is not null && Lid == other.Lid) || (Phone is not null && Phone == other.Phone);
}

/// <summary>The trusted-contact tokens of an account: which may be sent, which are due (spec/caches.md 9.3). Thread-safe; keeps nothing in memory.</summary>
/// <param name="store">Where the tokens are.</param>
/// <param name="self">Who we are, asked each time since pairing tells it late.</param>
/// <param name="timeProvider">The wall clock; null takes the system's.</param>
public sealed class TcTokens(IProtocolStore store, Func<TcContact> self, TimeProvider? timeProvider = null)
{
    readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    volatile TcTokenTiming _timing = new();

    /// <summary>The windows; set it when the server's properties come.</summary>
    public TcTokenTiming Timing
    {
        get => _timing;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _timing = value;
        }
    }

    long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The token to send to a contact, or null: none, or expired.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> GetSendableAsync(TcContact contact, CancellationToken cancellationToken = default) =>
        await ReadAsync(contact, cancellationToken).ConfigureAwait(false) is { Token.IsEmpty: false } token && !_timing.IsExpired(token.TokenTimestamp, Now)
            ? token.Token
            : default(ReadOnlyMemory<byte>?);

    /// <summary>Whether to issue a token to a contact now; never to ourselves.</summary>
    public async ValueTask<bool> IsIssueDueAsync(TcContact contact, CancellationToken cancellationToken = default) =>
        !IsSelf(contact) && _timing.IsIssueDue((await ReadAsync(contact, cancellationToken).ConfigureAwait(false))?.SenderTimestamp, Now);

    /// <summary>Notes that a token was issued to a contact; only forward in time. Of ourselves nothing is noted.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="timestamp">When, unix seconds.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ValueTask NoteIssuedAsync(TcContact contact, long timestamp, CancellationToken cancellationToken = default) =>
        IsSelf(contact) ? default : store.TouchTcTokenSenderTimestampAsync(Key(contact), timestamp, cancellationToken);

    /// <summary>Keeps a token that a contact gave us, unless a newer one is there. An empty one is none, and ours is not a contact's.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="token">The token.</param>
    /// <param name="timestamp">When it was issued, unix seconds.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ValueTask ReceiveAsync(TcContact contact, ReadOnlyMemory<byte> token, long timestamp, CancellationToken cancellationToken = default) =>
        token.IsEmpty || IsSelf(contact) ? default : store.StoreReceivedTcTokenAsync(Key(contact), token, timestamp, cancellationToken);

    // What was filed before the LID was known still counts, until it expires under its number.
    async ValueTask<TcToken?> ReadAsync(TcContact contact, CancellationToken cancellationToken)
    {
        if (contact is not { Lid: { } lid, Phone: { } phone })
        {
            return await store.GetTcTokenAsync(Key(contact), cancellationToken).ConfigureAwait(false);
        }

        var rows = await store.GetTcTokensAsync(new[] { lid, phone }, cancellationToken).ConfigureAwait(false);
        return (rows.GetValueOrDefault(lid), rows.GetValueOrDefault(phone)) switch
        {
            (null, var old) => old,
            (var row, null) => row,
            var (row, old) => row with
            {
                Token = row.Token.IsEmpty ? old.Token : row.Token,
                TokenTimestamp = row.Token.IsEmpty ? old.TokenTimestamp : row.TokenTimestamp,
                SenderTimestamp = row.SenderTimestamp is { } sender ? Math.Max(sender, old.SenderTimestamp ?? sender) : old.SenderTimestamp,
            },
        };
    }

    bool IsSelf(TcContact contact) => self().IsSameAs(contact);

    static string Key(TcContact contact) => contact.Key ?? throw new ArgumentException("A contact has a LID or a phone number.", nameof(contact));
}
