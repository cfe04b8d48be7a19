using System.Globalization;
using WaStore.Fast.Sqlite.Inspection;

namespace WaStore.Fast.Cli.Verify;

/// <summary>Says on standard error where a long verification is, every two seconds; a short one says nothing.</summary>
sealed class VerifyProgress(TextWriter error, TimeProvider clock) : IProgress<VerificationProgress>
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    long _last = clock.GetTimestamp();

    public void Report(VerificationProgress value)
    {
        if (clock.GetElapsedTime(_last) >= s_interval)
        {
            _last = clock.GetTimestamp();
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"verifying {value.Step}, {value.Rows:N0} rows so far"));
        }
    }
}
