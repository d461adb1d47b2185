namespace NationalHub.Reporting.OData;

/// <summary>Incremental refresh: a reading that is followed begins with <c>Prefer: odata.track-changes</c>; its last page links to what
/// changes from then on, and so does the last page of each such answer.</summary>
internal static class Delta
{
    /// <summary>From when on changes are asked for, or null in an ordinary reading.</summary>
    /// <exception cref="ODataFaultException">The set cannot be followed, the token is not of this query, or an option has no meaning beside it.</exception>
    public static DateTime? Since(QueryOptions options, EntitySetDefinition set)
    {
        if (options["$deltatoken"] is not { } token)
        {
            return null;
        }
        if (set.Tracked is null)
        {
            throw ODataFaultException.NotSupported($"Tập {set.Name} không theo dõi thay đổi. Hãy đọc lại cả tập; tập này nhỏ.", "$deltatoken");
        }
        return Fits(options) ? DeltaToken.Read(token, options.Fingerprint)
            : throw ODataFaultException.Bad("OData.OptionNotHere", "Với $deltatoken không dùng được $apply, $compute, $expand, $orderby, $top, $skip. Hãy đi theo @odata.deltaLink nguyên văn.", "$deltatoken");
    }

    /// <summary>What the next delta goes back to, when this request begins a reading that can be followed; else null.</summary>
    public static DateTime? Begun(DoorRequest door, EntitySetDefinition set, QueryOptions options)
    {
        var follows = options["$deltatoken"] is not null || Negotiation.Prefers(door.Http.Request, "track-changes");
        return follows && !door.IsAsOf && set.Tracked is not null && Fits(options)
            ? door.Time.GetUtcNow().UtcDateTime.AddSeconds(-door.Limits.DeltaOverlapSeconds)
            : null;
    }

    private static bool Fits(QueryOptions options)
        => options["$apply"] is null && options["$compute"] is null && options["$expand"] is null && options["$orderby"] is null && options.Top is null && options.Skip is null;
}
