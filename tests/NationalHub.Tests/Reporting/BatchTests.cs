using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>$batch in JSON: several readings in one request.</summary>
public sealed class BatchTests(SharedDoor shared) : IClassFixture<SharedDoor>
{
    private readonly DoorWorld _door = shared.World;

    [Fact]
    public async Task Batch_OfReadings_AnswersEachAsItWouldAlone()
    {
        var answers = await SendAsync("""
            {"requests":[
              {"id":"a","method":"GET","url":"Beneficiaries?$filter=ProvinceCode eq '38'&$top=2&$select=Id"},
              {"id":"b","method":"get","url":"/odata/Beneficiaries/$count?$filter=Alive"},
              {"id":"c","method":"GET","url":"Beneficiaries(ProvinceCode='38',Id='b000003')","headers":{"Accept":"application/json;odata.metadata=none"}},
              {"id":"d","method":"GET","url":"$metadata"}]}
            """);
        Assert.Equal(["a", "b", "c", "d"], answers.Select(a => a.GetProperty("id").GetString()));
        Assert.All(answers, a => Assert.Equal(200, a.GetProperty("status").GetInt32()));
        Assert.Equal(2, answers[0].GetProperty("body").GetProperty("value").GetArrayLength());
        Assert.EndsWith("/odata/$metadata#Beneficiaries(Id)", answers[0].GetProperty("body").GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal("50", answers[1].GetProperty("body").GetString());
        Assert.False(answers[2].GetProperty("body").TryGetProperty("@odata.context", out _));
        Assert.Contains("edmx", answers[3].GetProperty("body").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_WithAFault_StopsUnlessTheClientGoesOn()
    {
        const string Body = """
            {"requests":[{"id":"1","method":"GET","url":"Nothing"},{"id":"2","method":"GET","url":"Beneficiaries/$count"},{"id":"3","dependsOn":["1"],"method":"GET","url":"Beneficiaries/$count"},{"id":"4","method":"DELETE","url":"Beneficiaries"}]}
            """;
        Assert.Equal([404], (await SendAsync(Body)).Select(a => a.GetProperty("status").GetInt32()));
        Assert.Equal([404, 200, 424, 405], (await SendAsync(Body, "continue-on-error")).Select(a => a.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task BatchPart_ThatBreaksOff_LeavesTheOthersWhole()
    {
        var answers = 0;
        var batch = new Batch("/odata", new ODataLimits(), async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answers == 1 ? "{\"value\":[{\"Id\":1}" : "{\"value\":[]}");
            if (answers++ == 2)
            {
                throw new InvalidOperationException("lost");
            }
        });
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var told = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services };
        (http.Request.Scheme, http.Request.Host, http.Request.ContentType, http.Response.Body) = ("http", new HostString("hub"), "application/json", told);
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"requests":[{"id":"1","method":"GET","url":"A"},{"id":"2","method":"GET","url":"A"},{"id":"3","method":"GET","url":"A"},{"id":"4","method":"GET","url":"A"}]}"""));
        http.Request.Headers["Prefer"] = "continue-on-error";

        await batch.WriteAsync(http, CancellationToken.None);

        var parts = JsonDocument.Parse(told.ToArray()).RootElement.GetProperty("responses").EnumerateArray().ToList();
        Assert.Equal([200, 500, 500, 200], parts.Select(part => part.GetProperty("status").GetInt32()));
        Assert.All(parts.Skip(1).Take(2), part => Assert.Equal("OData.Failed", part.GetProperty("body").GetProperty("error").GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest, "OData.Syntax")]
    [InlineData("[1", HttpStatusCode.BadRequest, "OData.Syntax")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"a"},{"id":"1","method":"GET","url":"a"}]}""", HttpStatusCode.BadRequest, "OData.Syntax")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"http://elsewhere/odata/Beneficiaries"}]}""", HttpStatusCode.BadRequest, "OData.BadPath")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"/quan-tri"}]}""", HttpStatusCode.BadRequest, "OData.BadPath")]
    [InlineData("""{"requests":[{"id":"1","method":"POST","url":"$batch"}]}""", HttpStatusCode.BadRequest, "OData.BadPath")]
    public async Task Batch_ThatIsWrong_IsRefused(string body, HttpStatusCode status, string code)
    {
        using var answer = await PostAsync(body, null, "application/json");
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_TooManyOrNotJson_IsRefused()
    {
        var many = "{\"requests\":[" + string.Join(',', Enumerable.Range(0, 21).Select(i => $"{{\"id\":\"{i}\",\"method\":\"GET\",\"url\":\"Provinces\"}}")) + "]}";
        using var refused = await PostAsync(many, null, "application/json");
        Assert.Contains("OData.OverLimit", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var mixed = await PostAsync("--b", null, "multipart/mixed");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, mixed.StatusCode);
    }

    private async Task<List<JsonElement>> SendAsync(string body, string? prefer = null)
    {
        using var answer = await PostAsync(body, prefer, "application/json");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("responses").EnumerateArray()];
    }

    private Task<HttpResponseMessage> PostAsync(string body, string? prefer, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "$batch") { Content = new StringContent(body, Encoding.UTF8, type) };
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }
        return _door.Client.SendAsync(request);
    }
}
