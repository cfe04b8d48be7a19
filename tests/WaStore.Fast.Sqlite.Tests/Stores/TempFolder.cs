namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>A folder that goes away with the test.</summary>
sealed class TempFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("wastore-stores-").FullName;

    internal string At(string name) => Path.Combine(_path, name);

    internal IEnumerable<string> Files => Directory.EnumerateFiles(_path);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
