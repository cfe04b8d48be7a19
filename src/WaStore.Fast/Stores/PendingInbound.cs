namespace WaStore.Fast.Stores;

/// <summary>Names a message that was received and not yet handled.</summary>
/// <param name="Chat">The chat's JID.</param>
/// <param name="Sender">The sender's JID.</param>
/// <param name="Id">The message's id.</param>
public readonly record struct PendingInboundKey(string Chat, string Sender, string Id);

/// <summary>A message that was received and not yet handled.</summary>
/// <param name="Chat">The chat's JID.</param>
/// <param name="Sender">The sender's JID.</param>
/// <param name="Id">The message's id.</param>
/// <param name="Message">The decrypted message as protobuf; comes back byte for byte.</param>
public readonly record struct PendingInbound(string Chat, string Sender, string Id, ReadOnlyMemory<byte> Message)
{
    /// <summary>Same key and same bytes.</summary>
    public bool Equals(PendingInbound other) =>
        Chat == other.Chat && Sender == other.Sender && Id == other.Id && BlobEquality.Same(Message, other.Message);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Chat, Sender, Id, BlobEquality.Hash(Message));
}
