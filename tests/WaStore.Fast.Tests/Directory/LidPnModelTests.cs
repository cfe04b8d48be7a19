using System.Globalization;
using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Seeded runs of learning, asking, evicting, failing and restarting against a naive model. DIRECTORY_SEED chooses another first seed.</summary>
public sealed class LidPnModelTests
{
    const int Users = 12;

    static ulong FirstSeed { get; } =
        Environment.GetEnvironmentVariable("DIRECTORY_SEED") is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : 0xD1C70001;

    [Theory]
    [InlineData(0, null)]
    [InlineData(20, 3)]
    [InlineData(40, 0)]
    public async Task Any_bound_answers_as_the_model(int firstSeed, int? capacity)
    {
        for (var seed = FirstSeed + (ulong)firstSeed; seed < FirstSeed + (ulong)firstSeed + 12; seed++)
        {
            var steps = new List<string>();
            try
            {
                await RunAsync(new ChaosRandom(seed), capacity, steps);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}, step {steps.Count}: {string.Join(", ", steps.TakeLast(30))}", exception);
            }
        }
    }

    static async Task RunAsync(ChaosRandom random, int? capacity, List<string> steps)
    {
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { LidPnCache = new CacheEntryConfig(TimeSpan.FromHours(1), capacity) });
        var model = new LidPnModel();
        for (var step = 0; step < 250; step++)
        {
            harness.Tick();
            await StepAsync(harness, model, random, steps);
            var asked = $"{1 + random.Next(Users)}";
            Assert.Equal(model.PhoneOf(asked), await harness.LidPn.GetPhoneNumberAsync(asked));
            Assert.Equal(model.LidOf(asked), await harness.LidPn.GetLidAsync(asked));
        }
    }

    static async Task StepAsync(DirectoryHarness harness, LidPnModel model, ChaosRandom random, List<string> steps)
    {
        var sources = Enum.GetValues<LearningSource>();
        switch (random.Next(10))
        {
            case 0:
                steps.Add("restart");
                harness.Open();
                break;
            case 1:
                steps.Add("warm up");
                harness.Open();
                await harness.LidPn.WarmUpAsync();
                break;
            case 2:
                steps.Add("idle");
                harness.Time.Advance(TimeSpan.FromHours(2));
                break;
            case 3:
                var failing = Pair(random);
                steps.Add($"fail {failing}");
                harness.Steering.Break(nameof(IBackend.PutLidMappingsAsync));
                var source = sources[random.Next(sources.Length)];
                var failed = await Record.ExceptionAsync(() => harness.Learner.LearnAsync(failing, source).AsTask());
                harness.Steering.Mend();
                _ = await harness.Learner.LearnAsync(failing, source);
                Assert.Equal(model.Learn(failing, source, harness.Now), failed is not null);
                break;
            default:
                var pair = Pair(random);
                var learnt = sources[random.Next(sources.Length)];
                steps.Add($"{learnt} {pair.Lid}-{pair.PhoneNumber}");
                var learning = await harness.Learner.LearnAsync(pair, learnt);
                Assert.Equal(model.Learn(pair, learnt, harness.Now), learning.Written == 1);
                break;
        }
    }

    static LidPnPair Pair(ChaosRandom random) => new($"{1 + random.Next(Users)}", $"{1 + random.Next(Users)}");
}

/// <summary>What is known of LIDs and numbers, without a cache.</summary>
sealed class LidPnModel
{
    readonly Dictionary<string, Row> _rows = [];
    int _arrivals;

    public string? PhoneOf(string lid) => _rows.TryGetValue(lid, out var row) ? row.Phone : null;

    public string? LidOf(string phone) => Leader(phone)?.Lid;

    /// <summary>Whether the pair is written.</summary>
    public bool Learn(LidPnPair pair, LearningSource source, long now)
    {
        var leader = Leader(pair.PhoneNumber);
        var known = _rows.GetValueOrDefault(pair.Lid);
        var isKnown = known is not null && known.Phone == pair.PhoneNumber;
        var isObserved = source is LearningSource.Other or LearningSource.Pairing or LearningSource.DeviceNotification;
        var leads = leader?.Lid == pair.Lid || (source.IsStale() && leader is not null);
        if (isKnown && (isObserved || source is LearningSource.Usync || leads))
        {
            return false;
        }

        if (known is not null && !isKnown && isObserved)
        {
            return false;
        }

        var createdAt = source.IsStale() ? 0 : now;
        var wins = leader is null || leader.Lid == pair.Lid || leader.CreatedAt <= createdAt;
        _rows[pair.Lid] = new Row(pair.Lid, pair.PhoneNumber, createdAt, wins ? now : createdAt, known?.Arrival ?? _arrivals++);
        return true;
    }

    Row? Leader(string phone) => _rows.Values.Where(row => row.Phone == phone).OrderByDescending(row => row.UpdatedAt).ThenBy(row => row.Arrival).FirstOrDefault();

    sealed record Row(string Lid, string Phone, long CreatedAt, long UpdatedAt, int Arrival);
}
