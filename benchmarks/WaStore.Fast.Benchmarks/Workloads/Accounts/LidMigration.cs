using System.Globalization;
using WaStore.Fast.Cli.Fanout;
using WaStore.Fast.Directories;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>The LIDs of 500 users are learnt who were known by phone number, with two devices each: their device lists, sessions and identity keys move (spec/caches.md 6.6).</summary>
sealed class LidMigration(AccountFile file)
{
    public const int Users = 500;
    public const int Devices = 2;

    const long FirstLid = 200_000_000_000_000;
    const long FirstPhone = 1_666_000_000_000;
    const string PhoneServer = "c.us";

    readonly byte[][] _states = RandomRecords.SessionStates(Users * Devices);
    readonly Key32[] _identities = RandomRecords.Identities(Users * Devices);
    LidPnPair[] _pairs = [];
    long _next;

    /// <summary>Other users, known by phone number; the file has them, the memory has not.</summary>
    public async Task PrepareAsync()
    {
        _pairs = [.. Enumerable.Range(0, Users).Select(user => new LidPnPair(Number(FirstLid + _next + user), Number(FirstPhone + _next + user)))];
        _next += Users;
        var cache = file.Account.Signal;
        for (var i = 0; i < Users * Devices; i++)
        {
            var address = AddressOf(i, _pairs[i / Devices].PhoneNumber, PhoneServer);
            await cache.PutSessionAsync(address, SessionRecord.Empty.WithNewState(_states[i]));
            _ = await cache.PutIdentityAsync(address, _identities[i]);
        }

        DeviceInfo[] devices = [new(0, null, IsHosted: false), new(1, 1, IsHosted: false)];
        await file.Account.Store.UpdateDeviceListsAsync(Array.ConvertAll(_pairs, pair => new DeviceListRecord(pair.PhoneNumber, devices, 1, null, null)));
        await file.ReopenAsync();
    }

    public async ValueTask MigrateAsync()
    {
        var learnt = await file.Account.LidPnLearner.LearnAsync(_pairs, LearningSource.MigrationSyncLatest);
        if (!learnt.HasMovedSessions)
        {
            throw StoreException.Validation("no session moved");
        }
    }

    /// <summary>How many sessions and identity keys are where they belong.</summary>
    public async Task<(int Sessions, int Identities)> CountMovedAsync()
    {
        string[] addresses = [.. Enumerable.Range(0, Users * Devices).Select(i => AddressOf(i, _pairs[i / Devices].Lid, JidServers.Lid).Text)];
        return ((await file.Account.Store.GetSessionsAsync(addresses)).Count, (await file.Account.Store.LoadIdentitiesAsync(addresses)).Count);
    }

    SignalAddress AddressOf(int index, string user, string server) => file.Account.Signal.Addresses.Get(user, server, (ushort)(index % Devices));

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
