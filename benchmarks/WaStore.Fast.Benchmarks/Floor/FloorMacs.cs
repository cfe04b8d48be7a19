using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>The mutation-MAC statements by hand.</summary>
sealed unsafe class FloorMacs(FloorDatabase database, string collection, Key32[] indexes)
{
    readonly PinnedText _name = new(collection);
    readonly PinnedText[] _indexes = [.. indexes.Select(index => new PinnedText(index.AsSpan()))];
    readonly nint _put = database.Prepare("""
        INSERT INTO app_state_mutation_macs(name,version,index_mac,value_mac,device_id) VALUES(?1,?2,?3,?4,?5)
        ON CONFLICT(name,index_mac,device_id) DO UPDATE SET version=excluded.version,value_mac=excluded.value_mac
        """);
    readonly Dictionary<(string, int), nint> _lists = [];

    public void PutMany(int count, long version, ReadOnlySpan<byte> value)
    {
        database.Execute("BEGIN IMMEDIATE"u8);
        fixed (byte* mac = value)
        {
            for (int i = 0; i < count; i++)
            {
                _ = FloorNative.sqlite3_bind_text(_put, 1, _name.Pointer, _name.Length, 0);
                _ = FloorNative.sqlite3_bind_int64(_put, 2, version);
                _ = FloorNative.sqlite3_bind_blob(_put, 3, _indexes[i].Pointer, 32, 0);
                _ = FloorNative.sqlite3_bind_blob(_put, 4, mac, 32, 0);
                _ = FloorNative.sqlite3_bind_int64(_put, 5, 1);
                FloorDatabase.Run(_put);
            }
        }

        database.Execute("COMMIT"u8);
    }

    /// <summary>Reads so many MACs; answers them as a user would want them, in a dictionary.</summary>
    public Dictionary<Key32, byte[]> ReadMany(int count)
    {
        var macs = new Dictionary<Key32, byte[]>(count);
        for (int offset = 0; offset < count; offset += 500)
        {
            int size = Math.Min(500, count - offset);
            nint list = List("SELECT index_mac, value_mac", size);
            Bind(list, offset, size);
            while (FloorNative.sqlite3_step(list) == FloorNative.Row)
            {
                macs.Add(
                    new Key32(new ReadOnlySpan<byte>(FloorNative.sqlite3_column_blob(list, 0), 32)),
                    new ReadOnlySpan<byte>(FloorNative.sqlite3_column_blob(list, 1), FloorNative.sqlite3_column_bytes(list, 1)).ToArray());
            }

            _ = FloorNative.sqlite3_reset(list);
        }

        return macs;
    }

    public void DeleteMany(int count)
    {
        database.Execute("BEGIN IMMEDIATE"u8);
        for (int offset = 0; offset < count; offset += 500)
        {
            int size = Math.Min(500, count - offset);
            nint list = List("DELETE", size);
            Bind(list, offset, size);
            FloorDatabase.Run(list);
        }

        database.Execute("COMMIT"u8);
    }

    void Bind(nint list, int offset, int size)
    {
        _ = FloorNative.sqlite3_bind_text(list, 1, _name.Pointer, _name.Length, 0);
        _ = FloorNative.sqlite3_bind_int64(list, 2, 1);
        for (int i = 0; i < size; i++)
        {
            _ = FloorNative.sqlite3_bind_blob(list, 3 + i, _indexes[offset + i].Pointer, 32, 0);
        }
    }

    nint List(string verb, int size)
    {
        if (!_lists.TryGetValue((verb, size), out nint list))
        {
            string ids = string.Join(',', Enumerable.Repeat("?", size));
            _lists[(verb, size)] = list = database.Prepare($"{verb} FROM app_state_mutation_macs WHERE name=?1 AND +device_id=?2 AND index_mac IN ({ids})");
        }

        return list;
    }
}
