namespace WaStore.Fast.Sqlite.Engine;

sealed partial record DatabaseLocation
{
    /// <summary>What SQLite's URI parameters mean for us; SQLite gets all of them and refuses what it does not know.</summary>
    readonly record struct UriParameters(bool IsMemory, bool IsSharedCache, bool IsReadOnly, bool MayCreate)
    {
        internal static UriParameters Parse(string query)
        {
            var parameters = new UriParameters(false, false, false, MayCreate: true);
            foreach (string parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                int equals = parameter.IndexOf('=', StringComparison.Ordinal);
                string key = Uri.UnescapeDataString(equals < 0 ? parameter : parameter[..equals]);
                string value = equals < 0 ? "" : Uri.UnescapeDataString(parameter[(equals + 1)..]);
                parameters = (key, value) switch
                {
                    ("mode", "memory") => parameters with { IsMemory = true },
                    ("mode", "ro") => parameters with { IsReadOnly = true },
                    ("mode", "rw") => parameters with { MayCreate = false },
                    ("cache", "shared") => parameters with { IsSharedCache = true },
                    ("immutable", not ("0" or "no" or "off" or "false")) => parameters with { IsReadOnly = true },
                    _ => parameters,
                };
            }

            return parameters;
        }
    }
}
