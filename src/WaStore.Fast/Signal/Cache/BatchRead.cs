using System.Text;

namespace WaStore.Fast.Signal;

/// <summary>One read of many keys under way, and where its rows go as they come.</summary>
sealed class BatchRead<TRecord>(RecordStore<TRecord> store, CacheLife life)
    where TRecord : class, ISignalRecord<TRecord>
{
    // The longest address of the protocol has 53 characters (spec/caches.md 1.3).
    const int StackLength = 128;

    internal PendingRead Read { get; } = new();

    /// <summary>That of the moment, as for a single read: a life that ends while the read is under way removes the entries that the read would fill.</summary>
    internal Incarnation Incarnation => life.Incarnation;

    /// <summary>A row that exists; null when it does not decode and so counts as absent.</summary>
    internal void Found(ReadOnlySpan<char> key, TRecord? record) => store.Arrived(key, record, Read);

    /// <summary>A row that exists and cannot be told: neither cached nor absent, so that whoever asks for it reads it and has the error.</summary>
    internal void Refuse(ReadOnlySpan<char> key) => store.Refused(key, Read);

    /// <inheritdoc cref="Found(ReadOnlySpan{char}, TRecord)"/>
    internal void Found(ReadOnlySpan<byte> keyUtf8, TRecord? record)
    {
        Span<char> text = stackalloc char[StackLength];
        if (Encoding.UTF8.TryGetChars(keyUtf8, text, out var length))
        {
            Found(text[..length], record);
        }
        else
        {
            Found(Encoding.UTF8.GetString(keyUtf8), record);
        }
    }
}
