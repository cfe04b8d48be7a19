namespace WaStore.Fast.Stores;

/// <summary>The secret of one message, for its later edits, votes and replies.</summary>
/// <param name="Chat">The chat's JID without a device.</param>
/// <param name="Sender">The sender's JID without a device; the chat's very string when both are the same user (spec/storage.md 1.4).</param>
/// <param name="MsgId">The message's id; empty is legal.</param>
/// <param name="Secret">The secret, 32 bytes.</param>
/// <param name="ExpiresAt">Until when it is kept, unix seconds; 0 = for ever.</param>
/// <param name="MessageTimestamp">When the message was sent, unix seconds; 0 = unknown.</param>
public readonly record struct MsgSecretEntry(string Chat, string Sender, string MsgId, Key32 Secret, long ExpiresAt, long MessageTimestamp);

/// <summary>A secret with its message's time.</summary>
/// <param name="Secret">The secret as stored; its length is not checked.</param>
/// <param name="MessageTimestamp">When the message was sent, unix seconds; 0 = unknown.</param>
public readonly record struct MsgSecretWithTimestamp(byte[] Secret, long MessageTimestamp)
{
    /// <summary>Same bytes and same time.</summary>
    public bool Equals(MsgSecretWithTimestamp other) =>
        MessageTimestamp == other.MessageTimestamp && Secret.AsSpan().SequenceEqual(other.Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MessageTimestamp, BlobEquality.Hash(Secret));
}

/// <summary>A stored secret whole.</summary>
/// <param name="Secret">The secret, 32 bytes.</param>
/// <param name="MessageTimestamp">When the message was sent, unix seconds; 0 = unknown.</param>
/// <param name="ExpiresAt">Until when it is kept, unix seconds; 0 = for ever.</param>
public readonly record struct StoredMsgSecret(Key32 Secret, long MessageTimestamp, long ExpiresAt);
