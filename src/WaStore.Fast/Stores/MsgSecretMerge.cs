namespace WaStore.Fast.Stores;

/// <summary>How two entries for one message become one row, in every backend (spec/storage.md 1.4). The new secret always replaces the old.</summary>
public static class MsgSecretMerge
{
    /// <summary>The later deadline; 0 means for ever and beats every other.</summary>
    public static long Expiry(long left, long right) => left == 0 || right == 0 ? 0 : Math.Max(left, right);

    /// <summary>The later message time; 0 means unknown and never replaces a known one.</summary>
    public static long Timestamp(long left, long right) => Math.Max(left, right);
}
