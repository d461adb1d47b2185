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
    public async Task WriteAsync(FeedPage page, long? count, IReadOnlyDictionary<string, string> annotations)
    {
        using (var payload = Open())
        {
            var writer = payload.Writer.CreateODataResourceSetWriter(_edmSet, _edmSet.EntityType());
            var feed = new ODataResourceSet { Count = count };
            Annotate(feed.InstanceAnnotations, annotations);
            writer.WriteStart(feed);
            var written = 0;
            await foreach (var row in page.Rows)
            {
                writer.WriteStart(Resource(row, negotiation.Metadata == "full" ? plan.Output.Count + plan.Order.Count : null));
                writer.WriteEnd();
                if (++written % door.Limits.FlushEveryRows == 0)
                {
                    writer.Flush();
                    await _http.Response.BodyWriter.FlushAsync(cancellationToken);
                }
            }
            feed.NextPageLink = page.NextLink;
            writer.WriteEnd();
            writer.Flush();
        }
        await _http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Writes the one entity of a key.</summary>
    public async Task WriteEntityAsync(object?[] row, IReadOnlyDictionary<string, string> annotations)
    {
        using (var payload = Open())
        {
            var writer = payload.Writer.CreateODataResourceWriter(_edmSet, _edmSet.EntityType());
            var resource = Resource(row, negotiation.Metadata == "full" ? plan.Output.Count : null);
            Annotate(resource.InstanceAnnotations, annotations);
            writer.WriteStart(resource);
            writer.WriteEnd();
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
        => EdmTypes.ToWire(column.Masked ? column.Property!.Mask!.Hide(value) : value, door.Model.Offset);

    private ODataPayload Open()
    {
        ODataPayload.Head(_http, negotiation.ContentType + ";charset=utf-8");
        return ODataPayload.Open(_http, door.Model, negotiation, door.Uri(plan));
    }

    private ODataResource Resource(object?[] row, int? keysFrom)
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
            var literal = Uri.EscapeDataString(ODataUriUtils.ConvertToUriLiteral(EdmTypes.ToWire(row[from + i], door.Model.Offset), ODataVersion.V4, door.Model.Edm));
            return set.Keys.Count == 1 ? literal : key.Name + "=" + literal;
        });
        return new Uri(door.Parser.ServiceRoot, $"{set.Name}({string.Join(",", parts)})");
    }

    private static void Annotate(ICollection<ODataInstanceAnnotation> target, IReadOnlyDictionary<string, string> annotations)
    {
        foreach (var (name, text) in annotations)
        {
            target.Add(new ODataInstanceAnnotation(name, new ODataPrimitiveValue(text)));
        }
    }
}
