using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>What is wrong with a store's file, every row of it decoded, without changing its folder by a byte. No key, secret, token, address or message is in it.</summary>
public sealed record StoreVerification
{
    /// <summary>The SQLite library that read it, and the verdict on it.</summary>
    public required SqliteLibraryInfo Library { get; init; }

    /// <summary>The file that was read, symbolic links resolved.</summary>
    public required string Path { get; init; }

    /// <summary>What was read of it.</summary>
    public required InspectionSource Source { get; init; }

    /// <summary>Which migrations the file has seen. An older one was verified as it is after the missing ones.</summary>
    public required MigrationInspection Migrations { get; init; }

    /// <summary>How many rows were read, in all tables of ours.</summary>
    public required long Rows { get; init; }

    /// <summary>What was found, the worst first.</summary>
    public required IReadOnlyList<VerificationFinding> Findings { get; init; }

    /// <summary>The copies of corrupt rows that stand in <c>wsf_quarantine</c>.</summary>
    public required IReadOnlyList<QuarantinedRows> Quarantine { get; init; }

    /// <summary>Whether a finding is an error.</summary>
    public bool HasErrors => Findings.Any(static finding => finding.Severity == VerificationSeverity.Error);

    /// <summary>Verifies the store in the file at <paramref name="path"/>: SQLite's own checks, then every row, then what rows say of each other.</summary>
    /// <remarks>Read as by <see cref="StoreInspection.Read(string, CancellationToken)"/>, in place or as a private copy; takes as long as reading the whole file twice.</remarks>
    /// <param name="path">A plain path. A file that this process has open as a store is refused.</param>
    /// <param name="progress">Told of each step, and within a table every 10,000 rows, on the calling thread. May be told twice, when the file changed meanwhile.</param>
    /// <param name="cancellationToken">Ends it soon, also within SQLite's checks.</param>
    /// <exception cref="StoreException">As for <see cref="StoreInspection.Read(string, CancellationToken)"/>. What can be read only in part is a finding instead.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public static StoreVerification Read(string path, IProgress<VerificationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadOnlyDatabase.Read(path, view => Read(view, progress, cancellationToken), cancellationToken);
    }

    static StoreVerification Read(ReadOnlyView view, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        var connection = view.Connection;
        using var interruption = IntegrityCheck.InterruptOn(connection, cancellationToken);
        try
        {
            connection.BeginRead();
            var schema = SchemaShape.Read(new NativeSchemaConnection(connection));
            connection.UseSchema(schema);
            var run = new VerificationRun(connection, schema, progress, cancellationToken);
            run.Run(view.Migrations);
            var verification = new StoreVerification
            {
                Library = SqliteLibrary.EnsureLoaded(),
                Path = view.Files.Main,
                Source = view.Source,
                Migrations = MigrationInspection.Of(view.Migrations),
                Rows = run.Rows,
                Findings = run.Findings,
                Quarantine = run.Quarantine,
            };
            connection.Rollback();
            return verification;
        }
        catch (StoreException exception) when (exception.SqliteErrorCode is { } code && ResultCode.Primary(code) == ResultCode.Interrupt)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }
}
