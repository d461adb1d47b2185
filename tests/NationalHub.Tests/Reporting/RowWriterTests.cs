using System.Text.Json;

namespace NationalHub.Tests.Reporting;

/// <summary>Rows that are written without the library say what the library says of them.</summary>
public sealed class RowWriterTests
{
    [Theory]
    [InlineData("Beneficiaries?$orderby=MonthlyAmount desc,Id&$top=40&$count=true")]
    [InlineData("Beneficiaries?$select=FullName,RecordedAt,StartedOn,Score,Status")]
    [InlineData("Beneficiaries?$filter=Id eq 'none'")]
    [InlineData("Beneficiaries?$select=FullName,BirthDate,BirthYear,RecordedAt,Alive,MonthlyAmount,CommuneCode&$count=true")]
    [InlineData("Beneficiaries?$select=FullName,BirthDate&$orderby=BirthYear desc,RecordedAt&$top=30")]
    [InlineData("Provinces")]
    public async Task Rows_WrittenPlainly_AreTheLibrarys(string query)
    {
        await using var door = await DoorWorld.StartAsync(40);
        await door.ChangeAsync(db =>
        {
            var odd = db.Beneficiaries.OrderBy(b => b.Id).First();
            odd.BirthDate = "";
            odd.FullName = "Nguyễn \"Thị\" \\ Đẹp\t\u0001\n<b>&amp;</b> 👵 \u2028 Ễ";
        });

        var (ours, library) = (await door.JsonAsync(query), await door.JsonAsync(query, accept: "application/json;odata.metadata=full"));

        Assert.Equal(Said(library), Said(ours));
        Assert.Equal(Names(library), Names(ours));
    }

    [Fact]
    public async Task Page_WrittenPlainly_LinksToTheNext()
    {
        await using var door = await DoorWorld.StartAsync(60, limits => limits.DefaultPageSize = 25);
        var (page, ids, pages) = (await door.JsonAsync("Beneficiaries?$select=Id&$count=true"), new List<string?>(), 1);
        while (true)
        {
            ids.AddRange(page.GetProperty("value").EnumerateArray().Select(row => row.GetProperty("Id").GetString()));
            if (!page.TryGetProperty("@odata.nextLink", out var next))
            {
                break;
            }

            page = await door.JsonAsync(next.GetString()!);
            pages++;
        }

        Assert.Equal((3, 60, 60), (pages, ids.Count, ids.Distinct().Count()));
    }

    private static List<string> Said(JsonElement feed)
        => [.. feed.GetProperty("value").EnumerateArray().Select(row => string.Join(';', row.EnumerateObject().Where(p => !p.Name.Contains("@odata", StringComparison.Ordinal)).Select(p => $"{p.Name}={Text(p.Value)}")))];

    /// <summary>2 and 2.0 are one number.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"'{value.GetString()}'",
        JsonValueKind.Number when value.GetRawText().EndsWith(".0", StringComparison.Ordinal) => value.GetRawText()[..^2],
        _ => value.GetRawText(),
    };

    private static List<string> Names(JsonElement feed) => [.. feed.EnumerateObject().Select(p => p.Name)];
}
