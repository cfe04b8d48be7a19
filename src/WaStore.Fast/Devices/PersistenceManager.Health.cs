using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

public sealed partial class PersistenceManager
{
    /// <summary>How the saving is doing now. The same figures are instruments of the meter <see cref="PersistenceOptions.MeterName"/>.</summary>
    public PersistenceHealth Health
    {
        get
        {
            var entry = _log.Current;
            return new PersistenceHealth
            {
                IsDirty = IsDirty,
                FailuresInARow = entry.Failure?.InARow ?? 0,
                LastFailureKind = (entry.Failure?.Exception as StoreException)?.Kind,
                LastFailureType = entry.Failure?.Exception.GetType().Name,
                LastFailureAt = entry.Failure?.At,
                Saves = entry.Saves,
                FailedSaves = entry.Failures,
                LastSavedAt = entry.SavedAt,
            };
        }
    }
}
