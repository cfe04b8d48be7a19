using Microsoft.EntityFrameworkCore;

namespace WaStore.Fast.Benchmarks.Peers;

/// <summary>The sessions of a file, for EF Core.</summary>
sealed class EfContext(DbContextOptions<EfContext> options) : DbContext(options)
{
    public DbSet<EfSession> Sessions => Set<EfSession>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<EfSession>(static session =>
    {
        _ = session.ToTable("sessions").HasKey(static row => new { row.Address, row.DeviceId });
        _ = session.Property(static row => row.Address).HasColumnName("address");
        _ = session.Property(static row => row.DeviceId).HasColumnName("device_id").ValueGeneratedNever();
        _ = session.Property(static row => row.Record).HasColumnName("record");
    });
}

/// <summary>One of them.</summary>
sealed class EfSession
{
    public required string Address { get; init; }

    public required int DeviceId { get; init; }

    public required byte[] Record { get; init; }
}
