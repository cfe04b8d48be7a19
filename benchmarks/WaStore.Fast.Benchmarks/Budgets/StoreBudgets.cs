using System.Globalization;
using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Budgets;

/// <summary>What calls of the store may cost.</summary>
static class StoreBudgets
{
    internal static IEnumerable<Budgeted> All =>
    [
        Session("point read", static (store, work) => _ = StoreFixture.Wait(store.GetSessionAsync(work.Addresses[7]))),
        Session("point read of nothing", static (store, work) => _ = StoreFixture.Wait(store.GetSessionAsync(work.Absent[7]))),
        ReadInPlace(1),
        ReadInPlace(64),
        ReadInPlace(500),
        ReadInPlace(514),
        ReadInPlace(1000),
        Session("read of 1000 as arrays", static (store, work) => _ = StoreFixture.Wait(store.GetSessionsAsync(work.Addresses))),
        Upsert(1),
        Upsert(64),
        Upsert(256),
        Upsert(1000),
        Session("delete of 64 that are not there", static (store, work) => StoreFixture.Wait(store.DeleteSessionsAsync(work.Absent.AsMemory(0, 64)))),
        Macs("200 MACs by index", static (store, work) => _ = StoreFixture.Wait(store.GetMutationMacsAsync(MacWorkload.Collection, work.Indexes.AsMemory(0, 200)))),
        Macs("upsert of 2000 MACs", static (store, work) => StoreFixture.Wait(store.PutMutationMacsAsync(MacWorkload.Collection, 2, work.Macs.AsMemory(0, 2000))), static (_, work) => work.Change()),
        Macs("patch of 25 mutations", Patch, static (_, work) => work.Change()),
    ];

    static FileOperation<SessionWorkload> Session(string name, Action<SqliteStore, SessionWorkload> run, Action<SqliteStore, SessionWorkload>? before = null) =>
        new(name, run, static (store, work) => StoreFixture.Wait(store.PutSessionsAsync(work.Entries)), before);

    static FileOperation<MacWorkload> Macs(string name, Action<SqliteStore, MacWorkload> run, Action<SqliteStore, MacWorkload>? before = null) =>
        new(name, run, static (store, work) => StoreFixture.Wait(store.PutMutationMacsAsync(MacWorkload.Collection, 1, work.Macs)), before);

    static FileOperation<SessionWorkload> ReadInPlace(int ids) => Session(
        string.Create(CultureInfo.InvariantCulture, $"read of {ids} in place"),
        (store, work) => StoreFixture.Wait(store.ReadSessionsAsync(work.Addresses.AsMemory(0, ids), store, static (_, _, _) => { })));

    static FileOperation<SessionWorkload> Upsert(int rows) => Session(
        string.Create(CultureInfo.InvariantCulture, $"upsert of {rows}"),
        (store, work) => StoreFixture.Wait(store.PutSessionsAsync(work.Entries.AsMemory(0, rows))),
        static (_, work) => work.Change());

    static void Patch(SqliteStore store, MacWorkload work) => StoreFixture.Wait(store.CommitPatchAsync(
        MacWorkload.Collection, new HashState { Version = 2 }, work.Indexes.AsMemory(0, 5), work.Macs.AsMemory(0, 25)));
}
