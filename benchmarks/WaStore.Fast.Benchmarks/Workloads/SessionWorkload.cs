using System.Globalization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>1,000 sessions of 1,500 bytes, three devices a user: the shape that the reference's and our C floor's figures are about.</summary>
sealed class SessionWorkload
{
    public const int Count = 1000;
    public const int RecordBytes = 1500;

    // Pinned, so that the floors may bind it where it lies.
    readonly byte[] _record = GC.AllocateArray<byte>(RecordBytes, pinned: true);
    byte _change;

    public SessionWorkload()
    {
        for (int i = 0; i < _record.Length; i++)
        {
            _record[i] = (byte)(i * 7);
        }

        Addresses = [.. Enumerable.Range(0, Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"1555{i / 3:D7}:{i % 3}@lid.0"))];
        Entries = [.. Addresses.Select(address => new RecordEntry(address, _record))];
        Absent = [.. Enumerable.Range(0, Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"1777{i:D7}@lid.0"))];
        // Upstream's files are read in no particular order; a walk in key order would flatter every reader.
        Shuffled = [.. Addresses];
        new Random(20260821).Shuffle(Shuffled);
    }

    public string[] Addresses { get; }

    public string[] Shuffled { get; }

    /// <summary>Addresses that have no session.</summary>
    public string[] Absent { get; }

    public RecordEntry[] Entries { get; }

    public byte[] Record => _record;

    /// <summary>Changes the record that all entries share: equal bytes would let SQLite skip the page.</summary>
    public void Change() => _record[0] = ++_change;
}
