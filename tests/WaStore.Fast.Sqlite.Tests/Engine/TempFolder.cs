namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>A folder that goes with the test.</summary>
sealed class TempFolder : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("wsf-engine-").FullName;

    internal string File(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
