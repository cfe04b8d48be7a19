using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Inspection;

/// <summary>That a file which changes while it is read without locks is not believed, and what a copy needs to be taken.</summary>
public sealed class ReadOnlyDatabaseTests
{
    [Fact]
    public void An_answer_is_dropped_when_somebody_began_to_work_on_the_file_meanwhile()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration24);
        var sources = new List<InspectionSource>();

        var answer = ReadOnlyDatabase.Read(
            golden.StorePath,
            view =>
            {
                sources.Add(view.Source);
                File.WriteAllBytes(golden.StorePath + "-wal", []);
                return sources.Count;
            },
            CancellationToken.None);

        Assert.Equal([InspectionSource.TheFile, InspectionSource.Copy], sources);
        Assert.Equal(2, answer);
    }

    [Fact]
    public void An_answer_is_dropped_when_the_file_was_written_meanwhile()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration24);
        var sources = new List<InspectionSource>();

        _ = ReadOnlyDatabase.Read(
            golden.StorePath,
            view =>
            {
                sources.Add(view.Source);
                if (view.Source == InspectionSource.TheFile)
                {
                    File.SetLastWriteTimeUtc(golden.StorePath, DateTime.UtcNow);
                    throw StoreException.Database("pages of two times");
                }

                return true;
            },
            CancellationToken.None);

        Assert.Equal([InspectionSource.TheFile, InspectionSource.Copy], sources);
    }

    [Fact]
    public void A_read_that_fails_on_an_unchanged_file_has_failed()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration24);
        var reads = 0;

        var failure = Assert.Throws<StoreException>(() => ReadOnlyDatabase.Read<bool>(
            golden.StorePath,
            _ =>
            {
                reads++;
                throw StoreException.Database("a damaged page");
            },
            CancellationToken.None));

        Assert.Contains("a damaged page", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, reads);
    }

    [Fact]
    public void Writing_is_not_possible_in_place()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration24);

        var failure = Assert.Throws<StoreException>(() => ReadOnlyDatabase.Read(
            golden.StorePath,
            static view =>
            {
                view.Connection.Execute("DELETE FROM sessions"u8);
                return true;
            },
            CancellationToken.None));

        Assert.Equal(8, failure.SqliteErrorCode & 0xFF);
    }

    [Fact]
    public void A_time_to_come_is_no_hindrance_to_a_copy()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration17);
        File.SetLastWriteTimeUtc(golden.StorePath, DateTime.UtcNow.AddDays(1));

        var source = ReadOnlyDatabase.Read(golden.StorePath, static view => view.Source, CancellationToken.None);

        Assert.Equal(InspectionSource.MigratedCopy, source);
    }

    [Fact]
    public void A_file_that_never_stands_still_is_an_error_and_not_a_torn_copy()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration17);
        var files = DatabaseFiles.At(golden.StorePath);

        var failure = Assert.Throws<StoreException>(() => PrivateCopy.Take(files, new JustWritten(files), CancellationToken.None));

        Assert.Equal(StoreErrorKind.Connection, failure.Kind);
        Assert.Contains("try again", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A clock by which the file was written this very moment, whenever it is asked.</summary>
    sealed class JustWritten(DatabaseFiles files) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(files.Stamp().LastWrite);
    }
}
