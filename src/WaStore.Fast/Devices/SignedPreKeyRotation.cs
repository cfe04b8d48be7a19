namespace WaStore.Fast.Devices;

/// <summary>What is to be done about the signed pre-key's age.</summary>
public enum SignedPreKeyRotationStep
{
    /// <summary>Nothing yet.</summary>
    Wait,

    /// <summary>The row is older than the clock: start it with <see cref="DeviceCommand.SetSignedPreKeyRotationBaseline"/> and keep the key.</summary>
    SetBaseline,

    /// <summary>Make a new one, give it to the server, then install it with <see cref="DeviceCommand.SetSignedPreKey"/>.</summary>
    Rotate,
}

/// <summary>The clock of the signed pre-key's rotation.</summary>
/// <remarks>
/// The order of a rotation: the new key and the outgoing one into the store, flush, upload, install, flush. So whatever the server answered before a crash, the private half of
/// what it hands out is there.
/// </remarks>
public static class SignedPreKeyRotation
{
    /// <summary>How old a signed pre-key gets: the reference's week.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromDays(7);

    /// <summary>How many signed pre-keys stay readable, the current one with them, for messages that are under way.</summary>
    public const int Retained = 3;

    /// <summary>What is to be done now.</summary>
    /// <param name="lastRotationMs">When it was rotated last, unix milliseconds; 0 in rows of before there was a clock.</param>
    /// <param name="now">The wall clock. One that stands before the last rotation waits.</param>
    public static SignedPreKeyRotationStep Next(long lastRotationMs, DateTimeOffset now) =>
        lastRotationMs == 0 ? SignedPreKeyRotationStep.SetBaseline
        : (Int128)now.ToUnixTimeMilliseconds() - lastRotationMs >= (long)Interval.TotalMilliseconds ? SignedPreKeyRotationStep.Rotate
        : SignedPreKeyRotationStep.Wait;

    /// <summary>The id after <paramref name="id"/>: one more, and 1 after the greatest of 24 bits.</summary>
    public static uint NextId(uint id) => PreKeyIds.Wrap(id + 1UL);
}
