namespace WaStore.Fast.Stores;

/// <summary>One view of the store: every read sees the same state, whatever is written meanwhile.</summary>
/// <remarks>
/// One call at a time. Dispose it soon: an open view keeps a database from trimming its log. A backend without views gives the
/// documented default of <see cref="IBackend.OpenSnapshotAsync"/>, which sees later writes.
/// </remarks>
public interface IReadSnapshot : IStoreReads, IAsyncDisposable;
