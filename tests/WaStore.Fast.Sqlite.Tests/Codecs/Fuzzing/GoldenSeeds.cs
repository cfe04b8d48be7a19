using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Codecs.Fuzzing;

/// <summary>The blobs of one column of every golden, without repeats and without the longest: what mutations begin with.</summary>
static class GoldenSeeds
{
    const int Longest = 4_000;
    const int Most = 400;

    internal static byte[][] Of(string table, string column)
    {
        var blobs = new Dictionary<string, byte[]>();
        foreach (var stage in Enum.GetValues<GoldenStage>())
        {
            using var golden = Golden.Unpack(stage);
            using var file = new WitnessConnection(golden.StorePath);
            if (file.QueryTexts($"SELECT name FROM pragma_table_info('{table}') WHERE name = '{column}'").Count == 0)
            {
                continue;
            }

            foreach (var row in file.QueryRows($"SELECT CAST({column} AS BLOB) FROM {table} WHERE length(CAST({column} AS BLOB)) BETWEEN 1 AND {Longest} LIMIT {Most}"))
            {
                var blob = (byte[])row[0]!;
                _ = blobs.TryAdd(Convert.ToHexString(blob), blob);
            }
        }

        Assert.NotEmpty(blobs);
        return [.. blobs.Values];
    }
}
