using System.Buffers;
using System.Security.Cryptography;

namespace WaStore.Fast.Signal;

/// <summary>Where an edit puts a message together before it becomes a record's own array. One a thread; zeroed after each use.</summary>
sealed class RecordScratch : IBufferWriter<byte>, IDisposable
{
    const int InitialLength = 1_024;

    // A record with thousands of skipped keys is rare; its buffer is not kept.
    const int MaxKeptLength = 64 * 1_024;

    [ThreadStatic]
    static RecordScratch? s_idle;

    byte[] _buffer = new byte[InitialLength];
    int _written;

    RecordScratch()
    {
    }

    /// <summary>The thread's buffer, empty. Disposing gives it back.</summary>
    public static RecordScratch Rent()
    {
        var scratch = s_idle ?? new RecordScratch();
        s_idle = null;
        return scratch;
    }

    /// <summary>What was written, in place; valid until this is given back.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _written);

    public byte[] ToArray() => _written == 0 ? [] : _buffer.AsSpan(0, _written).ToArray();

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_written);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_buffer.AsSpan(0, _written));
        _written = 0;
        if (_buffer.Length <= MaxKeptLength)
        {
            s_idle = this;
        }
    }

    void Reserve(int sizeHint)
    {
        var needed = checked(_written + int.Max(sizeHint, 1));
        if (needed <= _buffer.Length)
        {
            return;
        }

        var grown = new byte[int.Max(needed, (int)uint.Min((uint)_buffer.Length * 2, (uint)Array.MaxLength))];
        _buffer.AsSpan(0, _written).CopyTo(grown);
        CryptographicOperations.ZeroMemory(_buffer.AsSpan(0, _written));
        _buffer = grown;
    }
}
