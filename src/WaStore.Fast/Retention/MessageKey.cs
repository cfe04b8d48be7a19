namespace WaStore.Fast.Retention;

/// <summary>Names a message in memory: the chat, whose it is where that matters, and its id. Looking one up allocates nothing.</summary>
readonly record struct MessageKey(string Chat, string Sender, string Id);
