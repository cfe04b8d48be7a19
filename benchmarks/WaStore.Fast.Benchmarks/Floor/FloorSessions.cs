namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>The session statements by hand.</summary>
sealed unsafe class FloorSessions(FloorDatabase database, string[] addresses)
{
    readonly PinnedText[] _keys = [.. addresses.Select(address => new PinnedText(address))];
    readonly nint _put = database.Prepare("INSERT INTO sessions(address,record,device_id) VALUES(?1,?2,?3) ON CONFLICT(address,device_id) DO UPDATE SET record=excluded.record");
    readonly nint _get = database.Prepare("SELECT record FROM sessions WHERE address=?1 AND device_id=?2");
    readonly Dictionary<int, nint> _lists = [];

    public void PutMany(int count, byte[] record)
    {
        database.Execute("BEGIN IMMEDIATE"u8);
        fixed (byte* value = record)
        {
            for (int i = 0; i < count; i++)
            {
                _ = FloorNative.sqlite3_bind_text(_put, 1, _keys[i].Pointer, _keys[i].Length, 0);
                _ = FloorNative.sqlite3_bind_blob(_put, 2, value, record.Length, 0);
                _ = FloorNative.sqlite3_bind_int64(_put, 3, 1);
                FloorDatabase.Run(_put);
            }
        }

        database.Execute("COMMIT"u8);
    }

    public byte[]? Get(int index)
    {
        _ = FloorNative.sqlite3_bind_text(_get, 1, _keys[index].Pointer, _keys[index].Length, 0);
        _ = FloorNative.sqlite3_bind_int64(_get, 2, 1);
        byte[]? record = FloorNative.sqlite3_step(_get) == FloorNative.Row
            ? new ReadOnlySpan<byte>(FloorNative.sqlite3_column_blob(_get, 0), FloorNative.sqlite3_column_bytes(_get, 0)).ToArray()
            : null;
        _ = FloorNative.sqlite3_reset(_get);
        return record;
    }

    /// <summary>Reads so many sessions by <c>IN</c> lists of at most 500 ids; answers the bytes seen.</summary>
    public long ReadMany(int count)
    {
        long bytes = 0;
        for (int offset = 0; offset < count; offset += 500)
        {
            int size = Math.Min(500, count - offset);
            nint list = List(size);
            _ = FloorNative.sqlite3_bind_int64(list, 1, 1);
            for (int i = 0; i < size; i++)
            {
                _ = FloorNative.sqlite3_bind_text(list, 2 + i, _keys[offset + i].Pointer, _keys[offset + i].Length, 0);
            }

            while (FloorNative.sqlite3_step(list) == FloorNative.Row)
            {
                _ = FloorNative.sqlite3_column_text(list, 0);
                bytes += FloorNative.sqlite3_column_bytes(list, 0);
                bytes += FloorNative.sqlite3_column_blob(list, 1)[0] + FloorNative.sqlite3_column_bytes(list, 1);
            }

            _ = FloorNative.sqlite3_reset(list);
        }

        return bytes;
    }

    /// <summary>The same, each record copied out: what any caller must do that keeps them.</summary>
    public byte[][] CopyMany(int count)
    {
        byte[][] records = new byte[count][];
        int read = 0;
        for (int offset = 0; offset < count; offset += 500)
        {
            int size = Math.Min(500, count - offset);
            nint list = List(size);
            _ = FloorNative.sqlite3_bind_int64(list, 1, 1);
            for (int i = 0; i < size; i++)
            {
                _ = FloorNative.sqlite3_bind_text(list, 2 + i, _keys[offset + i].Pointer, _keys[offset + i].Length, 0);
            }

            while (FloorNative.sqlite3_step(list) == FloorNative.Row)
            {
                _ = FloorNative.sqlite3_column_text(list, 0);
                records[read++] = new ReadOnlySpan<byte>(FloorNative.sqlite3_column_blob(list, 1), FloorNative.sqlite3_column_bytes(list, 1)).ToArray();
            }

            _ = FloorNative.sqlite3_reset(list);
        }

        return records;
    }

    nint List(int size)
    {
        if (!_lists.TryGetValue(size, out nint list))
        {
            string ids = string.Join(',', Enumerable.Repeat("?", size));
            _lists[size] = list = database.Prepare($"SELECT address, record FROM sessions WHERE +device_id=?1 AND address IN ({ids})");
        }

        return list;
    }
}
