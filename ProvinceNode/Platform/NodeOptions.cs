namespace ProvinceNode.Platform;

/// <summary>What a node is told by configuration.</summary>
public sealed class NodeOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Node";

    /// <summary>The node's province, two digits: a node is one province.</summary>
    public string ProvinceCode { get; set; } = "";

    /// <summary>Folder of the database, attachments, keys and logs; outside the web root.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Demo and training: a banner is shown and the clock can be moved.</summary>
    public bool Demo { get; set; }

    /// <summary>In a demo, the day on which the node's clock starts when its data is new (yyyy-MM-dd).</summary>
    public string? DemoStartsOn { get; set; }

    /// <summary>Public address citizens use, for links printed on papers.</summary>
    public string PublicAddress { get; set; } = "";
}

/// <summary>How the node keeps its data.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Sqlite (embedded default) or SqlServer.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Needed for SQL Server; for SQLite empty means node.db in the data folder.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Statements per round trip on SQL Server; 0 leaves the provider's own.</summary>
    public int MaxBatchSize { get; set; }
}
