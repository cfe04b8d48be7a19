using WaStore.Fast.Signal;

namespace WaStore.Fast.Retention;

/// <summary>What a retry receipt and our session with its device say, as far as the session's fate goes.</summary>
public readonly record struct RetryReceipt
{
    /// <summary>The device that asks.</summary>
    public required SignalAddress Address { get; init; }

    /// <summary>The message that it could not read.</summary>
    public required string MessageId { get; init; }

    /// <summary>How often it asked.</summary>
    public required int RetryCount { get; init; }

    /// <summary>Whether that message is still held. Without it there is nothing to send again, and the session is left alone.</summary>
    public required bool IsMessageHeld { get; init; }

    /// <summary>Whether the receipt brought a key bundle, from which a session is built anyway.</summary>
    public bool HasKeyBundle { get; init; }

    /// <summary>The registration id that the receipt names, or null.</summary>
    public uint? RegistrationId { get; init; }

    /// <summary>The registration id in our session, 0 when there is none.</summary>
    public uint SessionRegistrationId { get; init; }

    /// <summary>The base key of our session; empty without one.</summary>
    public ReadOnlyMemory<byte> BaseKey { get; init; }

    /// <summary>The type's name: names and keys stay out of logs.</summary>
    public override string ToString() => nameof(RetryReceipt);
}

/// <summary>What a retry receipt did to the session.</summary>
public enum RetryVerdict
{
    /// <summary>Nothing.</summary>
    Untouched,

    /// <summary>The base key was noted, to be compared with at the next receipt.</summary>
    Noted,

    /// <summary>The session is another one by now; the note is gone.</summary>
    Renewed,

    /// <summary>The session was deleted: the device never got it.</summary>
    DeletedForItsBaseKey,

    /// <summary>The session was deleted: the device registered anew.</summary>
    DeletedForItsRegistration,
}
