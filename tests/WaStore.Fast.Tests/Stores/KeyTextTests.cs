using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Stores;

/// <summary>Which texts have a UTF-8 form.</summary>
public sealed class KeyTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("123@lid.0")]
    [InlineData("\0\u007f")]
    [InlineData("äöü@lid.0")]
    [InlineData("\uD7FF\uE000\uFFFF")]
    [InlineData("a\U0001F600")]
    [InlineData("\U0001F600\U0010FFFF")]
    public void A_text_with_a_UTF_8_form_is_well_formed(string text) => Assert.True(KeyText.IsWellFormed(text));

    // Not inline data: an attribute's texts are kept as UTF-8, which has no form for them.
    [Fact]
    public void A_surrogate_without_its_partner_is_not()
    {
        string[] texts = ["\uD800", "\uDFFF", "123@lid.0\uD800", "\uDC00123@lid.0", "\uDE00\uD83D", "ä\uD83D\uD83D\uDE00", "\U0001F600\uDE00"];
        Assert.All(texts, static text =>
        {
            Assert.False(KeyText.IsWellFormed(text));
            Assert.Equal(StoreErrorKind.Validation, Assert.Throws<StoreException>(() => KeyText.Require(text)).Kind);
        });
    }
}
