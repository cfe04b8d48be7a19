namespace WaStore.Fast.Retention;

/// <summary>What is to be done with a message that the server delivered again, and that was decrypted before.</summary>
public enum Redelivery
{
    /// <summary>It was handled: acknowledge it and nothing else.</summary>
    Acknowledge,

    /// <summary>It was not handled before the crash, and is on its way to the app now. Do not acknowledge it.</summary>
    Replayed,

    /// <summary>It is on its way already. Do not acknowledge it.</summary>
    InProgress,
}
