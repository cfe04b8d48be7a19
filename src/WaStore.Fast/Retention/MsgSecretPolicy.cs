namespace WaStore.Fast.Retention;

/// <summary>Which message secrets are kept, and for how long (spec/caches.md 9.1).</summary>
public enum MsgSecretPolicy
{
    /// <summary>All, each until its horizon. The default.</summary>
    Managed,

    /// <summary>Those of bot contexts only, each until its horizon.</summary>
    BotOnly,

    /// <summary>All, for ever.</summary>
    Full,

    /// <summary>None: the app's resolver answers.</summary>
    Disabled,
}

/// <summary>What a policy means.</summary>
public static class MsgSecretPolicies
{
    /// <summary>Whether a secret of this class is stored.</summary>
    public static bool Persists(this MsgSecretPolicy policy, MsgSecretClass kind) =>
        policy is MsgSecretPolicy.Managed or MsgSecretPolicy.Full || (policy is MsgSecretPolicy.BotOnly && kind is MsgSecretClass.Bot);

    /// <summary>Whether secrets get a deadline, and a sweep removes them after it.</summary>
    public static bool Prunes(this MsgSecretPolicy policy) => policy is MsgSecretPolicy.Managed or MsgSecretPolicy.BotOnly;
}
