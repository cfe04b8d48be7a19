using System.Globalization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>The records of the reference's signal_flush benchmarks (spec/storage.md 7.1): 256 bytes under addresses like <c>100000000000001@lid</c>, pre-keys of 64 bytes.</summary>
sealed class FlushRecords
{
    public const int RecordBytes = 256;
    public const int PreKeyBytes = 64;

    public FlushRecords(int count)
    {
        Addresses = [.. Enumerable.Range(0, count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"1000000{i:D8}@lid"))];
        Entries = Array.ConvertAll(Addresses, address => new RecordEntry(address, Record));
        PreKeyIds = [.. Enumerable.Range(1, count).Select(static i => (uint)i)];
        PreKeys = Array.ConvertAll(PreKeyIds, id => new PreKeyEntry(id, PreKey));
    }

    public string[] Addresses { get; }

    /// <summary>Shared by all entries, and pinned, so that the floors may bind it where it lies.</summary>
    public byte[] Record { get; } = GC.AllocateArray<byte>(RecordBytes, pinned: true);

    public RecordEntry[] Entries { get; }

    public uint[] PreKeyIds { get; }

    public byte[] PreKey { get; } = new byte[PreKeyBytes];

    public PreKeyEntry[] PreKeys { get; }

    public void Change() => Record[0]++;
}
