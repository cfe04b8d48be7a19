using Microsoft.Data.Sqlite;

namespace WaStore.Fast.Benchmarks.Peers;

/// <summary>Microsoft.Data.Sqlite as most of its users write it: a command for each call, disposed after it, so that SQLite prepares every statement anew.</summary>
static class UnpreparedAdoSessions
{
    public static void PutMany(SqliteConnection connection, string[] addresses, int count, byte[] record)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (string address in addresses.AsSpan(0, count))
        {
            using SqliteCommand put = connection.CreateCommand();
            put.Transaction = transaction;
            put.CommandText = "INSERT INTO sessions(address,record,device_id) VALUES($address,$record,1) ON CONFLICT(address,device_id) DO UPDATE SET record=excluded.record";
            _ = put.Parameters.AddWithValue("$address", address);
            _ = put.Parameters.AddWithValue("$record", record);
            _ = put.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public static byte[]? Get(SqliteConnection connection, string address)
    {
        using SqliteCommand get = connection.CreateCommand();
        get.CommandText = "SELECT record FROM sessions WHERE address=$address AND device_id=1";
        _ = get.Parameters.AddWithValue("$address", address);
        return (byte[]?)get.ExecuteScalar();
    }

    /// <summary>By lists of 500 ids.</summary>
    public static Dictionary<string, byte[]> ReadMany(SqliteConnection connection, string[] addresses, int count)
    {
        var sessions = new Dictionary<string, byte[]>(count);
        foreach (string[] chunk in addresses.Take(count).Chunk(500))
        {
            using SqliteCommand list = connection.CreateCommand();
            string[] names = [.. Enumerable.Range(0, chunk.Length).Select(static i => "$" + i)];
            list.CommandText = $"SELECT address, record FROM sessions WHERE +device_id=1 AND address IN ({string.Join(',', names)})";
            for (int i = 0; i < chunk.Length; i++)
            {
                _ = list.Parameters.AddWithValue(names[i], chunk[i]);
            }

            using SqliteDataReader reader = list.ExecuteReader();
            while (reader.Read())
            {
                sessions.Add(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
            }
        }

        return sessions;
    }
}
