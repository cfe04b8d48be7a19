using System.Globalization;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

/// <summary>
/// A server that delivers until it is told not to, a ratchet that decrypts each message once, a store and an app that fail, and crashes: every message reaches the app.
/// RETENTION_SEED, _SEEDS and _STEPS choose other runs.
/// </summary>
public sealed class InboundCrashTests
{
    [Fact]
    public async Task No_message_is_acknowledged_that_the_app_did_not_get_whatever_happens()
    {
        var first = Setting("RETENTION_SEED", 0x1B0D);
        var seeds = Setting("RETENTION_SEEDS", 60);
        var steps = Setting("RETENTION_STEPS", 120);
        for (var seed = first; seed < first + seeds; seed++)
        {
            var trace = new List<string>();
            try
            {
                await using var world = new World(seed);
                await world.RunAsync((int)steps, trace);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"RETENTION_SEED={seed} RETENTION_SEEDS=1, step {trace.Count}: {string.Join(", ", trace)}", exception);
            }
        }
    }

    static ulong Setting(string name, ulong fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : fallback;

    sealed class World(ulong seed) : IAsyncDisposable
    {
        static readonly string[] s_failing = ["CommitAsync", "DeletePendingInboundsAsync", "GetPendingInboundAsync", "handle", "ack"];

        readonly ChaosRandom _random = new(seed);
        readonly InboundBed _bed = new(new InboundOptions { MaxMessages = 3 });
        readonly HashSet<int> _acknowledged = [];
        int _sent;
        int _delivered;

        public ValueTask DisposeAsync() => _bed.DisposeAsync();

        public async Task RunAsync(int steps, List<string> trace)
        {
            for (var i = 0; i < steps; i++)
            {
                trace.Add(_random.Next(20) switch
                {
                    < 10 => await DeliverAsync(),
                    < 13 => Fail(),
                    < 15 => Wait(),
                    < 16 => await EndDrainAsync(),
                    < 17 => Reconnect(),
                    < 18 => await FlushAsync(),
                    _ => Crash(),
                });
                Collect();
            }

            _bed.Steering.Mend();
            _bed.Failing.Clear();
            trace.Add(Crash());
            while (_delivered < _sent)
            {
                trace.Add(await DeliverAsync());
                Collect();
            }

            await _bed.Inbound.EndDrainAsync();
            Collect();
            Assert.Equal(_sent, _acknowledged.Count);
            for (var i = 1; i <= _sent; i++)
            {
                Assert.Null(await _bed.RowAsync($"{i}"));
            }
        }

        // The next message that this connection did not deliver and that is not acknowledged; a new one if there is none.
        async Task<string> DeliverAsync()
        {
            do
            {
                _delivered++;
            }
            while (_acknowledged.Contains(_delivered));

            _sent = Math.Max(_sent, _delivered);
            var id = $"{_delivered}";
            var cache = _bed.Harness.Cache;
            try
            {
                using var checkout = await cache.CheckoutSessionAsync(Harness.Address(1));
                if ((checkout.Record?.Chain ?? 0) >= _delivered)
                {
                    if (await _bed.Inbound.RedeliverAsync(InboundBed.Key(id)) == Redelivery.Acknowledge)
                    {
                        Assert.Contains(id, Handled());
                        _ = _acknowledged.Add(_delivered);
                    }
                }
                else
                {
                    await _bed.Inbound.AcceptAsync(InboundBed.Message(id));
                    checkout.Commit(ChainRecord.New(_delivered));
                }

                await _bed.Inbound.CommitIfDueAsync();
            }
            catch (Exception exception) when (IsOurs(exception))
            {
                // One that was not taken in comes again on the next connection, which in this world is after a crash: nothing may overtake it.
                return $"{id} fails{Crash()}";
            }

            return id;
        }

        IEnumerable<string> Handled() => Ids("handle ");

        IEnumerable<string> Ids(string step) => _bed.Steps.Where(line => line.StartsWith(step, StringComparison.Ordinal)).SelectMany(line => line[step.Length..].Split(','));

        void Collect()
        {
            var handled = Handled().ToHashSet();
            foreach (var id in Ids("ack "))
            {
                Assert.Contains(id, handled);
                _ = _acknowledged.Add(int.Parse(id, CultureInfo.InvariantCulture));
            }
        }

        string Fail()
        {
            var what = s_failing[_random.Next(s_failing.Length)];
            if (what.EndsWith("Async", StringComparison.Ordinal))
            {
                _bed.Steering.FailNext(what, after: _random.Next(2) == 0);
            }
            else
            {
                _bed.Failing.Enqueue(what);
            }

            return $"fail {what}";
        }

        string Wait()
        {
            _bed.Bed.Time.Advance(TimeSpan.FromSeconds(1 + _random.Next(9)));
            return "wait";
        }

        async Task<string> EndDrainAsync()
        {
            try
            {
                await _bed.Inbound.EndDrainAsync();
                return "end";
            }
            catch (Exception exception) when (IsOurs(exception))
            {
                return "end fails";
            }
        }

        async Task<string> FlushAsync()
        {
            try
            {
                // As a send would, or the cache's worker.
                await _bed.Harness.Cache.FlushAsync();
                return "flush";
            }
            catch (StoreException)
            {
                return "flush fails";
            }
        }

        string Reconnect()
        {
            _bed.Inbound.BeginDrain();
            _delivered = 0;
            return "reconnect";
        }

        string Crash()
        {
            _bed.Crash();
            _delivered = 0;
            return "crash";
        }

        static bool IsOurs(Exception exception) => exception is StoreException || exception.Message.EndsWith(" fails", StringComparison.Ordinal);
    }
}
