using System.Reflection;
using System.Text.Json;
using WaStore.Fast.Gate.Protocol;

namespace WaStore.Fast.Gate.Measuring;

/// <summary>The measured process's side of the protocol: answers one line with one line, until it is told to stop or its parent is gone.</summary>
sealed class MeasureLoop(IReadOnlyList<GatedBenchmark> benchmarks, Handicap handicap, TextReader input, TextWriter output) : IDisposable
{
    // The floor is measured as it is, whatever is done to the others: it must not move.
    readonly RoundMeter _meter = new(handicap);
    readonly RoundMeter _plain = new(Handicap.None);
    readonly Dictionary<string, GatedBenchmark> _benchmarks = benchmarks.Append(new FloorBenchmark()).ToDictionary(benchmark => benchmark.Name, StringComparer.Ordinal);

    readonly HashSet<GatedBenchmark> _setUp = [];

    internal int Run()
    {
        Write(new Reply(ReplyKind.Hello)
        {
            Protocol = Reply.CurrentProtocol,
            Library = typeof(MeasureLoop).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            Benchmarks = [.. benchmarks.Select(benchmark => benchmark.Name)],
        });
        while (input.ReadLine() is { } line)
        {
            if (Parse(line) is not { } request)
            {
                Write(new Reply(ReplyKind.Failure) { Message = "a line that is not of the protocol" });
                continue;
            }

            if (request.Kind == RequestKind.Stop)
            {
                break;
            }

            Write(Answer(request));
        }

        foreach (GatedBenchmark benchmark in _setUp)
        {
            // Whoever asked has gone in the middle; what is set up may be a file.
            benchmark.TearDown();
        }

        return GateExit.Passed;
    }

    public void Dispose()
    {
        _meter.Dispose();
        _plain.Dispose();
    }

    static Request? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ProtocolJson.Default.Request);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    Reply Answer(Request request)
    {
        if (request.Benchmark is null || !_benchmarks.TryGetValue(request.Benchmark, out GatedBenchmark? benchmark))
        {
            return new Reply(ReplyKind.Failure) { Message = $"there is no benchmark '{request.Benchmark}' here" };
        }

        try
        {
            return Answer(request, benchmark, benchmark.Name == FloorBenchmark.FloorName ? _plain : _meter);
        }
#pragma warning disable CA1031 // Whatever a benchmark throws is the gate's to report.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Reply(ReplyKind.Failure) { Message = $"{exception.GetType().Name}: {exception.Message}" };
        }
    }

    Reply Answer(Request request, GatedBenchmark benchmark, RoundMeter meter)
    {
        switch (request.Kind)
        {
            case RequestKind.Prepare:
                benchmark.Setup();
                _ = _setUp.Add(benchmark);
                int operations = WarmUp.Run(benchmark, meter);
                // What set-up and warm-up left behind is gone, and what stays lies together, in every process alike.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                return new Reply(ReplyKind.Ready) { Operations = operations };
            case RequestKind.Run when request.Operations > 0:
                (double nanoseconds, long bytes) = meter.Measure(benchmark, request.Operations);
                return new Reply(ReplyKind.Round) { Nanoseconds = nanoseconds, Bytes = bytes };
            case RequestKind.Release:
                _ = _setUp.Remove(benchmark);
                benchmark.TearDown();
                return new Reply(ReplyKind.Ready);
            default:
                return new Reply(ReplyKind.Failure) { Message = $"'{request.Kind}' of {request.Operations} operations is not of the protocol" };
        }
    }

    void Write(Reply reply)
    {
        output.WriteLine(JsonSerializer.Serialize(reply, ProtocolJson.Default.Reply));
        output.Flush();
    }
}
