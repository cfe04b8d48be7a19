using System.Buffers;

namespace WaStore.Fast.Signal;

/// <summary>Where a flush encodes its records: one after another, each in one piece, in zeroed arrays of a pool. Nothing is allocated per record.</summary>
/// <remarks>Not thread-safe. <see cref="Begin"/>, the writer's methods, <see cref="End"/>, for each record; then <see cref="Release"/> once.</remarks>
sealed class EncodeBuffer(KeyBufferPool pool) : IBufferWriter<byte>
{
    const int Slice = 512;

    readonly List<(byte[] Array, int Written)> _full = [];
    byte[] _array = [];
    int _start;
    int _end;

    // Up to here a writer was allowed to write, whether it said so or not.
    int _touched;

    /// <summary>Starts a record of about this many bytes.</summary>
    internal void Begin(int length)
    {
        if (length > _array.Length - _end)
        {
            Leave();
            Take(length);
        }

        _start = _end;
    }

    /// <summary>The record's bytes; they stay until <see cref="Release"/>.</summary>
    internal ReadOnlyMemory<byte> End() => _array.AsMemory(_start, _end - _start);

    /// <summary>Zeroes everything that was written and gives it back.</summary>
    internal void Release()
    {
        if (_array.Length == 0)
        {
            return;
        }

        Leave();
        foreach (var (array, written) in _full)
        {
            pool.Return(array, written);
        }

        _full.Clear();
        _array = [];
        _start = _end = _touched = 0;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _touched - _end);
        _end += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var length = Ensure(sizeHint);
        return _array.AsMemory(_end, length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        var length = Ensure(sizeHint);
        return _array.AsSpan(_end, length);
    }

    // Answers how much to hand out: not the whole array, for all that a writer might write on has to be zeroed.
    int Ensure(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = Math.Max(1, sizeHint);
        if (needed > _array.Length - _end)
        {
            // The record is longer than it said: it moves, so that it stays in one piece.
            var begun = _array.AsSpan(_start, _end - _start);
            Leave();
            Take((2 * begun.Length) + needed);
            begun.CopyTo(_array);
            _start = 0;
            _end = _touched = begun.Length;
        }

        var length = Math.Min(_array.Length - _end, Math.Max(needed, Slice));
        _touched = Math.Max(_touched, _end + length);
        return length;
    }

    void Leave()
    {
        if (_array.Length > 0)
        {
            _full.Add((_array, _touched));
        }
    }

    void Take(int length)
    {
        _array = pool.Rent(length);
        _start = _end = _touched = 0;
    }
}
