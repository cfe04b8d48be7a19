using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace WaStore.Fast.Benchmarks.Peers;

/// <summary>EF Core as its documentation tells those who want it fast: compiled queries that track nothing, pooled contexts, one SaveChanges for many rows, on one open connection.</summary>
sealed class EfSessions
{
    static readonly Func<EfContext, string, byte[]?> s_get = EF.CompileQuery((EfContext context, string address) =>
        context.Sessions.AsNoTracking().Where(session => session.Address == address && session.DeviceId == 1).Select(session => session.Record).FirstOrDefault());

    // The sum keeps SQLite away from the index by account, as the plus sign does in the other peers' statements. EXPLAIN QUERY PLAN of what EF Core sends, on the file of the
    // benchmark, which was never analysed: with the sum SEARCH USING INDEX sqlite_autoindex_sessions_1 (address=?), without it the same (address=? AND device_id=?). Both find
    // each row by its key: the plain form below is as good here, and the peer that its documentation shows.
    static readonly Func<EfContext, IEnumerable<string>, IEnumerable<EfSession>> s_list = EF.CompileQuery((EfContext context, IEnumerable<string> addresses) =>
        context.Sessions.AsNoTracking().Where(session => session.DeviceId + 0 == 1 && addresses.Contains(session.Address)));

    static readonly Func<EfContext, IEnumerable<string>, IEnumerable<EfSession>> s_plainList = EF.CompileQuery((EfContext context, IEnumerable<string> addresses) =>
        context.Sessions.AsNoTracking().Where(session => session.DeviceId == 1 && addresses.Contains(session.Address)));

    readonly PooledDbContextFactory<EfContext> _contexts;

    public EfSessions(SqliteConnection connection) =>
        _contexts = new PooledDbContextFactory<EfContext>(new DbContextOptionsBuilder<EfContext>().UseSqlite(connection).EnableThreadSafetyChecks(false).Options);

    /// <summary>Of rows that are there: it has no upsert.</summary>
    public void UpdateMany(string[] addresses, int count, byte[] record)
    {
        using EfContext context = _contexts.CreateDbContext();
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.Sessions.UpdateRange(addresses.Take(count).Select(address => new EfSession { Address = address, DeviceId = 1, Record = record }));
        _ = context.SaveChanges();
    }

    public byte[]? Get(string address)
    {
        using EfContext context = _contexts.CreateDbContext();
        return s_get(context, address);
    }

    public Dictionary<string, byte[]> ReadMany(string[] addresses, int count) => ReadMany(s_list, addresses, count);

    /// <summary>The same as its documentation has it, without a word to SQLite's planner.</summary>
    public Dictionary<string, byte[]> ReadManyPlain(string[] addresses, int count) => ReadMany(s_plainList, addresses, count);

    Dictionary<string, byte[]> ReadMany(Func<EfContext, IEnumerable<string>, IEnumerable<EfSession>> list, string[] addresses, int count)
    {
        var sessions = new Dictionary<string, byte[]>(count);
        using EfContext context = _contexts.CreateDbContext();
        foreach (string[] chunk in addresses.Take(count).Chunk(500))
        {
            foreach (EfSession session in list(context, chunk))
            {
                sessions.Add(session.Address, session.Record);
            }
        }

        return sessions;
    }
}
