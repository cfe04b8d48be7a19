using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Batch reads that have run often enough to be joins: what they answer, and how SQLite finds it. The contract suites see them as <c>IN</c> lists.</summary>
public sealed class JoinedListTests : StoreTest
{
    const int Rows = 530;

    static readonly int[] s_sizes = [1, 11, 12, 20, 200, 499, 500, 514, 1_200];

    [Fact]
    public async Task Every_batch_read_answers_the_same_as_single_reads_before_and_after_the_change()
    {
        await FillAsync();
        var random = new Random(20_261_121);
        for (var call = 0; call < 9; call++)
        {
            foreach (var size in s_sizes)
            {
                // Some are absent, some come twice, in no order.
                var numbers = Sample.Many(size, _ => random.Next(Rows + 40));
                var found = numbers.Where(number => number < Rows).Distinct().Order().ToArray();
                var addresses = Array.ConvertAll(numbers, Address);
                Assert.Equal(found.Select(Address), Ordered(await Store.GetSessionsAsync(addresses), record => Sample.Blob(40, record)));
                Assert.Equal(found.Select(Address), Ordered(await Store.GetSenderKeysAsync(addresses), record => Sample.Blob(50, record)));
                Assert.Equal(found.Select(Address), (await Store.LoadIdentitiesAsync(addresses)).OrderBy(pair => Number(pair.Key)).Select(pair => Checked(pair.Key, pair.Value == Sample.Key(Number(pair.Key)))));
                Assert.Equal(found.Select(number => (uint)number + 1), (await Store.LoadPreKeysAsync(Array.ConvertAll(numbers, number => (uint)number + 1))).Select(entry => entry.Id).Order());
                Assert.Equal(found.Select(Address), (await Store.GetDeviceListsAsync(addresses)).Keys.OrderBy(Number));
                Assert.Equal(found.Select(Address), (await Store.GetTcTokensAsync(addresses)).Keys.OrderBy(Number));
                Assert.Equal(found.Select(number => $"lid{number}"), (await Store.GetLidMappingsAsync(Array.ConvertAll(numbers, number => $"lid{number}"))).Keys.OrderBy(key => Digits(key[3..])));
                Assert.Equal(found.Select(number => $"pn{number}"), (await Store.GetPnMappingsAsync(Array.ConvertAll(numbers, number => $"pn{number}"))).Keys.OrderBy(key => Digits(key[2..])));
                Assert.Equal(found.Length, (await Store.GetMutationMacsAsync("regular", Array.ConvertAll(numbers, Sample.Key))).Count);
                Assert.Equal(found, await ReadInPlaceAsync(addresses));
            }
        }
    }

    [Fact]
    public async Task Every_joined_list_finds_its_rows_by_an_index()
    {
        await Every_batch_read_answers_the_same_as_single_reads_before_and_after_the_change();

        var plans = await Store.Database.ReadAsync("explain", 0, static (connection, _) => Joined(connection).Select(sql => (Sql: sql, Plan: Explain(connection, sql))).ToList());

        // Nine lists in the sizes 12 and up that were asked for.
        Assert.True(plans.Count >= 9 * 4, $"only {plans.Count} lists are joined");
        Assert.Equal(9, plans.Select(plan => plan.Sql[plan.Sql.IndexOf(" SELECT ", StringComparison.Ordinal)..]).Distinct().Count());
        // The ids one after another, and for each a search by every column of the key; no scan, no walk of the account, no index made on the fly.
        Assert.All(plans, plan => Assert.Single(plan.Plan, step => step.StartsWith("SEARCH ", StringComparison.Ordinal) && step.Contains("INDEX", StringComparison.Ordinal) && step.Contains(" AND ", StringComparison.Ordinal)));
        Assert.All(plans, plan => Assert.DoesNotContain(plan.Plan, step => step.Contains("AUTOMATIC", StringComparison.Ordinal) || (step.StartsWith("SCAN ", StringComparison.Ordinal) && !IsIds(step))));
    }

    static bool IsIds(string step) => step.Contains("CONSTANT ROW", StringComparison.Ordinal) || step.Contains("wsf_ids", StringComparison.Ordinal) || step.Contains("SUBQUERY", StringComparison.Ordinal);

    async Task FillAsync()
    {
        await Store.PutSessionsAsync(Sample.Many(Rows, i => new RecordEntry(Address(i), Sample.Blob(40, i))));
        await Store.PutSenderKeysAsync(Sample.Many(Rows, i => new RecordEntry(Address(i), Sample.Blob(50, i))));
        await Store.PutIdentitiesAsync(Sample.Many(Rows, i => new IdentityEntry(Address(i), Sample.Key(i))));
        await Store.StorePreKeysAsync(Sample.Many(Rows, i => new PreKeyEntry((uint)i + 1, Sample.Blob(30, i))), uploaded: false);
        await Store.UpdateDeviceListsAsync(Sample.Many(Rows, i => Sample.DeviceList(Address(i), i)));
        await Store.PutLidMappingsAsync(Sample.Many(Rows, Sample.Mapping));
        await Store.PutMutationMacsAsync("regular", 1, Sample.Many(Rows, Sample.Mac));
        for (var i = 0; i < Rows; i++)
        {
            await Store.PutTcTokenAsync(Address(i), new TcToken(Sample.Blob(20, i), i, null));
        }
    }

    async Task<List<int>> ReadInPlaceAsync(string[] addresses)
    {
        List<int> seen = [];
        await Store.ReadSessionsAsync(addresses, seen, static (seen, address, record) =>
        {
            var number = Number(Encoding.UTF8.GetString(address));
            Assert.Equal(Sample.Blob(40, number), record.ToArray());
            seen.Add(number);
        });
        seen.Sort();
        return seen;
    }

    static IEnumerable<string> Ordered(IReadOnlyDictionary<string, byte[]> records, Func<int, byte[]> expected) =>
        records.OrderBy(pair => Number(pair.Key)).Select(pair => Checked(pair.Key, pair.Value.AsSpan().SequenceEqual(expected(Number(pair.Key)))));

    static string Checked(string key, bool isRight) => isRight ? key : $"{key} has another record";

    static string Address(int number) => $"{number}:{number % 3}@lid.0";

    static int Number(string address) => Digits(address[..address.IndexOf(':', StringComparison.Ordinal)]);

    static int Digits(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    static List<string> Joined(NativeConnection connection)
    {
        List<string> texts = [];
        for (var statement = NativeMethods.sqlite3_next_stmt(connection.Handle, 0); statement != 0; statement = NativeMethods.sqlite3_next_stmt(connection.Handle, statement))
        {
            if (SqlOf(statement) is { } sql && sql.StartsWith("WITH wsf_ids", StringComparison.Ordinal))
            {
                texts.Add(sql);
            }
        }

        return texts;
    }

    static List<string> Explain(NativeConnection connection, string sql)
    {
        List<string> plan = [];
        using var explain = connection.PrepareOnce("EXPLAIN QUERY PLAN " + sql);
        while (explain.Statement.Step())
        {
            plan.Add(explain.Statement.GetString(3));
        }

        return plan;
    }

    // By the library that is in use, which a DllImport of the tests would not find.
    static unsafe string? SqlOf(nint statement) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)NativeLibrary.GetExport(SqliteLibrary.Handle, "sqlite3_sql"))(statement));
}
