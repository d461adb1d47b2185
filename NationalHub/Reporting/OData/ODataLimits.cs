namespace NationalHub.Reporting.OData;

/// <summary>What one OData request may cost. Bound from the configuration section <c>OData</c>; a request beyond a limit is
/// refused before it reaches the database wherever its text alone shows it.</summary>
public sealed class ODataLimits
{
    /// <summary>The configuration section these limits are read from.</summary>
    public const string Section = "OData";

    /// <summary>Rows on a page when the client asks for no size.</summary>
    public int DefaultPageSize { get; set; } = 5000;

    /// <summary>Rows on a page at most, whatever <c>Prefer: odata.maxpagesize</c> asks.</summary>
    public int MaxPageSize { get; set; } = 10_000;

    /// <summary>Bytes after which a page ends, however few rows it has: it is held until it is whole, so this is what an answer takes of memory.</summary>
    public long MaxPageBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Largest <c>$top</c>. The answer is still cut into pages.</summary>
    public int MaxTop { get; set; } = 1_000_000;

    /// <summary>Largest <c>$skip</c>; beyond it the client follows nextLink, which costs the database nothing extra.</summary>
    public int MaxSkip { get; set; } = 100_000;

    /// <summary>Operators, functions, names and values in all expressions of a request together; each value of an <c>in</c> list counts.</summary>
    public int MaxFilterNodes { get; set; } = 400;

    /// <summary>Nested parentheses.</summary>
    public int MaxDepth { get; set; } = 20;

    /// <summary>Groups an <c>$apply</c> may produce in all.</summary>
    public int MaxApplyGroups { get; set; } = 100_000;

    /// <summary>Transformations in one <c>$apply</c>.</summary>
    public int MaxTransformations { get; set; } = 10;

    /// <summary>Characters of path and query together, as they are sent; longer ones are refused with 414 before anything is read. What is read is kept whole in the log of queries.</summary>
    public int MaxUrlLength { get; set; } = 16_000;

    /// <summary>Seconds a request may take with all it waits for: the opening of an earlier day, the database, the writing of its page; then 503 with Retry-After.</summary>
    public int QueryTimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds the client is asked to wait after a time-out.</summary>
    public int RetryAfterSeconds { get; set; } = 60;

    /// <summary>What one request may cost: rows gone through times the work for each (<see cref="CostGuard"/>).</summary>
    public long MaxCost { get; set; } = 60_000_000;

    /// <summary>Rows of one file (CSV, XLSX) at most.</summary>
    public int MaxExportRows { get; set; } = 200_000;

    /// <summary>Requests in one <c>$batch</c>.</summary>
    public int MaxBatchRequests { get; set; } = 20;

    /// <summary>Bytes all answers of one <c>$batch</c> may come to; they are held until the last is there.</summary>
    public int MaxBatchBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Seconds that a delta reaches back before the reading it follows: what was being saved at that moment is not lost, at the price
    /// of a few rows given twice.</summary>
    public int DeltaOverlapSeconds { get; set; } = 300;

    /// <summary>A delta link from farther ahead than this many hours was given by a clock that was wrong; as long as <c>Intake:MostClockBackHours</c>, within which the hub gives no moment before one that it gave.</summary>
    public double DeltaAheadHours { get; set; } = 24;

    /// <summary>Rows of a file, or of an answer that the library writes, between two looks at how long it has become.</summary>
    public int FlushEveryRows { get; set; } = 200;
}
