using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Stores;

public sealed class StoreExceptionTests
{
    [Fact]
    public void Texts_and_kinds_are_the_reference_s()
    {
        var inner = new InvalidOperationException("inner");
        (StoreException Exception, StoreErrorKind Kind, string Text)[] expected =
        [
            (StoreException.Io(inner), StoreErrorKind.Io, "I/O error"),
            (StoreException.Serialization(), StoreErrorKind.Serialization, "serialization/deserialization error"),
            (StoreException.Serialization("account", inner), StoreErrorKind.Serialization, "serialization/deserialization error: account"),
            (StoreException.Validation("31 bytes"), StoreErrorKind.Validation, "data validation failed: 31 bytes"),
            (StoreException.Unsupported("X"), StoreErrorKind.Validation, "data validation failed: X is not supported by this backend"),
            (StoreException.Connection(), StoreErrorKind.Connection, "database connection error"),
            (StoreException.Database(), StoreErrorKind.Database, "database operation error"),
            (StoreException.Database("no such table", inner, 1), StoreErrorKind.Database, "database operation error: no such table"),
            (StoreException.RetriesExhausted("put_session"), StoreErrorKind.RetriesExhausted, "database operation 'put_session' exhausted retries"),
            (StoreException.Migration(), StoreErrorKind.Migration, "migration error"),
            (StoreException.InvalidConfig(":memory: is not supported"), StoreErrorKind.InvalidConfig, "store configuration is invalid: :memory: is not supported"),
            (StoreException.DeviceNotFound(-7), StoreErrorKind.DeviceNotFound, "device with ID -7 not found"),
        ];

        Assert.All(expected, row => Assert.Equal((row.Kind, row.Text), (row.Exception.Kind, row.Exception.Message)));
        Assert.Equal(Enum.GetValues<StoreErrorKind>().ToHashSet(), expected.Select(row => row.Kind).ToHashSet());
    }

    [Fact]
    public void The_cause_and_the_extended_code_are_kept()
    {
        var inner = new InvalidOperationException("inner");

        Assert.Same(inner, StoreException.Io(inner).InnerException);
        Assert.Same(inner, StoreException.Database(null, inner, 2067).InnerException);
        Assert.Equal(2067, StoreException.Database(null, inner, 2067).SqliteErrorCode);
        Assert.Equal(261, StoreException.RetriesExhausted("x", inner, 261).SqliteErrorCode);
        Assert.Equal(14, StoreException.Connection(null, null, 14).SqliteErrorCode);
        Assert.Equal(1, StoreException.Migration(null, null, 1).SqliteErrorCode);
        Assert.Null(StoreException.Validation("x").SqliteErrorCode);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(261, true)]
    [InlineData(262, true)]
    [InlineData(517, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(15, false)]
    [InlineData(19, false)]
    [InlineData(2067, false)]
    [InlineData(1285, true)]
    public void The_low_byte_of_the_code_tells_busy_and_locked(int code, bool expected) =>
        Assert.Equal(expected, StoreException.Database(null, null, code).IsBusyOrLocked);

    [Theory]
    [InlineData("database is locked", true)]
    [InlineData("Database Is LOCKED", true)]
    [InlineData("server BUSY, try later", true)]
    [InlineData("constraint failed", false)]
    [InlineData("", false)]
    public void Foreign_causes_are_read_for_the_words_in_any_case(string message, bool expected) =>
        Assert.Equal(expected, StoreException.Database(null, new InvalidOperationException(message)).IsBusyOrLocked);

    [Fact]
    public void The_whole_chain_is_walked()
    {
        var deep = new InvalidOperationException("outer", new InvalidOperationException("middle", StoreException.Database(null, null, 5)));
        Assert.True(StoreException.Io(deep).IsBusyOrLocked);

        var words = new InvalidOperationException("outer", new InvalidOperationException("table is locked"));
        Assert.True(StoreException.Connection("no", words).IsBusyOrLocked);
        Assert.False(StoreException.Connection("no", new InvalidOperationException("outer", StoreException.Database("x", null, 19))).IsBusyOrLocked);
    }

    [Fact]
    public void Our_own_texts_are_not_read_for_the_words()
    {
        Assert.False(StoreException.Validation("the group is locked").IsBusyOrLocked);
        Assert.False(StoreException.RetriesExhausted("mark_busy").IsBusyOrLocked);
    }
}
