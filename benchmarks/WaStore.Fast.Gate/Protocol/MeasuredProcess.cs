using System.Diagnostics;
using System.Text.Json;
using WaStore.Fast.Gate.Repository;
using WaStore.Fast.Gate.Rounds;

namespace WaStore.Fast.Gate.Protocol;

/// <summary>The gate's side of the protocol: one process that measures.</summary>
sealed class MeasuredProcess : IMeasuredProcess
{
    static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(3);

    readonly Side _side;
    readonly Process _process;
    readonly StandardErrorTail _error;
    readonly TimeSpan _patience;

    MeasuredProcess(Side side, Process process, TimeSpan patience)
    {
        _side = side;
        _process = process;
        _patience = patience;
        _error = new StandardErrorTail(process);
    }

    /// <summary>How long one answer may take. Setting up and warming is the longest.</summary>
    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The benchmarks that the process has.</summary>
    internal IReadOnlyList<string> Benchmarks { get; private set; } = [];

    /// <summary>Starts a program and waits until it has said hello.</summary>
    /// <exception cref="MeasurementException">It does not, or speaks another protocol: it has no gate.</exception>
    internal static async Task<MeasuredProcess> StartAsync(Side side, MeasuredProgram program, int core, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Tool.Dotnet, ["exec", program.Path, Commands.MeasureCommand.Name, .. program.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program.Path)!,
        };
        // A collection in the background would be measured in whichever round it falls.
        start.Environment["DOTNET_gcConcurrent"] = "0";
        // Compiled once, in full and without a profile, as NativeAOT does it. With tiers a process's profile decides what is inlined: of thirty processes two were a fifth slower
        // than the others, a hit of 6 ns reached 42 % of noise, and warming up took most of a run. What only the profile makes fast is not seen here.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        var measured = new MeasuredProcess(side, PinnedStart.Start(start, core), patience);
        try
        {
            Reply hello = await measured.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (hello is not { Kind: ReplyKind.Hello, Benchmarks: { } benchmarks })
            {
                throw new MeasurementException(side, "its program has no gate: it does not know 'measure'");
            }

            if (hello.Protocol != Reply.CurrentProtocol)
            {
                throw new MeasurementException(side, $"its gate (version {hello.Library}) speaks protocol {hello.Protocol}, this one {Reply.CurrentProtocol}");
            }

            measured.Benchmarks = benchmarks;
            return measured;
        }
        catch
        {
            await measured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task<int> PrepareAsync(string benchmark, CancellationToken cancellationToken) =>
        (await AskAsync(new Request(RequestKind.Prepare, benchmark), ReplyKind.Ready, cancellationToken).ConfigureAwait(false)).Operations;

    public async Task<Cost> RunAsync(string benchmark, int operations, CancellationToken cancellationToken)
    {
        Reply reply = await AskAsync(new Request(RequestKind.Run, benchmark, operations), ReplyKind.Round, cancellationToken).ConfigureAwait(false);
        return new Cost(reply.Nanoseconds, reply.Bytes);
    }

    public async Task ReleaseAsync(string benchmark, CancellationToken cancellationToken) =>
        _ = await AskAsync(new Request(RequestKind.Release, benchmark), ReplyKind.Ready, cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Politely first: at the end of its input it tears down what is set up, for instance a temporary file.
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(s_farewell);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    async Task<Reply> AskAsync(Request request, ReplyKind expected, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, ProtocolJson.Default.Request).AsMemory(), cancellationToken).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw await DiedAsync().ConfigureAwait(false);
        }

        Reply reply = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return reply.Kind == expected ? reply : throw new MeasurementException(_side, reply.Kind == ReplyKind.Failure ? $"the benchmark failed: {reply.Message}" : $"it answered '{reply.Kind}' to '{request.Kind}'");
    }

    async Task<Reply> ReadAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        string? line;
        try
        {
            line = await _process.StandardOutput.ReadLineAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException(_side, $"it hangs: no answer within {_patience.TotalSeconds:0.#} s{_error.Quoted}");
        }

        if (line is null)
        {
            throw await DiedAsync().ConfigureAwait(false);
        }

        try
        {
            return JsonSerializer.Deserialize(line, ProtocolJson.Default.Reply) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new MeasurementException(_side, $"it has no gate, or another one: it said '{(line.Length > 100 ? line[..100] : line)}'{_error.Quoted}");
        }
    }

    async Task<MeasurementException> DiedAsync()
    {
        // Also waits until all of standard error has been read.
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return new MeasurementException(_side, $"it died with exit code {_process.ExitCode}{_error.Quoted}");
    }
}
