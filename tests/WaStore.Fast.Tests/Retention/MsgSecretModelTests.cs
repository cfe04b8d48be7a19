using System.Globalization;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;
using static WaStore.Fast.Tests.Retention.SecretSamples;

namespace WaStore.Fast.Tests.Retention;

/// <summary>The write buffer against a table that cannot fail. RETENTION_SEED, _SEEDS and _STEPS choose other runs; a failure names its seed and its steps.</summary>
public sealed class MsgSecretModelTests
{
    [Fact]
    public async Task Whatever_happens_a_secret_reads_as_it_was_kept_last_and_is_stored_as_merged()
    {
        var first = Setting("RETENTION_SEED", 0x5EC2E7);
        var seeds = Setting("RETENTION_SEEDS", 60);
        var steps = Setting("RETENTION_STEPS", 150);
        for (var seed = first; seed < first + seeds; seed++)
        {
            var trace = new List<string>();
            try
            {
                await new World(seed).RunAsync((int)steps, trace);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"RETENTION_SEED={seed} RETENTION_SEEDS=1, step {trace.Count}: {string.Join(", ", trace)}", exception);
            }
        }
    }

    static ulong Setting(string name, ulong fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : fallback;

    sealed class World(ulong seed)
    {
        const int Keys = 6;

        readonly ChaosRandom _random = new(seed);
        readonly Bed _bed = new();
        readonly Dictionary<string, StoredMsgSecret> _kept = [];
        readonly Dictionary<string, List<StoredMsgSecret>> _since = [];
        readonly List<Order> _parked = [];
        readonly List<Task> _flushes = [];
        Dictionary<string, StoredMsgSecret> _durable = [];
        Life _life = new();
        MsgSecrets _secrets = null!;

        public async Task RunAsync(int steps, List<string> trace)
        {
            _secrets = Open();
            for (var i = 0; i < steps; i++)
            {
                var step = _random.Next(100);
                trace.Add(step switch
                {
                    < 45 => await KeepAsync(),
                    < 55 => await FlushAsync(),
                    < 65 => Fail(after: false),
                    < 72 => Fail(after: true),
                    < 85 => Wait(),
                    < 90 => Park(),
                    < 94 => await ReleaseAsync(),
                    < 97 => await SeedAsync(),
                    _ => await CrashAsync(),
                });
                await CheckReadsAsync();
            }

            _ = await ReleaseAsync();
            _bed.Steering.Mend();
            await _secrets.DisposeAsync();
            foreach (var (id, expected) in _kept)
            {
                Assert.Equal(expected, await _bed.StoredAsync(id));
            }
        }

        // Never full, so that no step waits.
        MsgSecrets Open()
        {
            var life = _life = new Life();
            return new MsgSecrets(
                _bed.Backend,
                new MortalCarrier(new BackendCarrier(_bed.Backend), () => !life.IsOver),
                new MsgSecretOptions { MaxPending = Keys, TimeProvider = _bed.Time });
        }

        // A message has one time, which not everybody knows.
        ReceivedMsgSecret Any()
        {
            var key = _random.Next(Keys);
            return Secret($"m{key}", _random.Next(256), (MsgSecretClass)_random.Next(3), _random.Next(4) == 0 ? 0 : 86_000_000 + key);
        }

        async Task<string> KeepAsync()
        {
            var secret = Any();
            Assert.True(await _secrets.KeepAsync(secret));
            Merge(secret);
            return $"keep {secret.MsgId}";
        }

        async Task<string> SeedAsync()
        {
            var secret = Any();
            // While a commit is parked a seed would not come after what was kept before it.
            if (_parked.Count > 0 || _secrets.Health.Pending > 0)
            {
                return "no seed";
            }

            Assert.Equal(1, await _secrets.SeedAsync(new[] { secret }));
            Merge(secret);
            _durable[secret.MsgId] = _kept[secret.MsgId];
            return $"seed {secret.MsgId}";
        }

        void Merge(ReceivedMsgSecret secret)
        {
            var options = new MsgSecretOptions();
            var (time, expiry) = (secret.MessageTimestamp, options.ExpiresAt(secret.Class, secret.MessageTimestamp, _bed.Now));
            if (_kept.TryGetValue(secret.MsgId, out var old))
            {
                (time, expiry) = (Math.Max(time, old.MessageTimestamp), Math.Max(expiry, old.ExpiresAt));
            }

            var merged = new StoredMsgSecret(new Key32(secret.Secret.Span), time, expiry);
            _kept[secret.MsgId] = merged;
            (_since.TryGetValue(secret.MsgId, out var list) ? list : _since[secret.MsgId] = []).Add(merged);
        }

        async Task<string> FlushAsync()
        {
            if (_parked.Count > 0)
            {
                _flushes.Add(_secrets.FlushAsync());
                return "flush later";
            }

            try
            {
                await _secrets.FlushAsync();
            }
            catch (StoreException)
            {
                return "flush fails";
            }

            foreach (var (id, expected) in _kept)
            {
                Assert.Equal(expected, await _bed.StoredAsync(id));
            }

            Durable();
            return "flush";
        }

        void Durable()
        {
            _since.Clear();
            _durable = new Dictionary<string, StoredMsgSecret>(_kept);
        }

        string Fail(bool after)
        {
            _bed.Steering.FailNext(Bed.Commit, after);
            return after ? "answer lost" : "commit fails";
        }

        string Wait()
        {
            var time = TimeSpan.FromMilliseconds(10 * (1 + _random.Next(30)));
            _bed.Time.Advance(time);
            return $"wait {time.TotalMilliseconds}";
        }

        string Park()
        {
            _parked.Add(_bed.Steering.Park(Bed.Commit, after: _random.Next(2) == 0));
            return "park";
        }

        async Task<string> ReleaseAsync()
        {
            _parked.ForEach(static order => order.Release());
            _parked.Clear();
            await Task.WhenAll(_flushes).WaitAsync(Harness.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _flushes.Clear();
            // One at a time: when this is back, the worker's commit is over, too.
            await _secrets.FlushAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return "release";
        }

        async Task<string> CrashAsync()
        {
            // A commit that is under way when the process dies may still arrive; after that the old life is silent.
            _life.IsOver = true;
            _ = await ReleaseAsync();
            _bed.Steering.Mend();
            for (var i = 0; i < Keys; i++)
            {
                var id = $"m{i}";
                var candidates = _since.GetValueOrDefault(id, []);
                var had = _durable.TryGetValue(id, out var before);
                if (await _bed.StoredAsync(id) is { } row)
                {
                    Assert.True(candidates.Contains(row) || (had && row == before), $"{id} has a row that nobody kept");
                    _kept[id] = _durable[id] = row;
                }
                else
                {
                    Assert.False(had, $"{id} was stored and is gone");
                    _ = _kept.Remove(id);
                }
            }

            _since.Clear();
            _secrets = Open();
            return "crash";
        }

        async Task CheckReadsAsync()
        {
            for (var i = 0; i < Keys; i++)
            {
                var expected = _kept.TryGetValue($"m{i}", out var kept) ? new FoundMsgSecret(kept.Secret, kept.MessageTimestamp, Sender) : default(FoundMsgSecret?);
                Assert.Equal(expected, await _secrets.FindAsync(Query($"m{i}")));
            }
        }

        sealed class Life
        {
            public bool IsOver { get; set; }
        }
    }
}
