namespace WaStore.Fast.Directories;

/// <summary>What one call of the learner does.</summary>
sealed class LearningRound
{
    readonly List<PendingPair> _toPersist = [];
    readonly Dictionary<string, string> _formerPhones = new(StringComparer.Ordinal);
    readonly List<LidPnPair> _touched = [];

    internal List<LidPnPair> AskUsync { get; } = [];

    internal int Written { get; private set; }

    internal IReadOnlyList<PendingPair> ToPersist => _toPersist;

    /// <summary>By LID, the phone number that it had.</summary>
    internal IReadOnlyDictionary<string, string> FormerPhones => _formerPhones;

    /// <summary>The pairs whose state may have to move.</summary>
    internal IReadOnlyList<LidPnPair> Touched => _touched;

    internal void Write(PendingPair learnt, string? formerPhone)
    {
        // One LID with two numbers in a call: the last counts.
        _ = _toPersist.RemoveAll(other => other.Entry.Lid == learnt.Entry.Lid);
        _toPersist.Add(learnt);
        if (formerPhone is not null)
        {
            _ = _formerPhones.TryAdd(learnt.Entry.Lid, formerPhone);
        }

        _touched.Add(new LidPnPair(learnt.Entry.Lid, learnt.Entry.PhoneNumber));
        Written++;
    }

    /// <summary>A known pair; an earlier attempt to store or to move it may have failed.</summary>
    internal void Known(PendingPair? pending, LidPnPair pair)
    {
        if (pending is null || pending.Entry.PhoneNumber != pair.PhoneNumber)
        {
            return;
        }

        if (!pending.IsPersisted)
        {
            _toPersist.Add(pending);
        }

        _touched.Add(pair);
    }
}
