namespace WaStore.Fast.Directories;

/// <summary>What to do with a pair that was learnt (spec/caches.md 6.5).</summary>
enum LearningDecision
{
    /// <summary>It is known.</summary>
    Skip,

    /// <summary>It is written.</summary>
    Write,

    /// <summary>What is known is kept, and a user sync is asked for.</summary>
    AskUsync,
}

/// <summary>The write policy.</summary>
static class LidPnPolicy
{
    /// <param name="pair">What was learnt.</param>
    /// <param name="source">How.</param>
    /// <param name="ofLid">What is known of the LID.</param>
    /// <param name="ofPhone">What is known of the phone number.</param>
    internal static LearningDecision Decide(in LidPnPair pair, LearningSource source, LidPnEntry? ofLid, LidPnEntry? ofPhone)
    {
        var isKnown = ofLid is not null && ofLid.PhoneNumber == pair.PhoneNumber;
        return source.ClassOf() switch
        {
            LearningClass.Usync => isKnown ? LearningDecision.Skip : LearningDecision.Write,
            LearningClass.Directed => isKnown && LeadsTo(ofPhone, pair.Lid, source) ? LearningDecision.Skip : LearningDecision.Write,
            _ when ofLid is null => LearningDecision.Write,
            _ => isKnown ? LearningDecision.Skip : LearningDecision.AskUsync,
        };
    }

    // A stale source cannot win the phone number, however often it says so: writing it again would change nothing.
    static bool LeadsTo(LidPnEntry? ofPhone, string lid, LearningSource source) => ofPhone is not null && (ofPhone.Lid == lid || source.IsStale());
}
