using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>Writes rows as OData JSON. A page is held until it is whole, so that a fault of the database is told as one and never as half a page; only what a page longer than
/// <see cref="MostHeld"/> has goes out before.</summary>
internal sealed class FeedWriter(DoorRequest door, EntitySetDefinition set, Negotiation negotiation, FeedPlan plan, CancellationToken cancellationToken)
{
    /// <summary>Bytes of an answer kept in memory. Pages of the shipped <see cref="ODataLimits.MaxPageBytes"/> are never longer.</summary>
    internal const int MostHeld = 3 * 1024 * 1024;

    // Bytes that went out before the end.
    private long _gone;

    private readonly IEdmEntitySet _edmSet = door.Model.Edm.FindDeclaredEntitySet(set.Name);
    private readonly HttpContext _http = door.Http;

    /// <param name="page">Rows, in the layout of <see cref="FeedPlan.Page(PageToken?, long, long)"/>.</param>
    /// <param name="count">The total, when asked for.</param>
    public async Task WriteAsync(FeedPage page, long? count)
    {
        using var held = new HeldBytes();
        if (plan.IsPlain)
        {
            await WriteRowsAsync(held, page, count);
            return;
        }
        using (var payload = Open(held))
        {
            var writer = payload.Writer.CreateODataResourceSetWriter(_edmSet, _edmSet.EntityType());
            var feed = new ODataResourceSet { Count = count };
            Annotate(feed.InstanceAnnotations);
            writer.WriteStart(feed);
            for (var written = 1; await page.NextAsync(); written++)
            {
                Write(writer, page.Current, plan.KeysAt, negotiation.Metadata == "full", null);
                await FlushAsync(writer, held, page, written);
            }
            (feed.NextPageLink, feed.DeltaLink) = (page.NextLink, page.DeltaLink);
            writer.WriteEnd();
            writer.Flush();
        }
        await EndAsync(held, page);
    }

    /// <summary>The library opens the answer, <see cref="RowWriter"/> writes its rows.</summary>
    private async Task WriteRowsAsync(HeldBytes held, FeedPage page, long? count)
    {
        ODataPayload.Head(_http, negotiation.ContentType + ";charset=utf-8");
        held.Write(Begun(count).Span);
        using (var rows = RowWriter.Open(plan, held, door.Model.Offset))
        {
            while (await page.NextAsync())
            {
                if (page.Bare is { } bare)
                {
                    rows.Write(bare.Row);
                }
                else
                {
                    rows.Write(page.Current);
                }
                page.Written = rows.Written;
                if (held.Length > MostHeld)
                {
                    rows.Flush();
                    await SendManyAsync(held);
                }
            }
            rows.Flush();
        }
        RowWriter.Close(held, page.NextLink, page.DeltaLink);
        await EndAsync(held, page);
    }

    /// <summary>Lets the rows go before the answer does: whoever records it knows how many they were.</summary>
    private async Task EndAsync(HeldBytes held, FeedPage? page)
    {
        await (page?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_gone == 0)
        {
            _http.Response.ContentLength = held.Length;
        }
        await held.SendAsync(_http.Response, cancellationToken);
    }

    /// <summary>What stands before the first row.</summary>
    private ReadOnlyMemory<byte> Begun(long? count)
    {
        var query = _http.Request.Query;
        return count is null && plan.Notes.Count == 0 && !query.ContainsKey("$compute") && !query.ContainsKey("$expand")
            ? Beginnings.Of(door.Annotations, new Beginning(door.Model, door.Parser.ServiceRoot.AbsoluteUri, set.Name, query["$select"].ToString(), negotiation), () => Begin(null))
            : Begin(count);
    }

    private byte[] Begin(long? count)
    {
        var kept = new ArrayBufferWriter<byte>();
        using var payload = ODataPayload.Open(kept, door.Model, negotiation, door.Uri(plan));
        var writer = payload.Writer.CreateODataResourceSetWriter(_edmSet, _edmSet.EntityType());
        var feed = new ODataResourceSet { Count = count };
        Annotate(feed.InstanceAnnotations);
        writer.WriteStart(feed);
        writer.Flush();
        return kept.WrittenSpan.ToArray();
    }

    /// <summary>Writes what changed: rows as they are now, and those that are gone or no longer of the answer by their id.</summary>
    public async Task WriteDeltaAsync(FeedPage page)
    {
        using var held = new HeldBytes();
        using (var payload = Open(held))
        {
            var writer = payload.Writer.CreateODataDeltaResourceSetWriter(_edmSet, _edmSet.EntityType());
            var feed = new ODataDeltaResourceSet();
            Annotate(feed.InstanceAnnotations);
            writer.WriteStart(feed);
            for (var written = 1; await page.NextAsync(); written++)
            {
                var row = page.Current;
                if (row[^1] is true)
                {
                    Write(writer, row, plan.KeysAt, true, null);
                }
                else
                {
                    writer.WriteStart(new ODataDeletedResource { Id = EntityId(row, plan.KeysAt), Reason = DeltaDeletedEntryReason.Deleted });
                    writer.WriteEnd();
                }
                await FlushAsync(writer, held, page, written);
            }
            (feed.NextPageLink, feed.DeltaLink) = (page.NextLink, page.DeltaLink);
            writer.WriteEnd();
            writer.Flush();
        }
        await EndAsync(held, page);
    }

    /// <summary>Writes the one entity of a key.</summary>
    public async Task WriteEntityAsync(object?[] row)
    {
        using var held = new HeldBytes();
        using (var payload = Open(held))
        {
            var writer = payload.Writer.CreateODataResourceWriter(_edmSet, _edmSet.EntityType());
            Write(writer, row, plan.Output.Count, negotiation.Metadata == "full", door.Annotations);
            writer.Flush();
        }
        await EndAsync(held, null);
    }

    /// <summary>Writes one property of an entity.</summary>
    public async Task WritePropertyAsync(Column column, object? value)
    {
        using var held = new HeldBytes();
        using (var payload = Open(held))
        {
            payload.Writer.WriteProperty(new ODataProperty { Name = column.Name, Value = Wire(column, value) });
        }
        await EndAsync(held, null);
    }

    /// <summary>A value as it may be shown to this person.</summary>
    public object? Wire(Column column, object? value)
        => EdmTypes.ToWire(column.Masked ? column.Property?.Mask?.Hide(value) : value, door.Model.Offset);

    private async Task FlushAsync(ODataWriter writer, HeldBytes held, FeedPage page, int written)
    {
        if (written % door.Limits.FlushEveryRows == 0)
        {
            writer.Flush();
            page.Written = _gone + held.Length;
            await SendManyAsync(held);
        }
    }

    // Only where a page may be longer than what is held.
    private async Task SendManyAsync(HeldBytes held)
    {
        if (held.Length > MostHeld)
        {
            _gone += held.Length;
            await held.SendAsync(_http.Response, cancellationToken);
        }
    }

    private ODataPayload Open(HeldBytes held)
    {
        ODataPayload.Head(_http, negotiation.ContentType + ";charset=utf-8");
        return ODataPayload.Open(held, door.Model, negotiation, door.Uri(plan));
    }

    /// <param name="keysAt">Where the row's keys stand, and after them its expansions.</param>
    private void Write(ODataWriter writer, object?[] row, int keysAt, bool identified, IReadOnlyDictionary<string, string>? annotations)
    {
        var resource = new ODataResource { Properties = Properties(plan.Output, row, 0), IsTransient = !plan.IsEntity };
        if (identified && plan.IsEntity)
        {
            // With $select the keys may be missing from the properties, and the library then cannot make the id itself.
            resource.TypeName = _edmSet.EntityType().FullTypeName();
            resource.Id = resource.ReadLink = resource.EditLink = EntityId(row, keysAt);
        }
        if (annotations is not null)
        {
            Annotate(resource.InstanceAnnotations);
        }
        writer.WriteStart(resource);
        var at = keysAt + set.Keys.Count;
        foreach (var expansion in plan.Expansions)
        {
            Write(writer, expansion, row, at, identified);
            at += expansion.Width;
        }
        writer.WriteEnd();
    }

    private void Write(ODataWriter writer, Expansion expansion, object?[] row, int at, bool identified)
    {
        writer.WriteStart(new ODataNestedResourceInfo { Name = expansion.Link.Way.Name, IsCollection = false });
        var target = expansion.Link.Way.Target;
        if (row[at] is null)
        {
            writer.WriteStart((ODataResource?)null);
        }
        else
        {
            var nested = new ODataResource { Properties = Properties(expansion.Columns, row, at + expansion.Link.Keys.Count) };
            if (identified)
            {
                nested.TypeName = door.Model.Edm.FindDeclaredEntitySet(target.Name).EntityType().FullTypeName();
                nested.Id = nested.ReadLink = nested.EditLink = EntityId(target, row, at);
            }
            writer.WriteStart(nested);
        }
        writer.WriteEnd();
        writer.WriteEnd();
    }

    private ODataProperty[] Properties(IReadOnlyList<Column> columns, object?[] row, int from)
        => [.. columns.Select((column, i) => new ODataProperty { Name = column.Name, Value = Wire(column, row[from + i]) })];

    private Uri EntityId(object?[] row, int from) => EntityId(set, row, from);

    private Uri EntityId(EntitySetDefinition of, object?[] row, int from)
    {
        var parts = of.Keys.Select((key, i) =>
        {
            var literal = Uri.EscapeDataString(ODataUriUtils.ConvertToUriLiteral(EdmTypes.ToWire(row[from + i], door.Model.Offset), ODataVersion.V4, door.Model.Edm));
            return of.Keys.Count == 1 ? literal : key.Name + "=" + literal;
        });
        return new Uri(door.Parser.ServiceRoot, $"{of.Name}({string.Join(",", parts)})");
    }

    private void Annotate(ICollection<ODataInstanceAnnotation> target)
    {
        foreach (var (name, text) in door.Annotations.Concat(plan.Notes))
        {
            target.Add(new ODataInstanceAnnotation(name, new ODataPrimitiveValue(text)));
        }
    }
}
