using Dapper;
using Microsoft.Data.Sqlite;

namespace WaStore.Fast.Benchmarks.Peers;

/// <summary>Dapper over the same connection, as its documentation shows it: parameters from objects, <c>IN @ids</c> expanded by the library.</summary>
static class DapperSessions
{
    public static void PutMany(SqliteConnection connection, string[] addresses, int count, byte[] record)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        _ = connection.Execute(
            "INSERT INTO sessions(address,record,device_id) VALUES(@Address,@Record,1) ON CONFLICT(address,device_id) DO UPDATE SET record=excluded.record",
            addresses.Take(count).Select(address => new { Address = address, Record = record }),
            transaction);
        transaction.Commit();
    }

    public static byte[]? Get(SqliteConnection connection, string address) =>
        connection.QueryFirstOrDefault<byte[]>("SELECT record FROM sessions WHERE address=@address AND device_id=1", new { address });

    public static Dictionary<string, byte[]> ReadMany(SqliteConnection connection, string[] addresses, int count)
    {
        var sessions = new Dictionary<string, byte[]>(count);
        foreach (string[] chunk in addresses.Take(count).Chunk(500))
        {
            foreach (SessionRow row in connection.Query<SessionRow>("SELECT address, record FROM sessions WHERE +device_id=1 AND address IN @chunk", new { chunk }, buffered: false))
            {
                sessions.Add(row.Address, row.Record);
            }
        }

        return sessions;
    }

    sealed class SessionRow
    {
        public required string Address { get; init; }

        public required byte[] Record { get; init; }
    }
}
