using System.Text;
using System.Text.Json;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>What stands before the rows is made once for answers that begin alike, and anew for every other.</summary>
public sealed class BeginningsTests
{
    private static readonly ODataModel Model = ReportDb.Published();
    private static readonly Negotiation Minimal = new("minimal", false);

    [Fact]
    public void Beginning_OfTheSameAnswer_IsMadeOnceForItsAnnotations()
    {
        var (fresh, later, made) = (new Dictionary<string, string>(), new Dictionary<string, string>(), 0);
        string Ask(IReadOnlyDictionary<string, string> annotations, string select, Negotiation negotiation, string root = "http://hub/odata/")
            => Encoding.UTF8.GetString(Beginnings.Of(annotations, new Beginning(Model, root, "Beneficiaries", select, negotiation), () => Encoding.UTF8.GetBytes($"{++made}")).Span);

        var said = new[]
        {
            Ask(fresh, "Id", Minimal), Ask(fresh, "Id", new Negotiation("minimal", false)), Ask(fresh, "FullName", Minimal), Ask(fresh, "Id", new Negotiation("none", false)),
            Ask(fresh, "Id", Minimal, "http://other/odata/"), Ask(fresh, "Id", Minimal), Ask(later, "Id", Minimal),
        };
        Assert.Equal(["1", "1", "2", "3", "4", "1", "5"], said);
    }

    [Fact]
    public void Beginnings_OfEverOtherWords_AreNotKeptWithoutEnd()
    {
        var (annotations, made) = (new Dictionary<string, string>(), 0);
        void Ask(int select) => Beginnings.Of(annotations, new Beginning(Model, "http://hub/", "Beneficiaries", $"{select}", Minimal), () => [(byte)++made]);
        for (var i = 0; i < 200; i++)
        {
            Ask(i);
        }

        Ask(0);
        Ask(199);

        Assert.Equal(201, made);
    }

    [Fact]
    public async Task Answers_WithTheSameAnnotations_EachSayWhatTheyAre()
    {
        var told = new Dictionary<string, string> { ["bao.freshness"] = "02:10" };
        await using var door = await DoorWorld.StartAsync(12, limits => limits.DefaultPageSize = 5, told);
        async Task<JsonElement> Ask(string query, string? accept = null) => await door.JsonAsync("Beneficiaries?" + query, accept: accept);

        for (var again = 0; again < 2; again++)
        {
            var (ids, names, counted, bare) = (await Ask("$select=Id"), await Ask("$select=FullName"), await Ask("$select=Id&$count=true"), await Ask("$select=Id", "application/json;odata.metadata=none"));

            Assert.EndsWith("#Beneficiaries(Id)", ids.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
            Assert.EndsWith("#Beneficiaries(FullName)", names.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
            Assert.Equal((12, false), (counted.GetProperty("@odata.count").GetInt32(), ids.TryGetProperty("@odata.count", out _)));
            Assert.False(bare.TryGetProperty("@odata.context", out _));
            Assert.All(new[] { ids, names, counted }, answer => Assert.Equal(("02:10", 5), (answer.GetProperty("@bao.freshness").GetString(), answer.GetProperty("value").GetArrayLength())));
        }
    }
}
