using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Sqlite.Tests.Upgrade;

namespace WaStore.Fast.Sqlite.Tests.Crashes;

/// <summary>A file so full that bringing it up to date takes long enough to be killed over; with what has to stand in it afterwards.</summary>
sealed class BigFile : IDisposable
{
    readonly TempDatabase _template;
    int _copies;

    BigFile(TempDatabase template) => _template = template;

    /// <summary>What <see cref="Describe"/> says of the file once it is up to date.</summary>
    internal string Expected { get; private set; } = "";

    /// <summary>How many bytes have come to stand beside the file when it is up to date and still open: in its log, and in copies.</summary>
    internal long Growth { get; private set; }

    /// <param name="stage">How many migrations it has seen.</param>
    /// <param name="fill">SQL that fills it.</param>
    /// <param name="arguments">How the child opens it, beside its path.</param>
    internal static async Task<BigFile> CreateAsync(int stage, string fill, params string[] arguments)
    {
        var file = new BigFile(new TempDatabase());
        using (var connection = file._template.CreateAtStage(stage))
        {
            connection.RunImmediate(() => connection.Execute(fill));
        }

        var path = file.Copy();
        using (var child = CrashHostProcess.Start(["open", path, "hold", .. arguments]))
        {
            await child.ReadyAsync();
            child.Go();
            Assert.Equal("opened", await child.ReadLineAsync());
            file.Growth = BytesBeside(path);
            child.Go();
            await child.SucceedAsync();
        }

        file.Expected = Describe(path);
        Delete(path);
        return file;
    }

    /// <summary>The bytes that stand beside a file under its name. It shows how far the work on it has come, on a fast machine as on a busy one.</summary>
    internal static long BytesBeside(string path) => new DirectoryInfo(Path.GetDirectoryName(path)!)
        .EnumerateFiles(Path.GetFileName(path) + "?*")
        .Where(file => !file.Name.EndsWith("-shm", StringComparison.Ordinal))
        .Sum(file => file.Exists ? file.Length : 0);

    /// <summary>A fresh copy of the file. Nobody has the template open.</summary>
    internal string Copy()
    {
        var path = $"{_template.Path}.{_copies++:D4}";
        File.Copy(_template.Path, path);
        return path;
    }

    /// <summary>A digest of every row of every table, and the schema.</summary>
    internal static string Describe(string path)
    {
        using var witness = new WitnessConnection(path);
        Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
        var text = new StringBuilder();
        foreach (var (table, rows) in EveryRow.Read(witness))
        {
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
            _ = text.AppendLine(CultureInfo.InvariantCulture, $"{table}: {rows.Count} rows, {Convert.ToHexStringLower(digest.AsSpan(0, 8))}");
        }

        return text.AppendJoin('\n', SchemaDump.Read(witness)).ToString();
    }

    internal static void Delete(string path)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => _template.Dispose();
}
