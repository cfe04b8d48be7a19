using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.ObjectPool;

namespace WaStore.Fast.Sqlite;

/// <summary>
/// A pooled buffer that blobs and JSON are encoded into before they are bound. What it held is zeroed when it is cleared, grown or returned: it may be key material
/// (design.md 4, key hygiene). No concurrency.
/// </summary>
sealed class SqliteEncodeBuffer : IBufferWriter<byte>
{
    const int InitialCapacity = 1024;
    const int RetainedBytes = 64 * 1024;

    static readonly ObjectPool<SqliteEncodeBuffer> s_pool = new DefaultObjectPoolProvider().Create(new Policy());

    byte[] _buffer = new byte[InitialCapacity];
    int _written;

    internal static SqliteEncodeBuffer Rent() => s_pool.Get();

    /// <summary>Zeroes it and gives it back; not to be touched after.</summary>
    internal void Return() => s_pool.Return(this);

    /// <summary>What was encoded; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _written);

    internal void Clear()
    {
        CryptographicOperations.ZeroMemory(_buffer.AsSpan(0, _written));
        _written = 0;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_buffer.Length - _written));
        _written += count;
    }

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

    void Reserve(int sizeHint)
    {
        var needed = _written + Math.Max(1, sizeHint);
        if (needed > _buffer.Length)
        {
            var grown = new byte[Math.Max(needed, _buffer.Length * 2)];
            Written.CopyTo(grown);
            CryptographicOperations.ZeroMemory(_buffer);
            _buffer = grown;
        }
    }

    sealed class Policy : PooledObjectPolicy<SqliteEncodeBuffer>
    {
        public override SqliteEncodeBuffer Create() => new();

        public override bool Return(SqliteEncodeBuffer obj)
        {
            obj.Clear();
            return obj._buffer.Length <= RetainedBytes;
        }
    }
}
