using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <content>What an upload offers: what is left over, then new keys.</content>
public sealed partial class PreKeyPool
{
    // Ids asked for at once: two executions of the store's list.
    const int SliceLength = 1_000;

    // How far a run of free ids is looked for, before the longest found so far will do.
    const int MostSlices = 64;

    IBackend Store => _device.Backend;

    /// <summary>So many keys, or what could be had, at least one: durable, and covered by the watermark.</summary>
    async ValueTask<PreKeyEntry[]> PrepareAsync(int wanted, CancellationToken cancellationToken)
    {
        var row = _device.GetSnapshot().Row;
        var window = PreKeyWindow.Of(row) ?? PreKeyWindow.NewAfter(row, await Store.GetMaxPreKeyIdAsync(cancellationToken).ConfigureAwait(false));
        var left = await LoadLeftAsync(window, wanted, cancellationToken).ConfigureAwait(false);
        var free = left.Count == wanted ? []
            : left.Count > 0 ? await FreeFromAsync(window.End, wanted - left.Count, cancellationToken).ConfigureAwait(false)
            : await FindFreeAsync(window.End, wanted, cancellationToken).ConfigureAwait(false);
        if (free.Length > 0)
        {
            var made = Array.ConvertAll(free, Make);
            var batch = new StoreBatch();
            batch.StorePreKeys(made, uploaded: false);
            left.AddRange(made);
            _ = await _device.CommitAsync(
                device => Watermarks(device, free[^1] + 1, left[0].Id), batch, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // The watermark in memory may be ahead of the file, where an earlier commit failed.
            _ = await _device.ModifyAsync(device => Watermarks(device, window.End, left[0].Id), cancellationToken).ConfigureAwait(false);
            await _device.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        return [.. left];
    }

    /// <summary>The first keys of the window that are still there, in its order.</summary>
    async ValueTask<List<PreKeyEntry>> LoadLeftAsync(PreKeyWindow window, int wanted, CancellationToken cancellationToken)
    {
        var left = new List<PreKeyEntry>();
        for (var done = 0; done < window.Length && left.Count < wanted; done += SliceLength)
        {
            var ids = PreKeyIds.Range(window.First + (uint)done, Math.Min(SliceLength, window.Length - done));
            var stored = await Store.LoadPreKeysAsync(ids, cancellationToken).ConfigureAwait(false);
            left.AddRange(stored.OrderBy(static key => key.Id).Take(wanted - left.Count));
        }

        return left;
    }

    /// <summary>The ids from <paramref name="first"/> on that are free, up to the first that is not or the greatest: the window must have no foreign key in it.</summary>
    async ValueTask<uint[]> FreeFromAsync(uint first, int wanted, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min((uint)wanted, PreKeyIds.Max + 1 - first);
        var taken = await LoadTakenAsync(first, count, cancellationToken).ConfigureAwait(false);
        return PreKeyIds.Range(first, taken.Count == 0 ? count : taken[0]);
    }

    /// <summary>A run of free ids, the first one from <paramref name="first"/> on that is long enough; from 1 on where the ids end.</summary>
    async ValueTask<uint[]> FindFreeAsync(uint first, int wanted, CancellationToken cancellationToken)
    {
        var longest = (First: first, Length: 0);
        for (var slice = 0; slice < MostSlices && longest.Length < wanted; slice++)
        {
            first = first + (uint)wanted - 1 > PreKeyIds.Max ? 1 : first;
            var taken = await LoadTakenAsync(first, wanted, cancellationToken).ConfigureAwait(false);
            var start = 0;
            foreach (var end in taken.Append(wanted))
            {
                longest = end - start > longest.Length ? (first + (uint)start, end - start) : longest;
                start = end < wanted ? end + 1 : start;
            }

            first += (uint)start;
        }

        return longest.Length > 0
            ? PreKeyIds.Range(longest.First, longest.Length)
            : throw StoreException.Validation("no id for a new pre-key is free: the ids behind the last one are all taken by keys that nobody used");
    }

    /// <summary>Which of so many ids from <paramref name="first"/> on are taken, as distances from it, ascending.</summary>
    async ValueTask<List<int>> LoadTakenAsync(uint first, int count, CancellationToken cancellationToken)
    {
        var stored = await Store.LoadPreKeysAsync(PreKeyIds.Range(first, count), cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(key => (int)(key.Id - first)).Order()];
    }

    PreKeyEntry Make(uint id)
    {
        var record = _source.Create(id);
        return record.IsEmpty ? throw StoreException.InvalidConfig($"the source of pre-keys answered an empty record for id {id}") : new PreKeyEntry(id, record);
    }
}
