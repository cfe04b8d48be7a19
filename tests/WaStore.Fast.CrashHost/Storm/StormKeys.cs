using System.Globalization;
using WaStore.Fast.Signal;

namespace WaStore.Fast.CrashHost.Storm;

/// <summary>Who talks to whom in a flush storm: a few peers, each under a phone number or under a LID, and a few groups.</summary>
static class StormKeys
{
    internal const int Peers = 6;
    internal const int Groups = 4;

    /// <summary>The chat of all riders.</summary>
    internal const string Chat = "storm@g.us";

    internal static string Phone(int peer) => string.Create(CultureInfo.InvariantCulture, $"4915100{peer}");

    internal static string Lid(int peer) => string.Create(CultureInfo.InvariantCulture, $"1000000{peer}");

    internal static SignalAddress PhoneAddress(int peer) => SignalAddress.Create(Phone(peer), "c.us", (ushort)(peer % 3));

    internal static SignalAddress LidAddress(int peer) => SignalAddress.Create(Lid(peer), "lid", (ushort)(peer % 3));

    internal static SenderKeyName Group(int group) =>
        SenderKeyName.Create(string.Create(CultureInfo.InvariantCulture, $"1203630{group}@g.us"), SignalAddress.Create("999", "lid", 4));
}
