namespace WaStore.Fast.Caching;

/// <summary>Makes the new value of a key.</summary>
/// <param name="state">What the caller passed along.</param>
/// <param name="exists">Whether the key has a value.</param>
/// <param name="current">That value; the type's default when there is none.</param>
public delegate TValue CacheUpdate<in TState, TValue>(TState state, bool exists, TValue? current);
