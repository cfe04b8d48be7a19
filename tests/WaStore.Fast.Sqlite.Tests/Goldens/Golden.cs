using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace WaStore.Fast.Sqlite.Tests.Goldens;

/// <summary>A golden database, unpacked into a folder of its own that goes away with it.</summary>
public sealed class Golden : IDisposable
{
    readonly Lazy<JsonDocument> _expected;
    readonly Lazy<JsonDocument> _upgradedExpected;

    Golden(string folder)
    {
        Folder = folder;
        _expected = new Lazy<JsonDocument>(() => Parse("expected.json"));
        _upgradedExpected = new Lazy<JsonDocument>(() => Parse("upgraded-expected.json"));
    }

    /// <summary>All of them, for <c>[MemberData]</c>.</summary>
    public static TheoryData<GoldenStage> Stages => [.. Enum.GetValues<GoldenStage>()];

    /// <summary>Those of the stages before the newest, which have an upgraded file too.</summary>
    public static TheoryData<GoldenStage> OlderStages => [.. Enum.GetValues<GoldenStage>().Where(stage => stage < GoldenStage.Migration24)];

    public string Folder { get; }

    /// <summary>The file as its own store left it.</summary>
    public string StorePath => Path.Combine(Folder, "store.db");

    /// <summary>The file after the newest whatsapp-rust has migrated it; not for <see cref="GoldenStage.Migration24"/>.</summary>
    public string UpgradedPath => Path.Combine(Folder, "upgraded.db");

    /// <summary>What the store that wrote the file answered, by account.</summary>
    public IReadOnlyList<GoldenAccount> Accounts => ReadAccounts(_expected.Value);

    /// <summary>What the newest whatsapp-rust answered from <see cref="UpgradedPath"/>, by account.</summary>
    public IReadOnlyList<GoldenAccount> UpgradedAccounts => ReadAccounts(_upgradedExpected.Value);

    /// <summary>
    /// What our own store has to answer once the file is at the newest schema: what its writer answered, the fields that came later as the newest whatsapp-rust answers
    /// them. What that one lost in its upgrade is there.
    /// </summary>
    public IReadOnlyList<GoldenAccount> MigratedAccounts => File.Exists(UpgradedPath)
        ? [.. Accounts.Zip(UpgradedAccounts, (written, upgraded) => new GoldenAccount(upgraded.Keys, GoldenJson.Overlay(upgraded.Answers, written.Answers)))]
        : Accounts;

    /// <summary>Unpacks the database of a stage into a fresh folder.</summary>
    public static Golden Unpack(GoldenStage stage)
    {
        var folder = Directory.CreateTempSubdirectory("wastore-golden-").FullName;
        var archive = Path.Combine(AppContext.BaseDirectory, "Goldens", NameOf(stage) + ".tar.br");
        using var file = File.OpenRead(archive);
        using var tar = new BrotliStream(file, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(tar, folder, overwriteFiles: false);
        return new Golden(folder);
    }

    public void Dispose()
    {
        if (_expected.IsValueCreated)
        {
            _expected.Value.Dispose();
        }

        if (_upgradedExpected.IsValueCreated)
        {
            _upgradedExpected.Value.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    static string NameOf(GoldenStage stage) => stage switch
    {
        GoldenStage.Migration14 => "whatsapp-rust-0.6.0-migration14",
        GoldenStage.Migration17 => "whatsapp-rust-0.6-migration17",
        GoldenStage.Migration23 => "whatsapp-rust-0.7.0-migration23",
        GoldenStage.Migration24 => "whatsapp-rust-main-migration24",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    static IReadOnlyList<GoldenAccount> ReadAccounts(JsonDocument document)
    {
        var root = document.RootElement;
        return [.. root.GetProperty("accounts").EnumerateArray()
            .Zip(root.GetProperty("keys").EnumerateArray(), (answers, keys) => new GoldenAccount(keys, answers))];
    }

    JsonDocument Parse(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name)));
}
