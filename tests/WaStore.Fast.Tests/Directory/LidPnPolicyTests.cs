using WaStore.Fast.Directories;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Sources, classes and the write policy (spec/caches.md 6.4, 6.5).</summary>
public sealed class LidPnPolicyTests
{
    const string Lid = "100000012345678";
    const string Phone = "559980000001";

    [Theory]
    [InlineData(LearningSource.Usync, "usync")]
    [InlineData(LearningSource.PeerPnMessage, "peer_pn_message")]
    [InlineData(LearningSource.PeerLidMessage, "peer_lid_message")]
    [InlineData(LearningSource.RecipientLatestLid, "recipient_latest_lid")]
    [InlineData(LearningSource.MigrationSyncLatest, "migration_sync_latest")]
    [InlineData(LearningSource.MigrationSyncOld, "migration_sync_old")]
    [InlineData(LearningSource.BlocklistActive, "blocklist_active")]
    [InlineData(LearningSource.BlocklistInactive, "blocklist_inactive")]
    [InlineData(LearningSource.Pairing, "pairing")]
    [InlineData(LearningSource.DeviceNotification, "device_notification")]
    [InlineData(LearningSource.Other, "other")]
    public void A_source_has_a_text_and_is_read_from_it(LearningSource source, string text)
    {
        Assert.Equal(text, source.ToText());
        Assert.Equal(source, LearningSources.Parse(text));
    }

    [Fact]
    public void A_text_that_is_not_known_is_another_source()
    {
        Assert.Equal(LearningSource.Other, LearningSources.Parse("Usync"));
        Assert.Equal(LearningSource.Other, LearningSources.Parse(null));
        Assert.Equal(11, Enum.GetValues<LearningSource>().Select(LearningSources.ToText).Distinct().Count());
    }

    [Fact]
    public void Two_sources_are_stale() => Assert.Equal(
        [LearningSource.MigrationSyncOld, LearningSource.BlocklistInactive],
        Enum.GetValues<LearningSource>().Where(LearningSources.IsStale));

    [Theory]
    // Nothing known: everybody writes.
    [InlineData(LearningSource.Usync, "", "", "Write")]
    [InlineData(LearningSource.PeerPnMessage, "", "", "Write")]
    [InlineData(LearningSource.DeviceNotification, "", "", "Write")]
    // The pair is known.
    [InlineData(LearningSource.Usync, Phone, Lid, "Skip")]
    [InlineData(LearningSource.PeerLidMessage, Phone, Lid, "Skip")]
    [InlineData(LearningSource.Pairing, Phone, Lid, "Skip")]
    // Known from the LID, but the number leads to another LID: only the directed sources say it again.
    [InlineData(LearningSource.Usync, Phone, "2", "Skip")]
    [InlineData(LearningSource.RecipientLatestLid, Phone, "2", "Write")]
    [InlineData(LearningSource.BlocklistInactive, Phone, "2", "Skip")]
    [InlineData(LearningSource.Other, Phone, "2", "Skip")]
    // The LID has another number.
    [InlineData(LearningSource.Usync, "3", "", "Write")]
    [InlineData(LearningSource.MigrationSyncLatest, "3", "", "Write")]
    [InlineData(LearningSource.MigrationSyncOld, "3", "", "Write")]
    [InlineData(LearningSource.Pairing, "3", "", "AskUsync")]
    [InlineData(LearningSource.Other, "3", Lid, "AskUsync")]
    // A new LID for a number that has one.
    [InlineData(LearningSource.Usync, "", "2", "Write")]
    [InlineData(LearningSource.Other, "", "2", "Write")]
    public void The_policy_is_the_tables(LearningSource source, string phoneOfLid, string lidOfPhone, string expected)
    {
        var ofLid = phoneOfLid.Length == 0 ? null : new LidPnEntry(Lid, phoneOfLid, 1, LearningSource.Usync);
        var ofPhone = lidOfPhone.Length == 0 ? null : new LidPnEntry(lidOfPhone, Phone, 1, LearningSource.Usync);

        Assert.Equal(expected, LidPnPolicy.Decide(new LidPnPair(Lid, Phone), source, ofLid, ofPhone).ToString());
    }
}
