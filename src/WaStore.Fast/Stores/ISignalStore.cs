namespace WaStore.Fast.Stores;

/// <summary>The Signal protocol's state: sessions, identities, pre-keys, signed pre-keys, sender keys.</summary>
public interface ISignalStore : ISignalReads, ISignalWrites
{
    /// <summary>Who may hold this state in memory. Null, the default: the store leaves it to its user that there is one cache.</summary>
    /// <remarks>A store that wraps another one answers what that one answers.</remarks>
    ISignalOwnership? Ownership => null;
}
