using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>One message's place on a sending chain.</summary>
/// <remarks>
/// Nothing made from it may be sent before the record that gave it is handed to the cache and, where that record
/// <see cref="ISignalRecord{TSelf}.RaisesLease"/>, is durable.
/// </remarks>
/// <param name="Counter">The number of the message: a session's counter, a sender key's iteration.</param>
/// <param name="MessageKeySeed">The seed that libsignal's HKDF makes the message's keys from. Secret; its text is redacted.</param>
public readonly record struct SendingStep(uint Counter, Key32 MessageKeySeed);
