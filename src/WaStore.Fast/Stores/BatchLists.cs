namespace WaStore.Fast.Stores;

/// <summary>The lists of a <see cref="StoreBatch"/>, in the order in which they apply.</summary>
[Flags]
enum BatchLists
{
    None = 0,
    Sessions = 1,
    DeletedSessions = 2,
    Identities = 4,
    DeletedIdentities = 8,
    SenderKeys = 16,
    DeletedSenderKeys = 32,
    ConsumedPreKeys = 64,
    Changes = 128,
}
