namespace NationalServices.Faults;

/// <summary>Names of the services as the fault doors and the page know them.</summary>
internal static class ServiceName
{
    public const string PopulationDatabase = "population-database";
    public const string NationalPortal = "national-portal";
    public const string VnPost = "vnpost";
    public const string Bank = "bank";
    public const string Vneid = "vneid";

    public static IReadOnlyDictionary<string, string> Vietnamese { get; } = new Dictionary<string, string>
    {
        [PopulationDatabase] = "CSDL quốc gia về dân cư",
        [NationalPortal] = "Cổng Dịch vụ công quốc gia",
        [VnPost] = "VNPost (chi trả)",
        [Bank] = "Ngân hàng",
        [Vneid] = "VNeID (đăng nhập)",
    };
}

/// <summary>The fault each service is set to, changed at run time, and how many requests it has struck.</summary>
internal sealed class FaultBoard
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Row> rows = ServiceName.Vietnamese.Keys.ToDictionary(service => service, _ => new Row());

    public FaultSettings Read(string service)
    {
        lock (gate)
        {
            return rows[service].Settings;
        }
    }

    /// <summary>Requests that the present setting has struck.</summary>
    public long Struck(string service)
    {
        lock (gate)
        {
            return rows[service].Struck;
        }
    }

    public void Set(string service, FaultSettings settings)
    {
        lock (gate)
        {
            rows[service] = new Row { Settings = settings };
        }
    }

    /// <summary>Counts one request and gives the fault it meets: the service's, or none when the rate spares it.</summary>
    public FaultSettings Draw(string service)
    {
        lock (gate)
        {
            var row = rows[service];
            row.Due += row.Settings.Rate;
            // A hair below one, so that ten times 0.1 strikes the tenth request in spite of binary fractions.
            if (row.Settings.Mode == FaultMode.None || row.Due < 1 - 1e-9)
            {
                row.Due = row.Settings.Mode == FaultMode.None ? 0 : row.Due;
                return FaultSettings.None;
            }

            row.Due -= 1;
            row.Struck++;
            return row.Settings;
        }
    }

    private sealed class Row
    {
        public FaultSettings Settings { get; init; } = FaultSettings.None;

        public double Due { get; set; }

        public long Struck { get; set; }
    }
}
