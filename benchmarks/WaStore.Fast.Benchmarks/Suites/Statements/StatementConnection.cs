using System.Text;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Benchmarks.Suites.Statements;

/// <summary>A bare connection for generated statements, set up as the floors'.</summary>
static class StatementConnection
{
    public static NativeConnection Open(string path)
    {
        NativeConnection connection = NativeConnection.Open(path, NativeConnection.OpenReadWrite);
        connection.Execute(Encoding.UTF8.GetString(FloorDatabase.Pragmas));
        return connection;
    }
}
