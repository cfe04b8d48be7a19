using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Differential;

/// <summary>Random arguments over few keys, so that calls meet. The same seed draws the same ones, whatever the store answered.</summary>
sealed class Draw(int seed)
{
    internal const int Accounts = 4;

    readonly Random _random = new(seed);

    internal static string[] Names { get; } = ["u@lid.0", "u:1@lid.0", "u1@lid.0", "U@lid.0", "\u00e9:2@c.us.0", "", "a\0b"];

    internal static uint[] Ids { get; } = [0, 1, 2, 16_777_215, 0x8000_0003];

    internal int Number(int below) => _random.Next(below);

    internal bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    /// <summary>One of the names; seldom one that no store takes.</summary>
    internal string Name() => Chance(200) ? "half\uD800" : Names[Number(Names.Length)];

    internal string[] NameList() => Many(5, Name);

    internal byte[] Blob() => Sample.Blob(Number(30), Number(int.MaxValue));

    internal Key32 Key() => Sample.Key(Number(6));

    internal Key32[] Keys() => Many(5, Key);

    internal uint Id() => Ids[Number(Ids.Length)];

    internal uint[] IdList() => Many(5, Id);

    internal long Time() => Number(100);

    internal long? MaybeTime() => Chance(2) ? null : Time();

    /// <summary>Around the clock's now, in the first hours of a run.</summary>
    internal long Cutoff() => FakeTime.Start + Number(20_000);

    internal byte[] SyncKeyId() => Chance(20) ? [] : [(byte)Number(3), .. Many(2, () => (byte)(Number(2) * 0x90))];

    internal AppStateSyncKey SyncKey() => new(Sample.Blob(Chance(3) ? 31 : 32, Number(int.MaxValue)), Blob(), Time());

    internal HashState State() => Sample.State(Number(100)) with
    {
        MacMismatchFatal = Chance(2),
        IndexValueMap = Many(3, Name).Distinct().ToDictionary(name => name, _ => (ReadOnlyMemory<byte>)Blob()),
    };

    internal MutationMac Mac() => new(Key(), Blob());

    internal LidPnMapping Mapping() => new(Name(), Name(), Time(), Number(4), Name());

    internal DeviceListRecord DeviceList() => new(
        Name(), Many(3, () => new DeviceInfo((uint)Number(5), Chance(2) ? null : (uint)Number(9), Chance(2))), (Chance(3) ? 1L << 32 : 0) + Time(), Chance(2) ? null : Name(), Chance(2) ? null : Id());

    internal TcToken Token() => new(Blob(), Time(), MaybeTime());

    internal MsgSecretEntry Secret() => new(Name(), Name(), Name(), Key(), Number(3) * 50, Time());

    internal DeviceRecord Device() => FullDevice.Record with
    {
        PushName = Name(),
        Lid = Number(4) switch { 0 => null, 1 => "no jid", 2 => "", _ => "7@lid" },
        Pn = Chance(2) ? null : "8@s.whatsapp.net",
        EdgeRoutingInfo = Chance(2) ? default(ReadOnlyMemory<byte>?) : Blob(),
        LoginCounter = Number(9),
    };

    internal int DeviceId() => 1 + Number(Accounts);

    internal DeviceKeys DeviceKeys() => Sample.Keys(Number(1_000));

    internal CancellationToken Token(int oneIn) => Chance(oneIn) ? Sample.Cancelled : CancellationToken.None;

    internal T[] Many<T>(int below, Func<T> make) => Sample.Many(Number(below), _ => make());
}
