using System.Runtime.InteropServices;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Native memory that a statement's bound text and blobs live in until it is reset: SQLite reads bound memory at any later step, and a
/// managed span may have moved or died by then. A copy costs about 40 ns for 1.5 KB; the one large blob of a write is pinned instead
/// (<see cref="Statement.Execute(int, ReadOnlySpan{byte})"/>).
/// Protocol: <see cref="Take"/> any number of times, then <see cref="Clear"/>. Blocks never move while in use. No concurrency.
/// </summary>
unsafe struct BindArena
{
    /// <summary>A larger arena is given back on clear: one 70 KB message must not stay for the life of a connection.</summary>
    const int RetainedBytes = 64 * 1024;
    const int SmallestBlock = 256;

    byte* _block;
    int _capacity;
    int _used;
    Block* _full;
    int _fullBytes;

    /// <summary>A block that ran out of room while its content was still bound.</summary>
    struct Block
    {
        internal Block* Next;
        internal byte* Memory;
        internal int Used;
    }

    /// <summary>How far a block was used at some moment.</summary>
    internal readonly struct Mark(byte* block, int used)
    {
        internal byte* Block { get; } = block;

        internal int Used { get; } = used;
    }

    /// <summary>Room for <paramref name="length"/> bytes; never null, also for zero bytes (a null pointer would bind NULL).</summary>
    internal byte* Take(int length)
    {
        if (_block == null || length > _capacity - _used)
        {
            Grow(length);
        }

        byte* room = _block + _used;
        _used += length;
        return room;
    }

    /// <summary>Gives the unused end of the last <see cref="Take"/> back.</summary>
    internal void GiveBack(int length) => _used -= length;

    /// <summary>A point to come back to with <see cref="Rewind"/>.</summary>
    internal readonly Mark Here => new(_block, _used);

    /// <summary>Frees what was taken since the mark. Where the arena has grown since, the older blocks stay until <see cref="Clear"/>.</summary>
    internal void Rewind(Mark mark)
    {
        int kept = mark.Block == _block ? mark.Used : 0;
        NativeMemory.Clear(_block + kept, (nuint)(_used - kept));
        _used = kept;
    }

    /// <summary>Zeroes what was used (parameters may be key material) and makes the room free again.</summary>
    internal void Clear()
    {
        if (_used > 0)
        {
            NativeMemory.Clear(_block, (nuint)_used);
            _used = 0;
        }

        if (_full != null)
        {
            int wanted = _fullBytes + _capacity;
            Release();
            if (wanted <= RetainedBytes)
            {
                Allocate(wanted);
            }
        }
        else if (_capacity > RetainedBytes)
        {
            Release();
        }
    }

    internal void Release()
    {
        while (_full != null)
        {
            Block* block = _full;
            _full = block->Next;
            NativeMemory.Clear(block->Memory, (nuint)block->Used);
            NativeMemory.Free(block->Memory);
            NativeMemory.Free(block);
        }

        if (_block != null)
        {
            NativeMemory.Clear(_block, (nuint)_used);
            NativeMemory.Free(_block);
        }

        this = default;
    }

    void Grow(int length)
    {
        int size = Math.Max(SmallestBlock, checked(length + 1));
        if (_block != null)
        {
            size = Math.Max(size, (int)Math.Min((long)_capacity * 2, Array.MaxLength));
            Block* full = (Block*)NativeMemory.Alloc((nuint)sizeof(Block));
            *full = new Block { Next = _full, Memory = _block, Used = _used };
            _full = full;
            _fullBytes += _capacity;
        }

        Allocate(size);
    }

    void Allocate(int size)
    {
        _block = (byte*)NativeMemory.Alloc((nuint)size);
        _capacity = size;
        _used = 0;
    }
}
