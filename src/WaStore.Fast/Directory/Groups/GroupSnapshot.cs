using System.Text.Json;
using System.Text.Json.Serialization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>A group as the reference writes it into <c>group_metadata</c> (spec/storage.md 3.4). The other direction's map is derived.</summary>
sealed record GroupSnapshot(
    IReadOnlyList<JidSnapshot> Participants,
    string AddressingMode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? IsCommunityAnnounce,
    IReadOnlyDictionary<string, JidSnapshot>? LidToPnMap)
{
    internal static GroupSnapshot Of(GroupInfo info) => new(
        [.. info.Participants.Select(JidSnapshot.Of)],
        info.AddressingMode is Directories.AddressingMode.Lid ? "lid" : "pn",
        info.IsCommunityAnnounce,
        info.LidToPnMap.ToDictionary(static pair => pair.Key, static pair => JidSnapshot.Of(pair.Value), StringComparer.Ordinal));

    /// <exception cref="JsonException">It is no group.</exception>
    internal GroupInfo ToInfo()
    {
        if (Participants is null || Participants.Count > GroupInfo.MaxParticipants || AddressingMode is not ("lid" or "pn"))
        {
            throw new JsonException("no group metadata");
        }

        var mode = AddressingMode is "lid" ? Directories.AddressingMode.Lid : Directories.AddressingMode.Pn;
        var participants = Participants.Select(jid => ToParticipant(jid ?? throw new JsonException("a participant is null"))).ToArray();
        try
        {
            return GroupInfo.Create(participants, mode, IsCommunityAnnounce);
        }
        catch (StoreException exception)
        {
            throw new JsonException("a participant is no user", exception);
        }
    }

    GroupParticipant ToParticipant(JidSnapshot jid) =>
        new(jid.ToJid(), LidToPnMap is not null && LidToPnMap.TryGetValue(jid.User, out var phone) ? phone?.ToJid() : null);
}

/// <summary>A JID in JSON.</summary>
sealed record JidSnapshot(string User, string Server, byte Agent, ushort Device, ushort Integrator)
{
    internal static JidSnapshot Of(Jid jid) => new(jid.User, jid.Server, jid.Agent, jid.Device, jid.Integrator);

    /// <exception cref="JsonException">It is none.</exception>
    internal Jid ToJid() =>
        UserPart.IsValid(User) && JidServers.Known(Server) is { } server ? new Jid(User, server, Device, Agent, Integrator) : throw new JsonException("no JID");
}

/// <summary>Reads and writes a group through its snapshot.</summary>
sealed class GroupInfoConverter : JsonConverter<GroupInfo>
{
    public override GroupInfo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (JsonSerializer.Deserialize(ref reader, DirectoryJson.Default.GroupSnapshot) ?? throw new JsonException("no group metadata")).ToInfo();

    public override void Write(Utf8JsonWriter writer, GroupInfo value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, GroupSnapshot.Of(value), DirectoryJson.Default.GroupSnapshot);
}
