using WaStore.Fast.Sqlite.Annotations;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>What a bot keeps in a table of its own, in the same file.</summary>
[SqliteStatements]
public interface IBotStatements
{
    [Execute("CREATE TABLE IF NOT EXISTS bot_notes(id TEXT PRIMARY KEY, note TEXT NOT NULL)")]
    void CreateTable();

    [Execute("INSERT INTO bot_notes(id, note) VALUES (@id, @note)")]
    void Add(string id, string note);

    [Query("SELECT note FROM bot_notes WHERE id = @id")]
    string? Find(string id);
}
