using WaStore.Fast.Directories;
using WaStore.Fast.Signal;

namespace WaStore.Fast.FanOut;

/// <summary>A device that a message goes to.</summary>
public sealed class FanOutDevice
{
    internal FanOutDevice(Jid jid, SignalAddress address)
    {
        Jid = jid;
        Text = jid.ToString();
        Address = address;
    }

    /// <summary>The device as the stanza names it, in the chat's addressing.</summary>
    public Jid Jid { get; }

    /// <summary>The text of <see cref="Jid"/>, which is also the name of the device's row among those who have a sender key (spec/caches.md 1.3).</summary>
    public string Text { get; }

    /// <summary>Under which its session and identity key are: the LID where one is known (spec/caches.md 6.8).</summary>
    public SignalAddress Address { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
