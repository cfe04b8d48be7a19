using System.Runtime.CompilerServices;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Tests.Engine;

/// <summary>
/// Runs the whole suite on another SQLite: one process has one library, so it is chosen before any test, by the environment variable
/// <c>WASTORE_SQLITE_LIBRARY</c> (for instance <c>libsqlite3.so.0</c>).
/// </summary>
static class LibraryUnderTest
{
    internal static string? Requested { get; } = Environment.GetEnvironmentVariable("WASTORE_SQLITE_LIBRARY") is { Length: > 0 } name ? name : null;

#pragma warning disable CA2255 // A test assembly is its own application: nothing may touch SQLite before the choice.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Choose() => SqliteLibrary.Choose(Requested);
}
