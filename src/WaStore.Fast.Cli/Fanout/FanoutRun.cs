namespace WaStore.Fast.Cli.Fanout;

/// <summary>One run: the first send, some cold ones, then the warm ones.</summary>
/// <param name="account">The account, in its file.</param>
/// <param name="settings">How many of what.</param>
sealed class FanoutRun(FanoutAccount account, FanoutSettings settings)
{
    internal async Task<FanoutFigures> RunAsync(IProgress<int> progress, CancellationToken cancellationToken)
    {
        var group = new Group(await FirstUnusedRunAsync(cancellationToken).ConfigureAwait(false), settings.Participants, settings.Devices);
        var sender = await GroupSender.OpenAsync(account, group, cancellationToken).ConfigureAwait(false);
        await using (sender.ConfigureAwait(false))
        {
            return await RunAsync(sender, group.AllDevices, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<FanoutFigures> RunAsync(GroupSender sender, int devices, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var sent = 0;
        var first = SendStatistics.Of(await RepeatAsync(1, sender.SendFirstAsync).ConfigureAwait(false));
        var coldSends = await RepeatAsync(settings.ColdSends, sender.SendColdAsync).ConfigureAwait(false);
        var cold = SendStatistics.Of(coldSends);
        if (settings.Cold)
        {
            return new FanoutFigures(devices, first, cold, Warm: null, SendStatistics.TimesOf(coldSends), WarmTimes: []);
        }

        _ = await RepeatAsync(FanoutSettings.WarmUp, sender.SendWarmAsync).ConfigureAwait(false);
        _ = await sender.FlushBehindAsync(cancellationToken).ConfigureAwait(false);
        var warm = await RepeatAsync(settings.WarmSends, sender.SendWarmAsync).ConfigureAwait(false);
        var behind = await sender.FlushBehindAsync(cancellationToken).ConfigureAwait(false);
        return new FanoutFigures(devices, first, cold, SendStatistics.Of(warm, behind), SendStatistics.TimesOf(coldSends), SendStatistics.TimesOf(warm));

        async Task<SendCost[]> RepeatAsync(int times, Func<OutgoingMessage, CancellationToken, ValueTask<SendCost>> send)
        {
            var costs = new SendCost[times];
            for (var i = 0; i < times; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                costs[i] = await send(OutgoingMessage.Create(sent), cancellationToken).ConfigureAwait(false);
                progress.Report(++sent);
            }

            return costs;
        }
    }

    /// <summary>The account may have sent to groups before: each run has its own, so that its first send finds nothing.</summary>
    async Task<int> FirstUnusedRunAsync(CancellationToken cancellationToken)
    {
        var run = 0;
        var view = await account.Store.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (view.ConfigureAwait(false))
        {
            while (await view.GetGroupMetadataAsync(Group.JidOf(run), cancellationToken).ConfigureAwait(false) is not null)
            {
                run++;
            }
        }

        return run;
    }
}

/// <summary>What a run measured.</summary>
/// <param name="Devices">To how many devices each message goes.</param>
/// <param name="First">The first send.</param>
/// <param name="Cold">The cold ones.</param>
/// <param name="Warm">The warm ones; null in a run of cold ones.</param>
/// <param name="ColdTimes">How long each cold one took, in microseconds, ascending.</param>
/// <param name="WarmTimes">How long each warm one took, in microseconds, ascending; empty in a run of cold ones.</param>
sealed record FanoutFigures(
    int Devices, SendStatistics First, SendStatistics Cold, SendStatistics? Warm, IReadOnlyList<double> ColdTimes, IReadOnlyList<double> WarmTimes);
