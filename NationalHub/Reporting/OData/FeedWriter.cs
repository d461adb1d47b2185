using Microsoft.AspNetCore.Http;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>Writes rows as OData JSON, flushing as it goes, so that a page of any length takes the memory of a few hundred rows.</summary>
internal sealed class FeedWriter(HttpContext http, ODataModel model, EntitySetDefinition set, Negotiation negotiation, ODataUri uri)
{
    private readonly IEdmEntitySet _edmSet = model.Edm.FindDeclaredEntitySet(set.Name);
    private readonly CancellationToken _aborted = http.RequestAborted;

    /// <param name="plan">Tells the columns of a row.</param>
    /// <param name="page">Rows, in the layout of <see cref="FeedPlan.Page"/>.</param>
    /// <param name="count">The total, when asked for.</param>
    /// <param name="flushEvery">Rows between flushes.</param>
    public async Task WriteAsync(FeedPlan plan, FeedPage page, long? count, IReadOnlyDictionary<string, string> annotations, int flushEvery)
    {
        ODataPayload.Head(http, negotiation.ContentType + ";charset=utf-8");
        using (var payload = ODataPayload.Open(http, model, negotiation, uri))
        {
            var writer = payload.Writer.CreateODataResourceSetWriter(_edmSet, _edmSet.EntityType());
            var feed = new ODataResourceSet { Count = count };
            Annotate(feed.InstanceAnnotations, annotations);
            writer.WriteStart(feed);
            var written = 0;
            await foreach (var row in page.Rows)
            {
                writer.WriteStart(Resource(plan, row, negotiation.Metadata == "full" ? plan.Output.Count + plan.Order.Count : null));
                writer.WriteEnd();
                if (++written % flushEvery == 0)
                {
                    writer.Flush();
                    await http.Response.BodyWriter.FlushAsync(_aborted);
                }
            }
            feed.NextPageLink = page.NextLink;
            writer.WriteEnd();
            writer.Flush();
        }
        await http.Response.BodyWriter.FlushAsync(_aborted);
    }

    /// <summary>Writes the one entity of a key.</summary>
    public async Task WriteEntityAsync(FeedPlan plan, object?[] row, IReadOnlyDictionary<string, string> annotations)
    {
        ODataPayload.Head(http, negotiation.ContentType + ";charset=utf-8");
        using (var payload = ODataPayload.Open(http, model, negotiation, uri))
        {
            var writer = payload.Writer.CreateODataResourceWriter(_edmSet, _edmSet.EntityType());
            var resource = Resource(plan, row, negotiation.Metadata == "full" ? plan.Output.Count : null);
            Annotate(resource.InstanceAnnotations, annotations);
            writer.WriteStart(resource);
            writer.WriteEnd();
            writer.Flush();
        }
        await http.Response.BodyWriter.FlushAsync(_aborted);
    }

    /// <summary>Writes one property of an entity.</summary>
    public async Task WritePropertyAsync(Column column, object? value)
    {
        ODataPayload.Head(http, negotiation.ContentType + ";charset=utf-8");
        using (var payload = ODataPayload.Open(http, model, negotiation, uri))
        {
            payload.Writer.WriteProperty(new ODataProperty { Name = column.Name, Value = Wire(column, value) });
        }
        await http.Response.BodyWriter.FlushAsync(_aborted);
    }

    /// <summary>A value as it may be shown to this person.</summary>
    public object? Wire(Column column, object? value)
        => EdmTypes.ToWire(column.Masked ? column.Property!.Mask!.Hide(value) : value, model.Offset);

    private ODataResource Resource(FeedPlan plan, object?[] row, int? keysFrom)
    {
        var properties = new ODataProperty[plan.Output.Count];
        for (var i = 0; i < properties.Length; i++)
        {
            properties[i] = new ODataProperty { Name = plan.Output[i].Name, Value = Wire(plan.Output[i], row[i]) };
        }
        var resource = new ODataResource { Properties = properties, IsTransient = !plan.IsEntity };
        if (keysFrom is { } from && plan.IsEntity)
        {
            // With $select the keys may be missing from the properties, and the library then cannot make the id itself.
            resource.TypeName = _edmSet.EntityType().FullTypeName();
            resource.Id = EntityId(row, from);
            resource.ReadLink = resource.Id;
            resource.EditLink = resource.Id;
        }
        return resource;
    }

    private Uri EntityId(object?[] row, int from)
    {
        var parts = set.Keys.Select((key, i) =>
        {
            var literal = Uri.EscapeDataString(ODataUriUtils.ConvertToUriLiteral(EdmTypes.ToWire(row[from + i], model.Offset), ODataVersion.V4, model.Edm));
            return set.Keys.Count == 1 ? literal : key.Name + "=" + literal;
        });
        return new Uri(uri.ServiceRoot, $"{set.Name}({string.Join(",", parts)})");
    }

    private static void Annotate(ICollection<ODataInstanceAnnotation> target, IReadOnlyDictionary<string, string> annotations)
    {
        foreach (var (name, text) in annotations)
        {
            target.Add(new ODataInstanceAnnotation(name, new ODataPrimitiveValue(text)));
        }
    }
}
