using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

public sealed partial class MsgSecrets
{
    /// <summary>Adds a secret to a batch that is about to be committed, so that it needs no flush of its own.</summary>
    /// <returns>False when there is nothing to keep, by the rules of <see cref="KeepAsync"/>.</returns>
    /// <exception cref="StoreException">Validation: a name is no text.</exception>
    internal bool AddTo(StoreBatch batch, in ReceivedMsgSecret secret)
    {
        KeyText.RequireMessage(secret.Chat, secret.Sender, secret.MsgId);
        KeyText.RequireIfAny(secret.AliasSender);
        if (!IsWanted(secret, out var key))
        {
            return false;
        }

        var now = Now;
        var primary = _options.Entry(secret, secret.Sender, key, now);
        batch.PutMsgSecrets(secret.AliasSender is { } alias && alias != secret.Sender ? new[] { primary, _options.Entry(secret, alias, key, now) } : new[] { primary });
        return true;
    }
}
