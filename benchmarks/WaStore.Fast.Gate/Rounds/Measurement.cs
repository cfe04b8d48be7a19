namespace WaStore.Fast.Gate.Rounds;

/// <summary>What a measurement gave: rounds, or why there are none.</summary>
sealed record Outcome(IReadOnlyDictionary<string, Measured> Measured, IReadOnlyDictionary<string, MeasurementException> Failed);

/// <summary>Measures benchmarks on three sides: launch after launch in fresh processes, in each the rounds strictly interleaved, one process at work at a time.</summary>
sealed class Measurement(IProcessSource source, IReadOnlyList<int> cores, Random random, Action<string> say)
{
    /// <summary>What a run has at least, however busy the machine is: between launches there is no telling with fewer.</summary>
    internal const int LeastLaunches = 2;

    static readonly Side[] s_sides = Enum.GetValues<Side>();

    readonly RoundOrder _order = new(random);
    readonly Dictionary<string, int> _operations = [];

    /// <summary>Measures.</summary>
    /// <param name="benchmarks">Which.</param>
    /// <param name="launches">In how many sets of fresh processes.</param>
    /// <param name="rounds">In how many rounds each.</param>
    /// <param name="hasTime">Whether there is time for one more launch after so many; two are always made.</param>
    /// <param name="cancellationToken">Ends it; no process stays.</param>
    internal async Task<Outcome> RunAsync(IReadOnlyList<string> benchmarks, int launches, int rounds, Func<int, bool> hasTime, CancellationToken cancellationToken)
    {
        var measured = new Dictionary<string, Measured>();
        var failed = new Dictionary<string, MeasurementException>();
        for (int launch = 0; launch < launches; launch++)
        {
            if (launch >= LeastLaunches && !hasTime(launch))
            {
                say($"no time for more than {launch} launches: the machine is busy");
                break;
            }

            say($"launch {launch + 1} of {launches}: {string.Join(", ", benchmarks)}");
            int core = cores.Count == 0 ? -1 : cores[launch % cores.Count];
            var processes = new Dictionary<Side, IMeasuredProcess>();
            try
            {
                foreach (string benchmark in benchmarks.Where(name => !failed.ContainsKey(name)))
                {
                    try
                    {
                        await StartAsync(processes, core, cancellationToken).ConfigureAwait(false);
                        var one = new Measured(benchmark, 0, [new Launch(core, await MeasureAsync(processes, benchmark, rounds, cancellationToken).ConfigureAwait(false))]);
                        measured[benchmark] = measured.TryGetValue(benchmark, out Measured? before) ? before.With(one) : one with { Operations = _operations[benchmark] };
                    }
                    catch (MeasurementException exception)
                    {
                        failed[benchmark] = exception;
                        _ = measured.Remove(benchmark);
                        // Whatever the others are waiting for, the next benchmark starts with processes that nothing has happened to.
                        await EndAsync(processes).ConfigureAwait(false);
                    }
                }
            }
            finally
            {
                await EndAsync(processes).ConfigureAwait(false);
            }
        }

        return new Outcome(measured, failed);
    }

    async Task StartAsync(Dictionary<Side, IMeasuredProcess> processes, int core, CancellationToken cancellationToken)
    {
        foreach (Side side in s_sides.Where(side => !processes.ContainsKey(side)))
        {
            processes[side] = await source.StartAsync(side, core, cancellationToken).ConfigureAwait(false);
        }
    }

    static async Task EndAsync(Dictionary<Side, IMeasuredProcess> processes)
    {
        foreach (IMeasuredProcess process in processes.Values)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        processes.Clear();
    }

    async Task<List<Round>> MeasureAsync(Dictionary<Side, IMeasuredProcess> processes, string benchmark, int count, CancellationToken cancellationToken)
    {
        // In another order each time: who is set up first may get the better memory.
        foreach (Side side in _order.Next())
        {
            int operations = await processes[side].PrepareAsync(benchmark, cancellationToken).ConfigureAwait(false);
            if (side == Side.Base)
            {
                // The base says how many, once: the same number on all sides and in all launches.
                _ = _operations.TryAdd(benchmark, operations);
            }
        }

        var rounds = new List<Round>(count);
        for (int round = 0; round < count; round++)
        {
            IReadOnlyList<Side> order = _order.Next();
            var costs = new Cost[s_sides.Length];
            foreach (Side side in order)
            {
                costs[(int)side] = await processes[side].RunAsync(benchmark, _operations[benchmark], cancellationToken).ConfigureAwait(false);
            }

            rounds.Add(new Round(string.Join(' ', order), costs[(int)Side.Base], costs[(int)Side.Control], costs[(int)Side.Change]));
        }

        foreach (Side side in s_sides)
        {
            await processes[side].ReleaseAsync(benchmark, cancellationToken).ConfigureAwait(false);
        }

        return rounds;
    }
}
