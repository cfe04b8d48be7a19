using System.Globalization;
using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Seeded runs of patches, syncs, mappings, failures and restarts against a naive model. DIRECTORY_SEED chooses another first seed.</summary>
public sealed class RegistryModelTests
{
    const int Users = 5;

    static ulong FirstSeed { get; } =
        Environment.GetEnvironmentVariable("DIRECTORY_SEED") is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : 0xD1C70001;

    [Theory]
    [InlineData(0, null)]
    [InlineData(20, 2)]
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
        var bounds = new CacheEntryConfig(TimeSpan.FromHours(1), capacity);
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { LidPnCache = bounds, DeviceRegistryCache = bounds });
        var lists = new Dictionary<int, List<DeviceInfo>>();
        for (var step = 0; step < 200; step++)
        {
            harness.Tick();
            await StepAsync(harness, lists, random, steps);
            var asked = random.Next(Users);
            var expected = lists.TryGetValue(asked, out var devices) ? devices : [];
            var found = await harness.Registry.GetAsync(random.Next(2) == 0 ? Lid(asked) : Phone(asked));
            // By the other name only once the names are known to be the same user.
            if (found is not null || await harness.LidPn.GetByLidAsync(Lid(asked)) is not null)
            {
                Assert.Equal(expected, found?.Devices ?? []);
            }

            var many = await harness.Registry.GetManyAsync([.. Enumerable.Range(0, Users).Select(Phone)]);
            for (var user = 0; user < Users; user++)
            {
                if (await harness.LidPn.GetByPhoneAsync(Phone(user)) is not null)
                {
                    Assert.Equal(lists.GetValueOrDefault(user) ?? [], many.Records.GetValueOrDefault(Phone(user))?.Devices ?? []);
                }
            }
        }
    }

    static async Task StepAsync(DirectoryHarness harness, Dictionary<int, List<DeviceInfo>> lists, ChaosRandom random, List<string> steps)
    {
        var user = random.Next(Users);
        var isMapped = await harness.LidPn.GetByPhoneAsync(Phone(user)) is not null;
        // Before the mapping is learnt the user is known by number only.
        var name = isMapped && random.Next(2) == 0 ? Lid(user) : Phone(user);
        var device = new DeviceInfo((uint)(1 + random.Next(6)), (uint)random.Next(9), random.Next(4) == 0);
        var action = random.Next(12);
        steps.Add($"{action}:{name}:{device.DeviceId}");
        switch (action)
        {
            case 0:
                harness.Open();
                break;
            case 1:
                harness.Time.Advance(TimeSpan.FromHours(2));
                break;
            case 2:
                _ = await harness.Learner.LearnAsync(new LidPnPair(Lid(user), Phone(user)), LearningSource.PeerPnMessage);
                break;
            case 3:
                await harness.Registry.InvalidateAsync(name);
                _ = lists.Remove(user);
                break;
            case 4 or 5:
                List<DeviceInfo> list = [new(0, null, false), device];
                await harness.Registry.UpdateAsync(new DeviceListRecord(name, list, harness.Now, null, null));
                lists[user] = list;
                break;
            case 6 or 7:
                _ = await harness.Registry.AddDeviceAsync(name, device);
                if (lists.TryGetValue(user, out var known))
                {
                    var at = known.FindIndex(other => other.DeviceId == device.DeviceId);
                    lists[user] = at < 0 ? [.. known, device] : [.. known.Select((other, i) => i == at ? other with { IsHosted = device.IsHosted } : other)];
                }

                break;
            case 8:
                _ = await harness.Registry.RemoveDeviceAsync(name, device.DeviceId);
                if (lists.TryGetValue(user, out var all))
                {
                    lists[user] = [.. all.Where(other => other.DeviceId != device.DeviceId)];
                }

                break;
            case 9:
                _ = await harness.Registry.UpdateDeviceAsync(name, device.DeviceId, 77);
                if (lists.TryGetValue(user, out var updated))
                {
                    lists[user] = [.. updated.Select(other => other.DeviceId == device.DeviceId ? other with { KeyIndex = 77 } : other)];
                }

                break;
            case 10:
                _ = await harness.Registry.ApplyUsyncAsync(new[] { new DeviceListRecord(name, [new(0, null, false), device with { KeyIndex = null }], harness.Now, null, null) });
                var keyIndex = lists.GetValueOrDefault(user)?.FirstOrDefault(other => other.DeviceId == device.DeviceId).KeyIndex;
                lists[user] = [new(0, null, false), device with { KeyIndex = keyIndex }];
                break;
            default:
                harness.Steering.FailNext(nameof(IBackend.UpdateDeviceListAsync));
                harness.Steering.FailNext(nameof(IBackend.CommitAsync));
                var failed = await Record.ExceptionAsync(() => harness.Registry.UpdateAsync(DirectoryHarness.List(name, 0, 99)).AsTask());
                harness.Steering.Mend();
                Assert.NotNull(failed);
                break;
        }
    }

    static string Lid(int user) => $"{100_000_000_000_000 + user}";

    static string Phone(int user) => $"{559_980_000_000 + user}";
}
