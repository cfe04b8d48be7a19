using System.Buffers.Binary;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>A collection of 5,000 mutation MACs with hash-like index MACs, as app-state sync keeps them.</summary>
sealed class MacWorkload
{
    public const int Count = 5000;
    public const string Collection = "regular";

    // Pinned, so that the floors may bind it where it lies.
    readonly byte[] _value = GC.AllocateArray<byte>(Key32.Length, pinned: true);

    public MacWorkload()
    {
        Indexes = new Key32[Count];
        Macs = new MutationMac[Count];
        Span<byte> index = stackalloc byte[32];
        for (int i = 0; i < Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(index, unchecked((uint)i * 2654435761u));
            BinaryPrimitives.WriteInt32LittleEndian(index[4..], i);
            Indexes[i] = new Key32(index);
            Macs[i] = new MutationMac(Indexes[i], _value);
        }
    }

    public Key32[] Indexes { get; }

    public MutationMac[] Macs { get; }

    /// <summary>The one value of all of them.</summary>
    public byte[] Value => _value;

    public void Change() => _value[0]++;
}
