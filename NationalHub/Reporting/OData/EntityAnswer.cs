using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.Edm;
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
        await new FeedWriter(door, set, negotiation, plan, run.Token).WriteEntityAsync(row);
    }

    /// <summary>The row that a row's navigation leads to; 204 where it leads nowhere.</summary>
    public static async Task WriteLinkedAsync(DoorRequest door, EntitySetDefinition set, KeySegment key, NavigationPropertySegment way, QueryRun run)
    {
        var options = QueryOptions.ForLink(way.NavigationProperty.Name);
        var parser = new ODataUriParser(door.Model.Edm, door.Parser.ServiceRoot, new Uri(door.Parser.ServiceRoot, $"{set.Name}?$expand={way.NavigationProperty.Name}"));
        var scope = door.Scope();
        var plan = FeedPlan.Of(set, door.Db, door.Http, parser, options, scope);
        var row = (await plan.ByKey(key.Keys, scope).ToListAsync(run.Token)).SingleOrDefault() ?? throw Missing(set);
        var link = plan.Expansions.Single().Link;
        var target = row.Skip(plan.Output.Count + set.Keys.Count).Take(link.Keys.Count).ToList();
        if (target[0] is null)
        {
            (door.Http.Response.Headers["OData-Version"], door.Http.Response.StatusCode) = ("4.0", StatusCodes.Status204NoContent);
            return;
        }
        var keys = link.Keys.Select((column, i) => KeyValuePair.Create(column.Name, target[i]!));
        var to = door.Model.Edm.FindDeclaredEntitySet(link.Way.Set);
        var segment = new KeySegment(keys, (IEdmEntityType)to.Type.AsElementType(), to);
        await WriteAsync(door with { Path = new ODataPath(new EntitySetSegment(to), segment) }, link.Way.Target, segment, run);
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
            : throw Missing(set);
    }

    private static ODataFaultException Missing(EntitySetDefinition set)
        => new(404, "OData.NotFound", $"Không có bản ghi nào của {set.Name} với khóa này. Hãy kiểm tra khóa.", set.Name);
}
