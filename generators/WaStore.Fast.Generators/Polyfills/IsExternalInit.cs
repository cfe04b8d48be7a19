namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for records; netstandard2.0 does not have it.</summary>
static class IsExternalInit;
