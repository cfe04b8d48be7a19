using System.Globalization;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>A message to send, made before the send is measured.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Payload">What is kept for retries.</param>
/// <param name="Secret">The message's secret.</param>
/// <param name="SentAt">When, unix seconds.</param>
sealed record OutgoingMessage(string Id, byte[] Payload, byte[] Secret, long SentAt)
{
    internal static OutgoingMessage Create(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"3EB0{number:X18}"), RandomRecords.Message(), RandomRecords.SecretBytes(), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
}
