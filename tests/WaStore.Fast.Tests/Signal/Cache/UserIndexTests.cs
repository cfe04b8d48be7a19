using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>The user index misses nobody (spec/caches.md 1.8, I11).</summary>
public sealed class UserIndexTests
{
    [Fact]
    public async Task State_is_found_wherever_it_is()
    {
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 4, MaxAbsences = 4 });
        Assert.False(await harness.Cache.HasStateForUserAsync("alice"));
        await harness.Cache.PutSessionAsync(SignalAddress.Parse("alice:3@lid.0"), ChainRecord.New(1));
        Assert.True(await harness.Cache.HasStateForUserAsync("alice"));
        Assert.False(await harness.Cache.HasStateForUserAsync("alic"));
        Assert.False(await harness.Cache.HasStateForUserAsync("alice:3"));

        // Flushed and evicted: the store says it.
        await harness.Cache.ClearAfterFlushAsync();
        Assert.True(await harness.Cache.HasStateForUserAsync("alice"));
        await harness.Store.PutIdentityAsync("bob@lid.0", Harness.Key(1));
        Assert.True(await harness.Cache.HasStateForUserAsync("bob"));
    }

    [Fact]
    public async Task It_is_a_superset_over_every_change()
    {
        var random = new Random(5);
        await using var harness = new Harness(Harness.Quiet with { MaxEntries = 8, MaxAbsences = 4, Stripes = 4 });
        for (var step = 0; step < 2_000; step++)
        {
            var user = random.Next(12);
            var address = SignalAddress.Parse($"u{user}:{random.Next(3)}@lid.0");
            switch (random.Next(8))
            {
                case 0:
                    await harness.Cache.PutSessionAsync(address, ChainRecord.New(step));
                    break;
                case 1:
                    _ = await harness.Cache.PutIdentityAsync(address, Harness.Key(step));
                    break;
                case 2:
                    await harness.Cache.DeleteSessionAsync(address);
                    break;
                case 3:
                    await harness.Cache.DeleteIdentityAsync(address);
                    break;
                case 4:
                    _ = await harness.Cache.GetSessionAsync(address);
                    break;
                case 5:
                    await harness.Cache.LoadManyAsync(new[] { address });
                    break;
                case 6:
                    await harness.Cache.FlushAsync();
                    break;
                default:
                    await (random.Next(10) == 0 ? harness.Cache.ClearAsync() : harness.Cache.ClearAfterFlushAsync());
                    break;
            }

            for (user = 0; user < 12; user++)
            {
                if (await HasAnyAsync(harness, $"u{user}"))
                {
                    Assert.True(await harness.Cache.HasStateForUserAsync($"u{user}"), $"step {step}, user {user}");
                }
            }
        }
    }

    static async Task<bool> HasAnyAsync(Harness harness, string user)
    {
        for (var device = 0; device < 3; device++)
        {
            var text = $"{user}:{device}@lid.0";
            if ((harness.Cache.TryGetSession(text, out var session) ? session is not null : await harness.Store.HasSessionAsync(text))
                || (harness.Cache.TryGetIdentity(text, out var identity) ? identity is not null : await harness.Store.LoadIdentityAsync(text) is not null))
            {
                return true;
            }
        }

        return false;
    }
}
