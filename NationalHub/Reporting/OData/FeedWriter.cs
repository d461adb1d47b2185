using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>Writes rows as OData JSON, flushing as it goes, so that a page of any length takes the memory of a few hundred rows.</summary>
internal sealed class FeedWriter(DoorRequest door, EntitySetDefinition set, Negotiation negotiation, FeedPlan plan, CancellationToken cancellationToken)
{
    private readonly IEdmEntitySet _edmSet = door.Model.Edm.FindDeclaredEntitySet(set.Name);
    private readonly HttpContext _http = door.Http;

    /// <param name="page">Rows, in the layout of <see cref="FeedPlan.Page"/>.</param>
    /// <param name="count">The total, when asked for.</param>
    public async Task WriteAsync(FeedPage page, long? count)
    {
        if (RowWriter.Fits(plan, negotiation))
        {
            await WriteRowsAsync(page, count);
            return;
        }
        using (var payload = Open())
        {
            var writer = payload.Writer.CreateODataResourceSetWriter(_edmSet, _edmSet.EntityType());
            var feed = new ODataResourceSet { Count = count };
            Annotate(feed.InstanceAnnotations);
            writer.WriteStart(feed);
            var written = 0;
            await foreach (var row in page.Rows)
            {
                Write(writer, row, plan.KeysAt, negotiation.Metadata == "full", null);
                await FlushAsync(writer, ++written);
            }
            (feed.NextPageLink, feed.DeltaLink) = (page.NextLink, page.DeltaLink);
            writer.WriteEnd();
            writer.Flush();
        }
        await _http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>The library opens the answer, <see cref="RowWriter"/> writes its rows. Nothing reaches the response before its first flush: until then a fault of the database is still told as one.</summary>
    private async Task WriteRowsAsync(FeedPage page, long? count)
    {
        var kept = new ArrayBufferWriter<byte>();
        ODataPayload.Head(_http, negotiation.ContentType + ";charset=utf-8");
        kept.Write(Begun(count).Span);
        using (var rows = RowWriter.Open(plan, kept, door.Model.Offset))
        {
            var written = 0;
            await foreach (var row in page.Rows)
            {
                rows.Write(row);
                if (++written % door.Limits.FlushEveryRows == 0)
                {
                    rows.Flush();
                    await SendAsync(kept);
                }
            }
            rows.Flush();
        }
        RowWriter.Close(kept, page.NextLink, page.DeltaLink);
        await SendAsync(kept);
    }

    private async Task SendAsync(ArrayBufferWriter<byte> kept)
    {
        _http.Response.BodyWriter.Write(kept.WrittenSpan);
        kept.ResetWrittenCount();
        await _http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>What stands before the first row.</summary>
    private ReadOnlyMemory<byte> Begun(long? count)
    {
        var kept = new ArrayBufferWriter<byte>();
        using var payload = ODataPayload.Open(kept, door.Model, negotiation, door.Uri(plan));
        var writer = payload.Writer.CreateODataResourceSetWriter(_edmSet, _edmSet.EntityType());
        var feed = new ODataResourceSet { Count = count };
        Annotate(feed.InstanceAnnotations);
        writer.WriteStart(feed);
        writer.Flush();
        return kept.WrittenMemory.ToArray();
    }

    /// <summary>Writes what changed: rows as they are now, and those that are gone or no longer of the answer by their id.</summary>
    public async Task WriteDeltaAsync(FeedPage page)
    {
        using (var payload = Open())
        {
            var writer = payload.Writer.CreateODataDeltaResourceSetWriter(_edmSet, _edmSet.EntityType());
            var feed = new ODataDeltaResourceSet();
            Annotate(feed.InstanceAnnotations);
            writer.WriteStart(feed);
            var written = 0;
            await foreach (var row in page.Rows)
            {
                if (row[^1] is true)
                {
                    Write(writer, row, plan.KeysAt, true, null);
                }
                else
                {
                    writer.WriteStart(new ODataDeletedResource { Id = EntityId(row, plan.KeysAt), Reason = DeltaDeletedEntryReason.Deleted });
                    writer.WriteEnd();
                }
                await FlushAsync(writer, ++written);
            }
            (feed.NextPageLink, feed.DeltaLink) = (page.NextLink, page.DeltaLink);
            writer.WriteEnd();
            writer.Flush();
        }
        await _http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Writes the one entity of a key.</summary>
    public async Task WriteEntityAsync(object?[] row)
    {
        using (var payload = Open())
        {
            var writer = payload.Writer.CreateODataResourceWriter(_edmSet, _edmSet.EntityType());
            Write(writer, row, plan.Output.Count, negotiation.Metadata == "full", door.Annotations);
            writer.Flush();
        }
        await _http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Writes one property of an entity.</summary>
    public async Task WritePropertyAsync(Column column, object? value)
    {
        using (var payload = Open())
        {
            payload.Writer.WriteProperty(new ODataProperty { Name = column.Name, Value = Wire(column, value) });
        }
        await _http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>A value as it may be shown to this person.</summary>
    public object? Wire(Column column, object? value)
        => EdmTypes.ToWire(column.Masked ? column.Property?.Mask?.Hide(value) : value, door.Model.Offset);

    private async Task FlushAsync(ODataWriter writer, int written)
    {
        if (written % door.Limits.FlushEveryRows == 0)
        {
            writer.Flush();
            await _http.Response.BodyWriter.FlushAsync(cancellationToken);
        }
    }

    private ODataPayload Open()
    {
        ODataPayload.Head(_http, negotiation.ContentType + ";charset=utf-8");
        return ODataPayload.Open(_http.Response.BodyWriter, door.Model, negotiation, door.Uri(plan));
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
