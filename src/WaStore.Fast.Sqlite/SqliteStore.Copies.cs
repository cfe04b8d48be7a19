using System.Globalization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// The copy is <c>PATH.snapshot-SECONDS-NAME</c>, with all accounts, one view of the file, and readable by its owner alone; the extra content stands in
    /// <c>….json</c> beside it. Others go on reading and writing meanwhile. A copy that fails leaves no file behind.
    /// </remarks>
    /// <exception cref="StoreException">InvalidConfig, too: the database is in memory and has no folder. Connection: a snapshot of this name was made in this second.</exception>
    public async ValueTask SnapshotAsync(string name, ReadOnlyMemory<byte>? extra = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        cancellationToken.ThrowIfCancellationRequested();
        var clean = SqliteSnapshotName.Clean(name);
        var path = Database.Path ?? throw StoreException.InvalidConfig("a database in memory has no folder for a snapshot");
        var target = string.Create(CultureInfo.InvariantCulture, $"{path}.snapshot-{Context.Now}-{clean}");
        // As long as the file is big: not on the caller's thread.
        await Task.Run(() => Copy(target, extra), cancellationToken).ConfigureAwait(false);
    }

    void Copy(string target, ReadOnlyMemory<byte>? extra)
    {
        Database.CopyTo(target);
        if (extra is { } content)
        {
            try
            {
                WriteExtra($"{target}.json", content.Span);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                File.Delete(target);
                throw StoreException.Io(exception);
            }
        }
    }

    static void WriteExtra(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

#pragma warning disable RS0030 // A new file that SQLite never opens: no lock of this process can hang on it.
        using var file = new FileStream(path, options);
        file.Write(content);
#pragma warning restore RS0030
    }
}
