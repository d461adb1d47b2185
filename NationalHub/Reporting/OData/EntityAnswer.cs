using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>Answers about one row: the entity of a key, one of its properties, that property's bare value.</summary>
internal static class EntityAnswer
{
    public static async Task WriteAsync(DoorRequest door, EntitySetDefinition set, KeySegment key, QueryRun run)
    {
        var negotiation = Negotiation.Json(door.Http.Request);
        var (plan, row) = await FindAsync(door, set, key, run);
        if (door.IsHead)
        {
            ODataPayload.Head(door.Http, negotiation.ContentType + ";charset=utf-8");
            return;
        }
        var annotations = await door.AnnotationsAsync(run.Token);
        await new FeedWriter(door, set, negotiation, plan, run.Token).WriteEntityAsync(row, annotations);
    }

    public static async Task WritePropertyAsync(DoorRequest door, EntitySetDefinition set, KeySegment key, string name, QueryRun run)
    {
        var bare = door.Path.LastSegment is ValueSegment;
        var negotiation = bare ? new Negotiation("minimal", false) : Negotiation.Json(door.Http.Request);
        var (plan, row) = await FindAsync(door, set, key, run);
        var index = plan.Output.ToList().FindIndex(column => column.Name == name);
        var writer = new FeedWriter(door, set, negotiation, plan, run.Token);
        var value = writer.Wire(plan.Output[index], row[index]);
        if (value is null)
        {
            door.Http.Response.Headers["OData-Version"] = "4.0";
            door.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        if (bare || door.IsHead)
        {
            ODataPayload.Head(door.Http, bare ? "text/plain;charset=utf-8" : negotiation.ContentType + ";charset=utf-8");
            await (door.IsHead ? Task.CompletedTask : door.Http.Response.WriteAsync(Bare(value), run.Token));
            return;
        }
        await writer.WritePropertyAsync(plan.Output[index], row[index]);
    }

    private static string Bare(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static async Task<(FeedPlan Plan, object?[] Row)> FindAsync(DoorRequest door, EntitySetDefinition set, KeySegment key, QueryRun run)
    {
        var options = QueryOptions.OfEntity(door.Http.Request, door.Limits);
        var scope = door.Scope();
        var plan = FeedPlan.Of(set, door.Db, door.Http, door.Parser, options, scope);
        var rows = await plan.ByKey(key.Keys, scope).ToListAsync(run.Token);
        return rows.Count == 1
            ? (plan, rows[0])
            : throw new ODataFaultException(404, "OData.NotFound", $"Không có bản ghi nào của {set.Name} với khóa này. Hãy kiểm tra khóa.", set.Name);
    }
}
