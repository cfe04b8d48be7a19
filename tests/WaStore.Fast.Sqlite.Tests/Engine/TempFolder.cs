namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>A folder of one test, which deletes it at its end.</summary>
sealed class TempFolder
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("wsf-engine-").FullName;

    internal string File(string name) => Path.Combine(Root, name);

    internal void Delete() => Directory.Delete(Root, recursive: true);
}
