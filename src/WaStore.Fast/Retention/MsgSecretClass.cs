namespace WaStore.Fast.Retention;

/// <summary>What a message is, as far as its secret's life goes.</summary>
public enum MsgSecretClass
{
    /// <summary>Anything else; its edits may come late, after weeks offline.</summary>
    Text,

    /// <summary>A poll or an event, whose votes and edits have no time limit at the sender.</summary>
    PollOrEvent,

    /// <summary>A message of a bot context.</summary>
    Bot,
}

/// <summary>How a message is classed.</summary>
public static class MsgSecretClasses
{
    /// <summary>Bot before poll or event, before text (spec/caches.md 9.1).</summary>
    public static MsgSecretClass Of(bool isBotContext, bool isPollOrEvent) =>
        isBotContext ? MsgSecretClass.Bot : isPollOrEvent ? MsgSecretClass.PollOrEvent : MsgSecretClass.Text;
}
