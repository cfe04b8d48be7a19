using System.Text.Json;

namespace WaStore.Fast.Cli.Tests;

/// <summary>The two forms of what <c>wastore fanout</c> prints.</summary>
public sealed class FanoutOutputTests
{
    [Fact]
    public async Task Json_is_one_object_of_a_fixed_shape()
    {
        var run = await CliRun.InProcessAsync("fanout", "--participants", "3", "--messages", "2", "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        const string Statistics = "{sends, microseconds{p50, p99, max}, total{readExecutions, writeExecutions, transactions, rowsRead, rowsWritten, walBytes, allocatedBytes, cache{hits, misses, flushes, gateWaits}}}";
        Assert.Equal(
            $"{{measured, database{{path, temporary, sqliteVersion, walResetBug}}, group{{participants, devicesEach, ownOtherDevices, devices}}, first{Statistics}, cold{Statistics}, warm{Statistics}}}",
            Shape(run.Json));
        Assert.Contains("through the Signal cache", run.Json.GetProperty("measured").GetString(), StringComparison.Ordinal);
        Assert.Equal(8, run.Json.GetProperty("group").GetProperty("devices").GetInt32());
    }

    [Fact]
    public async Task Redirected_it_prints_a_plain_table_that_fits_a_hundred_columns()
    {
        var run = await CliRun.InProcessAsync("fanout", "--participants", "3", "--messages", "2");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\r', run.Output);
        Assert.All(
            ["first", "cold", "warm", "time p50", "time p99", "statements executed to read", "write transactions", "bytes to the WAL", "managed bytes", "found in the Signal cache", "waits for a lease", "no network"],
            part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [Fact]
    public async Task Without_warm_sends_there_is_no_warm_column()
    {
        var run = await CliRun.InProcessAsync("fanout", "--participants", "3", "--messages", "2", "--cold");

        var heading = run.Output.Split('\n').Single(line => line.Contains("per send", StringComparison.Ordinal));
        Assert.Contains("cold", heading, StringComparison.Ordinal);
        Assert.DoesNotContain("warm", heading, StringComparison.Ordinal);
    }

    static string Shape(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? "{" + string.Join(", ", element.EnumerateObject().Select(property => property.Name + Shape(property.Value))) + "}"
        : "";
}
