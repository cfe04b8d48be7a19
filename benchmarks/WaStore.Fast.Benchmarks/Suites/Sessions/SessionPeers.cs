using Microsoft.Data.Sqlite;
using WaStore.Fast.Benchmarks.Peers;

namespace WaStore.Fast.Benchmarks.Suites.Sessions;

/// <summary>The ways in which .NET programs use SQLite without us, all on one connection.</summary>
sealed class SessionPeers(string path) : IDisposable
{
    public AdoSessions Prepared { get; } = new(path);

    public SqliteConnection Connection => Prepared.Connection;

    public EfSessions EfCore => _efCore ??= new EfSessions(Connection);

    public void Dispose() => Prepared.Dispose();

    // Made by the benchmark that needs it: its model takes a while.
    EfSessions? _efCore;
}
