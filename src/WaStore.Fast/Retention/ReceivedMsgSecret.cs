namespace WaStore.Fast.Retention;

/// <summary>The secret that a message brought, as it came. Shows no byte of it.</summary>
/// <param name="Chat">The chat's JID without a device.</param>
/// <param name="Sender">The sender's JID without a device; the chat's very string when both are the same user (spec/storage.md 1.4).</param>
/// <param name="MsgId">The message's id; empty is legal.</param>
/// <param name="Secret">The secret; one that is not 32 bytes is none. Borrowed until the call completes.</param>
/// <param name="Class">What the message is.</param>
/// <param name="MessageTimestamp">When the message was sent, unix seconds; 0 = unknown.</param>
/// <param name="IsForwarded">A forwarded message's secret belongs to another message, and is not kept.</param>
/// <param name="AliasSender">The sender's other JID, when the secret is to be found under both; null or the same: only one.</param>
public readonly record struct ReceivedMsgSecret(
    string Chat, string Sender, string MsgId, ReadOnlyMemory<byte> Secret, MsgSecretClass Class, long MessageTimestamp, bool IsForwarded = false, string? AliasSender = null)
{
    /// <summary>The type's name: a message's names and secret stay out of logs.</summary>
    public override string ToString() => nameof(ReceivedMsgSecret);
}
