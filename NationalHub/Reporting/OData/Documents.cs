using Microsoft.AspNetCore.Http;
using Microsoft.OData;

namespace NationalHub.Reporting.OData;

/// <summary>The service document and <c>$metadata</c>.</summary>
internal static class Documents
{
    public static async Task ServiceAsync(HttpContext http, ODataModel model, Uri root)
    {
        var negotiation = Negotiation.Json(http.Request);
        ODataPayload.Head(http, negotiation.ContentType + ";charset=utf-8");
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }
        using (var payload = ODataPayload.Open(http.Response.BodyWriter, model, negotiation, new ODataUri { ServiceRoot = root }))
        {
            payload.Writer.WriteServiceDocument(new ODataServiceDocument
            {
                EntitySets = model.Sets.Values.Select(set => new ODataEntitySetInfo { Name = set.Name, Title = set.Label, Url = new Uri(set.Name, UriKind.Relative) }),
            });
        }
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    public static async Task MetadataAsync(HttpContext http, ODataModel model)
    {
        var json = Negotiation.MetadataAsJson(http.Request);
        var body = json ? model.MetadataJson : model.MetadataXml;
        ODataPayload.Head(http, json ? "application/json;charset=utf-8" : "application/xml;charset=utf-8");
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }
}
