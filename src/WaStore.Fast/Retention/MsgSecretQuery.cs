using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Asks for a message's secret.</summary>
/// <param name="Chat">The chat's JID without a device.</param>
/// <param name="Sender">The sender's JID without a device.</param>
/// <param name="MsgId">The message's id.</param>
/// <param name="AlternateSender">The sender's other JID (LID or phone number), if known.</param>
public readonly record struct MsgSecretQuery(string Chat, string Sender, string MsgId, string? AlternateSender = null);

/// <summary>A secret that was found.</summary>
/// <param name="Secret">The secret, 32 bytes.</param>
/// <param name="MessageTimestamp">When the message was sent, unix seconds; 0 = unknown.</param>
/// <param name="Sender">Under which sender it was found, or asked for at the resolver.</param>
public readonly record struct FoundMsgSecret(Key32 Secret, long MessageTimestamp, string Sender);

/// <summary>The app's own memory of messages, asked last (spec/caches.md 9.1). Null: it does not know either.</summary>
public delegate ValueTask<Key32?> MsgSecretResolver(MsgSecretQuery query, CancellationToken cancellationToken);
