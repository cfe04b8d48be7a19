using Microsoft.Data.Sqlite;

namespace WaStore.Fast.Benchmarks.Peers;

/// <summary>Microsoft.Data.Sqlite as its best user would write it: one connection, the same pragmas, commands prepared once, parameters reused.</summary>
sealed class AdoSessions : IDisposable
{
    readonly SqliteConnection _connection;
    readonly SqliteCommand _put;
    readonly SqliteCommand _get;
    readonly Dictionary<int, SqliteCommand> _lists = [];

    public AdoSessions(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using (SqliteCommand pragmas = _connection.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA synchronous=NORMAL;PRAGMA cache_size=-512;PRAGMA temp_store=memory;PRAGMA foreign_keys=ON";
            _ = pragmas.ExecuteNonQuery();
        }

        _put = Command("INSERT INTO sessions(address,record,device_id) VALUES($address,$record,1) ON CONFLICT(address,device_id) DO UPDATE SET record=excluded.record", "$address", "$record");
        _get = Command("SELECT record FROM sessions WHERE address=$address AND device_id=1", "$address");
    }

    public SqliteConnection Connection => _connection;

    public void PutMany(string[] addresses, int count, byte[] record)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        _put.Transaction = transaction;
        _put.Parameters[1].Value = record;
        for (int i = 0; i < count; i++)
        {
            _put.Parameters[0].Value = addresses[i];
            _ = _put.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public byte[]? Get(string address)
    {
        _get.Parameters[0].Value = address;
        return (byte[]?)_get.ExecuteScalar();
    }

    public Dictionary<string, byte[]> ReadMany(string[] addresses, int count)
    {
        var sessions = new Dictionary<string, byte[]>(count);
        for (int offset = 0; offset < count; offset += 500)
        {
            int size = Math.Min(500, count - offset);
            SqliteCommand list = List(size);
            for (int i = 0; i < size; i++)
            {
                list.Parameters[i].Value = addresses[offset + i];
            }

            using SqliteDataReader reader = list.ExecuteReader();
            while (reader.Read())
            {
                sessions.Add(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
            }
        }

        return sessions;
    }

    public void Dispose()
    {
        foreach (SqliteCommand list in _lists.Values)
        {
            list.Dispose();
        }

        _put.Dispose();
        _get.Dispose();
        _connection.Dispose();
    }

    SqliteCommand List(int size)
    {
        if (!_lists.TryGetValue(size, out SqliteCommand? list))
        {
            string[] names = [.. Enumerable.Range(0, size).Select(i => "$" + i)];
            _lists[size] = list = Command($"SELECT address, record FROM sessions WHERE +device_id=1 AND address IN ({string.Join(',', names)})", names);
        }

        return list;
    }

    SqliteCommand Command(string sql, params string[] parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (string parameter in parameters)
        {
            _ = command.Parameters.Add(parameter, parameter == "$record" ? SqliteType.Blob : SqliteType.Text);
        }

        command.Prepare();
        return command;
    }
}
