namespace WaStore.Fast.Caching;

/// <summary>A message as one of its recipients or senders counts retries of it.</summary>
/// <param name="Chat">The chat's JID.</param>
/// <param name="MessageId">The message's id.</param>
/// <param name="Participant">The JID of the device that sent it, or that asks for it again.</param>
public readonly record struct MessageRetryKey(string Chat, string MessageId, string Participant);
