namespace WaStore.Fast.Contracts.Samples;

/// <summary>Keys that break what quotes, escapes, trims, folds or cuts them. A theory runs over the names, since a runner cannot print them all.</summary>
public static class HostileKeys
{
    static readonly Dictionary<string, string> s_keys = new()
    {
        ["empty"] = "",
        ["blank"] = " ",
        ["trailing blank"] = "a ",
        ["quote"] = "it's",
        ["injection"] = "'); DROP TABLE sessions; --",
        ["double quote"] = "\"a\"",
        ["percent"] = "%",
        ["underscore"] = "_",
        ["backslash"] = "a\\b",
        ["nul inside"] = "a\0b",
        ["nul first"] = "\0",
        ["new line"] = "a\r\nb",
        ["accent composed"] = "\u00e9",
        ["accent decomposed"] = "e\u0301",
        ["cyrillic"] = "\u043a\u043b\u044e\u0447",
        ["emoji"] = "\U0001F511",
        ["upper"] = "KEY",
        ["lower"] = "key",
        ["number"] = "007",
        ["long"] = new string('k', 10_240),
    };

    public static TheoryData<string> Names { get; } = [.. s_keys.Keys];

    public static IReadOnlyList<string> All { get; } = [.. s_keys.Values];

    public static string Get(string name) => s_keys[name];
}
