namespace WaStore.Fast.Gate;

/// <summary>Why the gate cannot go on, worded for its user.</summary>
sealed class GateException(string message, Exception? inner = null) : Exception(message, inner);
