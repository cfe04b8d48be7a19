using System.Security.Cryptography;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

public sealed partial class SessionRecord
{
    /// <summary>How many archived states there are. Counted on each call.</summary>
    public int ArchivedCount
    {
        get
        {
            var states = new ArchivedStates(_rest);
            while (states.MoveNext())
            {
            }

            return states.Index + 1;
        }
    }

    /// <summary>An archived state, a SessionStructure; 0 is the most recently used one. Secret. Lives as long as this record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public ReadOnlySpan<byte> GetArchivedState(int index) => ArchivedStates.At(_rest, index);

    /// <summary>The position of the archived state with this version and base key (33 bytes, of whoever began the session), or -1.</summary>
    /// <exception cref="StoreException">An archived state before it is undecodable (<see cref="StoreErrorKind.Validation"/>).</exception>
    public int FindArchivedState(uint version, ReadOnlySpan<byte> baseKey)
    {
        var states = new ArchivedStates(_rest);
        while (states.MoveNext())
        {
            var state = ReadGiven(states.Current);
            if (state.Version == version && state.BaseKey.SequenceEqual(baseKey))
            {
                return states.Index;
            }
        }

        return -1;
    }

    /// <summary>Makes the state of a new session current. A current one is archived, its leased counters burnt, and the lease starts anew.</summary>
    /// <param name="state">A SessionStructure. Copied.</param>
    /// <exception cref="StoreException">The state is undecodable or past a limit (<see cref="StoreErrorKind.Validation"/>).</exception>
    public SessionRecord WithNewState(ReadOnlySpan<byte> state)
    {
        _ = ReadGiven(state);
        return new SessionRecord(state.ToArray(), RestWithCurrentArchived(-1), Inherited with { Ceiling = 0 });
    }

    /// <summary>
    /// Archives the current state with its leased counters burnt; past 40 the oldest is forgotten. Answers this record where there is no current state.
    /// </summary>
    public SessionRecord ArchiveCurrentState() =>
        _current is null ? this : new SessionRecord(null, RestWithCurrentArchived(-1), Inherited);

    /// <summary>
    /// Makes an archived state current, and archives a current one. The counters of both up to the lease's ceiling are burnt; where that is more
    /// than 2,000 the chain is dropped, and the next ratchet step makes a new one.
    /// </summary>
    /// <param name="index">The position of the archived state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    /// <exception cref="StoreException">The archived state is undecodable or past a limit (<see cref="StoreErrorKind.Validation"/>).</exception>
    public SessionRecord PromoteArchivedState(int index) => PromoteArchivedState(index, GetArchivedState(index));

    /// <summary>Makes an archived state current as <see cref="PromoteArchivedState(int)"/> does, in the form that a message received on it left it in.</summary>
    /// <param name="index">The position of the archived state.</param>
    /// <param name="updated">What became of that state, a SessionStructure. Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    /// <exception cref="StoreException">The new state is undecodable or past a limit (<see cref="StoreErrorKind.Validation"/>).</exception>
    public SessionRecord PromoteArchivedState(int index, ReadOnlySpan<byte> updated)
    {
        _ = GetArchivedState(index);
        return new SessionRecord(BurnOrDrop(updated, _lease), RestWithCurrentArchived(index), Inherited);
    }

    /// <summary>The archived states with the current one, if any, before them; without the one at <paramref name="removed"/> (-1 for none).</summary>
    byte[] RestWithCurrentArchived(int removed)
    {
        if (_current is null && removed < 0)
        {
            return _rest;
        }

        using var scratch = RecordScratch.Rent();
        var output = new ProtoWriter(scratch);
        if (_current is not null)
        {
            WriteArchived(output, BurnOrDrop(_current, _lease));
        }

        // Where one is removed there is room already.
        ArchivedStates.Write(output, _rest, removed, removed >= 0 ? SignalLimits.MaxArchivedStates : SignalLimits.MaxArchivedStates - 1);
        return scratch.ToArray();
    }

    static void WriteArchived(ProtoWriter output, byte[] state)
    {
        using var scratch = RecordScratch.Rent();
        ReadGiven(state).WriteWithoutPendingPreKey(new ProtoWriter(scratch));
        output.WriteBytes(ArchivedStates.Field, scratch.Written);
        CryptographicOperations.ZeroMemory(state);
    }
}
