using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>The list read of identity keys by hand.</summary>
sealed unsafe class FloorIdentities(FloorDatabase database, string[] addresses)
{
    readonly PinnedText[] _keys = [.. addresses.Select(address => new PinnedText(address))];
    nint _list;

    /// <summary>The keys of so many addresses, by <c>IN</c> lists of 500 ids.</summary>
    public Key32[] ReadMany(int count)
    {
        const int Size = 500;
        _list = _list != 0 ? _list : database.Prepare($"SELECT address, key FROM identities WHERE +device_id=?1 AND address IN ({string.Join(',', Enumerable.Repeat("?", Size))})");
        Key32[] keys = new Key32[count];
        int read = 0;
        for (int offset = 0; offset < count; offset += Size)
        {
            _ = FloorNative.sqlite3_bind_int64(_list, 1, 1);
            for (int i = 0; i < Size; i++)
            {
                _ = FloorNative.sqlite3_bind_text(_list, 2 + i, _keys[offset + i].Pointer, _keys[offset + i].Length, 0);
            }

            while (FloorNative.sqlite3_step(_list) == FloorNative.Row)
            {
                _ = FloorNative.sqlite3_column_text(_list, 0);
                keys[read++] = new Key32(new ReadOnlySpan<byte>(FloorNative.sqlite3_column_blob(_list, 1), FloorNative.sqlite3_column_bytes(_list, 1)));
            }

            _ = FloorNative.sqlite3_reset(_list);
        }

        return keys;
    }
}
