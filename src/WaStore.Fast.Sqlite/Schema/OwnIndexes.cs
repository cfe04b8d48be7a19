namespace WaStore.Fast.Sqlite.Schema;

/// <summary>
/// The indexes that we add to upstream's schema. All carry the prefix `wsf_`: a name that upstream will use itself would make
/// its later migration fail (spec/storage.md, appendix A).
/// </summary>
/// <remarks>
/// An index is paid for by every insert, so each must replace a scan that really happens. Not worth it: a user index on sessions
/// and identities (a range of the primary key serves), another index on message secrets or on pending inbound messages (the ones
/// there serve every statement of ours). Upstream's redundant `device_id` indexes stay: an older upstream that opens the file
/// still plans its queries with them.
/// </remarks>
static class OwnIndexes
{
    static readonly OwnIndex[] s_all =
    [
        // A device that leaves is removed from every group: without an index that reads the whole table for each device
        // (770 us at 10,000 rows, spec/storage.md 6.2 d).
        new("wsf_sender_key_devices_device", "sender_key_devices (device_id, device_jid)", "idx_sender_key_devices_device_jid"),

        // The sweep of base keys by age. Rows come with retries only, so the index costs little, but nothing else ever deletes
        // them and files with years of them exist.
        new("wsf_base_keys_created", "base_keys (device_id, created_at)", "idx_base_keys_created"),
    ];

    /// <summary>
    /// Adds the missing ones, and drops those that upstream has meanwhile added under its own name. Writes nothing when there is
    /// nothing to do. For a connection that may write, after the migrations.
    /// </summary>
    public static OwnIndexChanges Apply(ISchemaConnection connection, SchemaShape shape)
    {
        var added = s_all.Where(index => index.IsMissing(shape)).ToArray();
        var dropped = s_all.Where(index => index.IsSuperseded(shape)).ToArray();
        if (added.Length + dropped.Length == 0)
        {
            return OwnIndexChanges.None;
        }

        var statements = added.Select(index => $"CREATE INDEX IF NOT EXISTS {index.Name} ON {index.Definition}")
            .Concat(dropped.Select(index => $"DROP INDEX IF EXISTS {index.Name}"));
        connection.RunImmediate(() => connection.Execute(string.Join(";\n", statements)));
        return new OwnIndexChanges([.. added.Select(index => index.Name)], [.. dropped.Select(index => index.Name)]);
    }

    /// <param name="Name">Our name for it.</param>
    /// <param name="Definition">The table and its columns.</param>
    /// <param name="UpstreamName">What a later upstream calls the same index.</param>
    sealed record OwnIndex(string Name, string Definition, string UpstreamName)
    {
        public bool IsMissing(SchemaShape shape) => !shape.HasIndex(Name) && !shape.HasIndex(UpstreamName);

        public bool IsSuperseded(SchemaShape shape) => shape.HasIndex(Name) && shape.HasIndex(UpstreamName);
    }
}

/// <summary>What became of our own indexes, by name.</summary>
sealed record OwnIndexChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Dropped)
{
    public static OwnIndexChanges None { get; } = new([], []);

    /// <summary>These and later ones.</summary>
    public OwnIndexChanges Then(OwnIndexChanges later) => new([.. Added, .. later.Added], [.. Dropped, .. later.Dropped]);
}
