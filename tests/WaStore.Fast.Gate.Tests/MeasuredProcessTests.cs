using WaStore.Fast.Gate.Protocol;
using WaStore.Fast.Gate.Rounds;

namespace WaStore.Fast.Gate.Tests;

/// <summary>The gate's side of the protocol, over real processes.</summary>
public sealed class MeasuredProcessTests
{
    [Fact]
    public async Task A_good_program_measures()
    {
        await using MeasuredProcess process = await StartAsync();

        Assert.Equal(["counting"], process.Benchmarks);
        Assert.True(await process.PrepareAsync("counting", default) > 0);
        Assert.True((await process.RunAsync("counting", 20, default)).Nanoseconds >= 0);
        await process.ReleaseAsync("counting", default);
    }

    [Fact]
    public async Task A_failing_benchmark_is_said_and_the_process_goes_on()
    {
        await using MeasuredProcess process = await StartAsync();

        var exception = await Assert.ThrowsAsync<MeasurementException>(() => process.RunAsync("another", 20, default));

        Assert.Equal((Side.Base, "the benchmark failed: there is no benchmark 'another' here"), (exception.Side, exception.Message));
        _ = await process.RunAsync("counting", 20, default);
    }

    [Theory]
    [InlineData("dies", "exit code 7", "the last words")]
    [InlineData("chats", "has no gate", "Available Benchmarks")]
    [InlineData("newer", "protocol 99", "this one 1")]
    public async Task A_program_without_a_gate_is_refused(string behaviour, string said, string alsoSaid)
    {
        var exception = await Assert.ThrowsAsync<MeasurementException>(() => StartAsync(behaviour));

        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.Contains(alsoSaid, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_dies_while_it_is_asked_is_quoted()
    {
        await using MeasuredProcess process = await StartAsync("dies-later");

        var exception = await Assert.ThrowsAsync<MeasurementException>(() => process.RunAsync("counting", 20, default));

        Assert.Contains("exit code 7", exception.Message, StringComparison.Ordinal);
        Assert.Contains("the last words", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_hangs_is_ended_and_quoted()
    {
        var exception = await Assert.ThrowsAsync<MeasurementException>(() => MeasuredProcess.StartAsync(Side.Base, new MeasuredProgram(TestProgram.Path, ["hangs"]), -1, TimeSpan.FromSeconds(3), default));

        Assert.Contains("it hangs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("waiting for nothing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_ends_the_process()
    {
        using var cancellation = new CancellationTokenSource();
        Task<MeasuredProcess> starting = MeasuredProcess.StartAsync(Side.Base, new MeasuredProgram(TestProgram.Path, ["hangs"]), -1, TimeSpan.FromMinutes(1), cancellation.Token);
        await cancellation.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
    }

    [Fact]
    public async Task It_runs_on_the_core_it_is_given()
    {
        if (!PinnedStart.IsSupported)
        {
            Assert.Empty(PinnedStart.AllowedCores());
            return;
        }

        // On Windows the process is pinned once it runs, and its runtime may have counted before.
        string[] expected = OperatingSystem.IsWindows() ? ["1", Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture)] : ["1"];
        await using MeasuredProcess process = await StartAsync("cores", PinnedStart.AllowedCores()[^1]);

        Assert.Contains(process.Benchmarks.Single(), expected);
    }

    [Fact]
    public async Task A_core_that_is_not_there_is_said()
    {
        if (OperatingSystem.IsLinux())
        {
            var exception = await Assert.ThrowsAsync<GateException>(() => StartAsync("cores", 1000));
            Assert.Contains("core 1000", exception.Message, StringComparison.Ordinal);
        }
    }

    static Task<MeasuredProcess> StartAsync(string? behaviour = null, int core = -1) =>
        MeasuredProcess.StartAsync(Side.Base, new MeasuredProgram(TestProgram.Path, behaviour is null ? [] : [behaviour]), core, TimeSpan.FromMinutes(1), default);
}
