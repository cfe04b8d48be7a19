using System.Buffers.Binary;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

/// <summary>The server's side of the pre-keys, which remembers everything that it was ever given, and checks it.</summary>
sealed class ServerPool : IPreKeySource
{
    readonly Dictionary<uint, byte[]> _everGiven = [];
    readonly Dictionary<uint, byte[]> _pool = [];
    ulong _made;

    /// <summary>The keys that nobody took yet.</summary>
    public IReadOnlyDictionary<uint, byte[]> Pool => _pool;

    public int Made => (int)_made;

    /// <summary>A key that was never made before: its id, and a number.</summary>
    public ReadOnlyMemory<byte> Create(uint id)
    {
        var record = new byte[12];
        BinaryPrimitives.WriteUInt32LittleEndian(record, id);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(4), ++_made);
        return record;
    }

    public ValueTask AcceptAsync(ReadOnlyMemory<PreKeyEntry> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys.Span)
        {
            Accept(key);
        }

        return default;
    }

    public void Accept(PreKeyEntry key)
    {
        Learn(key);
        _pool[key.Id] = key.Record.ToArray();
    }

    /// <summary>A key went out to a peer or to the server: under its id no other key ever may.</summary>
    public void Learn(PreKeyEntry key)
    {
        var record = key.Record.ToArray();
        Assert.Equal(key.Id, BinaryPrimitives.ReadUInt32LittleEndian(record));
        Assert.InRange(key.Id, 1u, 16_777_215u);
        Assert.True(!_everGiven.TryGetValue(key.Id, out var given) || given.AsSpan().SequenceEqual(record), $"the id {key.Id} came twice, with another key");
        _everGiven[key.Id] = record;
    }

    /// <summary>A peer takes a key.</summary>
    public PreKeyEntry Take(uint id)
    {
        Assert.True(_pool.Remove(id, out var record));
        return new PreKeyEntry(id, record);
    }

    public void Forget(uint id) => _pool.Remove(id);
}
