using System.Text;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Where a database is: a plain path, a <c>file:</c> URI, a <c>sqlite://</c> URL (relative or absolute), or shared memory
/// (<c>file:NAME?mode=memory&amp;cache=shared</c>). Resolved to an absolute path once, so that a later change of folder cannot split the connections.
/// </summary>
sealed partial record DatabaseLocation
{
    const string UriScheme = "file:";
    const string UrlScheme = "sqlite://";
    const string Memory = ":memory:";

    DatabaseLocation(string name, bool isUri, string? path, bool isSharedCache, bool mayCreate)
    {
        Name = name;
        IsUri = isUri;
        Path = path;
        IsSharedCache = isSharedCache;
        MayCreate = mayCreate;
    }

    /// <summary>What SQLite is given.</summary>
    internal string Name { get; }

    /// <summary>Whether <see cref="Name"/> is a URI.</summary>
    internal bool IsUri { get; }

    /// <summary>The file's absolute path; null in memory.</summary>
    internal string? Path { get; }

    /// <summary>Whether connections share one cache: then a read transaction makes writers fail at once (spec/storage.md 6.1 no. 11).</summary>
    internal bool IsSharedCache { get; }

    /// <summary>Whether a missing file is created.</summary>
    internal bool MayCreate { get; }

    /// <summary>For messages.</summary>
    internal string Display => Path ?? Name;

    /// <summary>Understands what the user gave. Touches no file.</summary>
    /// <exception cref="StoreException">It names no database that a store can use (InvalidConfig).</exception>
    internal static DatabaseLocation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal))
        {
            throw StoreException.InvalidConfig("the database path is empty, or has a NUL in it.");
        }

        if (text.StartsWith(UrlScheme, StringComparison.OrdinalIgnoreCase))
        {
            // The reference only exchanges the scheme, and then takes a relative path for a host name. Here nothing is a host.
            return ParseUri(text[UrlScheme.Length..], text);
        }

        if (text.StartsWith(UriScheme, StringComparison.Ordinal))
        {
            return ParseUri(WithoutAuthority(text[UriScheme.Length..], text), text);
        }

        if (text == Memory || text.StartsWith(Memory + "?", StringComparison.Ordinal))
        {
            throw PrivateMemory(text);
        }

        string path = System.IO.Path.GetFullPath(text);
        return new DatabaseLocation(path, isUri: false, path, isSharedCache: false, mayCreate: true);
    }

    static DatabaseLocation ParseUri(string rest, string text)
    {
        int fragment = rest.IndexOf('#', StringComparison.Ordinal);
        string withoutFragment = fragment < 0 ? rest : rest[..fragment];
        int question = withoutFragment.IndexOf('?', StringComparison.Ordinal);
        string name = Uri.UnescapeDataString(question < 0 ? withoutFragment : withoutFragment[..question]);
        string query = question < 0 ? "" : withoutFragment[(question + 1)..];
        UriParameters parameters = UriParameters.Parse(query);
        if (name == Memory || parameters.IsMemory)
        {
            return parameters.IsSharedCache && name.Length > 0
                ? new DatabaseLocation($"{UriScheme}{Escape(name)}?{query}", isUri: true, path: null, isSharedCache: true, mayCreate: false)
                : throw PrivateMemory(text);
        }

        if (name.Length == 0)
        {
            throw StoreException.InvalidConfig($"'{text}' names no file.");
        }

        if (parameters.IsReadOnly)
        {
            throw StoreException.InvalidConfig($"'{text}' asks for a read-only file, and a store writes.");
        }

        string path = System.IO.Path.GetFullPath(OperatingSystem.IsWindows() ? WithoutSlashBeforeDrive(name) : name);
        return query.Length == 0
            ? new DatabaseLocation(path, isUri: false, path, isSharedCache: false, mayCreate: true)
            : new DatabaseLocation($"{UriScheme}{Escape(UriPath(path))}?{query}", isUri: true, path, parameters.IsSharedCache, parameters.MayCreate);
    }

    static string WithoutAuthority(string rest, string text)
    {
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return rest;
        }

        int path = rest.IndexOf('/', 2);
        string authority = path < 0 ? rest[2..] : rest[2..path];
        return path >= 0 && authority is "" or "localhost"
            ? rest[path..]
            : throw StoreException.InvalidConfig($"'{text}' names the host '{authority}'; a database file is on this machine: file:PATH or sqlite://PATH.");
    }

    static string WithoutSlashBeforeDrive(string name) => name is ['/', _, ':', ..] ? name[1..] : name;

    static string UriPath(string path) => OperatingSystem.IsWindows() ? '/' + path.Replace('\\', '/') : path;

    static string Escape(string path)
    {
        var escaped = new StringBuilder(path.Length);
        foreach (char c in path)
        {
            _ = c switch
            {
                '%' => escaped.Append("%25"),
                '?' => escaped.Append("%3f"),
                '#' => escaped.Append("%23"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    static StoreException PrivateMemory(string text) => StoreException.InvalidConfig(
        $"'{text}' is a private in-memory database, of which every connection would have its own. Use a shared one: file:NAME?mode=memory&cache=shared.");
}
