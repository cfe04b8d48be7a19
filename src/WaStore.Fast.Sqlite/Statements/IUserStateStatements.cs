using WaStore.Fast.Sqlite.Annotations;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>
/// Statements about the sessions and identities of one user: the addresses that begin with <c>user@</c> or <c>user:</c>, as two ranges of the primary key, each
/// from the prefix to the prefix with its last byte raised (A follows @, ; follows :). Binary comparison, never LIKE (spec/storage.md 6.2 e).
/// </summary>
[SqliteStatements]
interface IUserStateStatements
{
    [Query("""
        SELECT EXISTS(SELECT 1 FROM sessions INDEXED BY sqlite_autoindex_sessions_1 WHERE address >= @user || '@' AND address < @user || 'A' AND device_id = @deviceId)
            OR EXISTS(SELECT 1 FROM sessions INDEXED BY sqlite_autoindex_sessions_1 WHERE address >= @user || ':' AND address < @user || ';' AND device_id = @deviceId)
            OR EXISTS(SELECT 1 FROM identities INDEXED BY sqlite_autoindex_identities_1 WHERE address >= @user || '@' AND address < @user || 'A' AND device_id = @deviceId)
            OR EXISTS(SELECT 1 FROM identities INDEXED BY sqlite_autoindex_identities_1 WHERE address >= @user || ':' AND address < @user || ';' AND device_id = @deviceId)
        """)]
    bool Exists(string user, int deviceId);

    [Query("""
        SELECT address FROM sessions INDEXED BY sqlite_autoindex_sessions_1 WHERE address >= @user || '@' AND address < @user || 'A' AND device_id = @deviceId
        UNION SELECT address FROM sessions INDEXED BY sqlite_autoindex_sessions_1 WHERE address >= @user || ':' AND address < @user || ';' AND device_id = @deviceId
        UNION SELECT address FROM identities INDEXED BY sqlite_autoindex_identities_1 WHERE address >= @user || '@' AND address < @user || 'A' AND device_id = @deviceId
        UNION SELECT address FROM identities INDEXED BY sqlite_autoindex_identities_1 WHERE address >= @user || ':' AND address < @user || ';' AND device_id = @deviceId
        """)]
    List<string> Addresses(string user, int deviceId);
}
