namespace NationalHub.Platform;

/// <summary>Where the hub keeps its files. Section <c>Data</c>.</summary>
public sealed class DataOptions
{
    /// <summary>Folder of the embedded database, the authority and the log files; relative to the working folder.</summary>
    public string Folder { get; set; } = "data";

    public string PathOf(string name) => Path.GetFullPath(Path.Combine(Folder, name));
}

/// <summary>Section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Sqlite or SqlServer.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Empty: the file <c>hub.db</c> in the data folder.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Statements per round trip on SQL Server; 0 leaves the provider's own.</summary>
    public int MaxBatchSize { get; set; }

    public bool IsSqlServer => Provider.Equals("SqlServer", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The two doors. Section <c>Listen</c>. Port 0 takes a free one.</summary>
public sealed class ListenOptions
{
    /// <summary>IP address to listen on; 0.0.0.0 for every one.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Pages, OData, health: plain HTTP, behind the ministry's TLS proxy when it is not local.</summary>
    public int HttpPort { get; set; } = 5080;

    /// <summary>gRPC of the nodes: HTTPS with client certificates.</summary>
    public int NodePort { get; set; } = 5443;
}
