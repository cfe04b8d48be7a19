namespace WaStore.Fast.Devices;

/// <summary>The ids of pre-keys: 1 to 16,777,215, then 1 again (spec/caches.md 3.3).</summary>
static class PreKeyIds
{
    /// <summary>The greatest id.</summary>
    internal const uint Max = 16_777_215;

    /// <summary>The id that a counter stands for; a counter may run on behind the greatest id.</summary>
    internal static uint Wrap(ulong counter) => (uint)((counter - 1) % Max) + 1;

    /// <summary>So many ids from <paramref name="first"/> on.</summary>
    internal static uint[] Range(uint first, int count)
    {
        var ids = new uint[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = first + (uint)i;
        }

        return ids;
    }
}
