using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Differential;

/// <summary>One storage that is driven by a seed, and tells as text what each call answered.</summary>
sealed class DifferentialRun(int seed, FakeTime clock, Func<int, IBackend> account, Func<Task<int>> createAccount) : IAsyncDisposable
{
    const int MostViews = 3;

    readonly Draw _draw = new(seed);
    readonly List<(IReadSnapshot View, int Account)> _views = [];

    /// <summary>Whether views are opened and read: not on a storage without isolated ones.</summary>
    internal bool HasViews { get; init; } = true;

    internal async Task<string> StepAsync()
    {
        if (_draw.Chance(20))
        {
            clock.Advance(_draw.Number(100));
        }

        var deviceId = _draw.DeviceId();
        var store = account(deviceId);
        return $"account {deviceId}: " + _draw.Number(20) switch
        {
            < 9 => await WriteAsync(store),
            < 15 => await ReadAsync(store),
            < 17 => await CommitAsync(store),
            < 19 => await ViewAsync(store, deviceId),
            _ => _draw.Chance(20) ? await TellAsync("CreateAccountAsync", async () => await createAccount()) : "nothing",
        };
    }

    /// <summary>Everything that the names lead to, of every account.</summary>
    internal async Task<string> DescribeAsync()
    {
        var lines = new List<string>();
        for (var deviceId = 1; deviceId <= Draw.Accounts; deviceId++)
        {
            lines.Add($"account {deviceId}");
            await DescribeAsync(account(deviceId), lines);
        }

        return string.Join('\n', lines);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (view, _) in _views)
        {
            await view.DisposeAsync();
        }
    }

    static async Task DescribeAsync(IStoreReads store, List<string> lines)
    {
        foreach (var name in Draw.Names)
        {
            lines.Add(string.Join(
                " | ",
                name,
                Printed.Of(await store.GetSessionAsync(name)),
                Printed.Of(await store.LoadIdentityAsync(name)),
                Printed.Of(await store.GetSenderKeyAsync(name)),
                Printed.Of(await store.TryGetVersionAsync(name)),
                Printed.Of(await store.GetMutationMacsAsync(name, Sample.Many(6, Sample.Key))),
                Printed.Of(await store.GetSenderKeyDevicesAsync(name)),
                Printed.Of(await store.GetLidMappingAsync(name)),
                Printed.Of(await store.GetPnMappingAsync(name)),
                Printed.Of(await store.GetDevicesAsync(name)),
                Printed.Of(await store.GetGroupMetadataAsync(name)),
                Printed.Of(await store.GetTcTokenAsync(name))));
            foreach (var other in Draw.Names)
            {
                lines.Add(string.Join(
                    " | ",
                    other,
                    Printed.Of(await store.GetSentMessageAsync(name, other)),
                    Printed.Of(await store.GetPendingInboundAsync(name, Draw.Names[0], other)),
                    Printed.Of(await store.GetPendingInboundAsync(name, Draw.Names[1], other)),
                    Printed.Of(await store.GetStoredMsgSecretAsync(name, Draw.Names[0], other)),
                    Printed.Of(await store.GetStoredMsgSecretAsync(name, Draw.Names[1], other)),
                    await store.HasSameBaseKeyAsync(name, other, new byte[1])));
            }
        }

        lines.Add(Printed.Of(await store.LoadPreKeysAsync(Draw.Ids)));
        lines.Add(Printed.Of(await store.LoadAllSignedPreKeysAsync()));
        lines.Add(Printed.Of(await store.GetMaxPreKeyIdAsync()));
        lines.Add(Printed.Of(await store.GetLatestSyncKeyIdAsync()));
        lines.Add(Printed.Of(await store.GetAllLidMappingsAsync()));
        lines.Add(Printed.Of(await store.GetAllTcTokenJidsAsync()));
        lines.Add(Printed.Of(await store.GetSignalAddressesAsync("u")));
        lines.Add(Printed.Of(await store.LoadAsync()));
        lines.Add(Printed.Of(await store.ListDevicesAsync()));
    }

    static async Task<string> TellAsync(string name, Func<ValueTask<object?>> call)
    {
        try
        {
            return $"{name}: {Printed.Of(await call())}";
        }
        catch (StoreException exception)
        {
            return $"{name}: {exception.Kind}";
        }
        catch (OperationCanceledException)
        {
            return $"{name}: cancelled";
        }
    }

    (string Name, Func<TStore, CancellationToken, ValueTask<object?>> Run) Take<TStore>(IReadOnlyList<DrawnCall<TStore>> calls)
    {
        var call = calls[_draw.Number(calls.Count)];
        // Accounts come and go seldom, or none would ever be full.
        if (call.Name is nameof(IStoreWrites.RemoveAsync) or nameof(IStoreWrites.ResetAsync) && !_draw.Chance(6))
        {
            call = calls[_draw.Number(10)];
        }

        return (call.Name, call.Arguments(_draw));
    }

    (string Name, Func<IUnitOfWork, CancellationToken, ValueTask<object?>> Run) TakeRead() => Take(DrawnCalls.Reads);

    Task<string> WriteAsync(IBackend store)
    {
        var (name, run) = Take(DrawnCalls.Writes);
        var token = _draw.Token(40);
        return TellAsync(name, () => run(store, token));
    }

    Task<string> ReadAsync(IBackend store)
    {
        var (name, run) = Take(DrawnCalls.Reads);
        var token = _draw.Token(40);
        return TellAsync(name, () => run(store, token));
    }

    Task<string> CommitAsync(IBackend store)
    {
        var batch = new StoreBatch { Synced = _draw.Chance(10) };
        for (var i = _draw.Number(6); i > 0; i--)
        {
            var (name, blob, key) = (_draw.Name(), _draw.Blob(), _draw.Key());
            try
            {
                switch (_draw.Number(7))
                {
                    case 0: batch.PutSession(name, blob); break;
                    case 1: batch.DeleteSession(name); break;
                    case 2: batch.PutIdentity(name, key); break;
                    case 3: batch.DeleteIdentity(name); break;
                    case 4: batch.PutSenderKey(name, blob); break;
                    case 5: batch.DeleteSenderKey(name); break;
                    default: batch.ConsumePreKey(_draw.Id()); break;
                }
            }
            catch (StoreException exception) when (exception.Kind is StoreErrorKind.Validation && name.Any(char.IsSurrogate))
            {
                // A name that no store takes: the batch refuses it, and is as good as before.
            }
        }

        var told = new List<string>();
        for (var i = _draw.Number(4); i > 0; i--)
        {
            var (name, run) = _draw.Chance(3) ? TakeRead() : Take(DrawnCalls.Writes);
            var catches = _draw.Chance(4);
            batch.Add(async (unit, token) =>
            {
                if (catches)
                {
                    told.Add(await TellAsync(name, () => run(unit, token)));
                }
                else
                {
                    told.Add($"{name}: {Printed.Of(await run(unit, token))}");
                }
            });
        }

        if (_draw.Chance(6))
        {
            batch.Add(static (_, _) => throw new InvalidDataException());
        }

        return TellAsync("CommitAsync", async () =>
        {
            try
            {
                await store.CommitAsync(batch);
                return string.Join("; ", told);
            }
            catch (Exception exception) when (exception is StoreException or InvalidDataException)
            {
                return $"{string.Join("; ", told)}; {(exception as StoreException)?.Kind.ToString() ?? "thrown"}";
            }
        });
    }

    async Task<string> ViewAsync(IBackend store, int deviceId)
    {
        var (name, run) = Take(DrawnCalls.Reads);
        var (open, close, which) = (_draw.Chance(4), _draw.Chance(10), _draw.Number(MostViews));
        if (!HasViews)
        {
            return "no view";
        }

        if (open || _views.Count == 0)
        {
            if (_views.Count == MostViews)
            {
                await CloseAsync(0);
            }

            _views.Add((await store.OpenSnapshotAsync(), deviceId));
        }

        var (view, ofAccount) = _views[which % _views.Count];
        var told = await TellAsync($"view of {ofAccount}, {name}", () => run(view, CancellationToken.None));
        if (close)
        {
            await CloseAsync(which % _views.Count);
        }

        return told;
    }

    async Task CloseAsync(int index)
    {
        await _views[index].View.DisposeAsync();
        _views.RemoveAt(index);
    }
}
