using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Population;
using NationalHub.Tests.Platform;

namespace NationalHub.Tests.Gateways;

/// <summary>The ministry's page of who asked the population database.</summary>
public sealed class QueryLogTests : IAsyncLifetime
{
    private LookUpWorld _world = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _world = await LookUpWorld.StartAsync(null, ("ReuseHours", "0"), ("OfficeDailyQuota", "2"));
        _client = OperatorClient.Stranger(_world.Hub);
        await _world.VerifyAsync();
        await _world.AskAsync(_world.Request());
        await _world.AskAsync(_world.Request("38.400.16063", "can.bo.khac"));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Page_OfTheOperator_ShowsEachQuestionMaskedWithCountsAndQuotas()
    {
        await _client.SignInAsync(_world.Hub);

        var page = await _client.PageAsync("/dan-cu");

        Assert.All(new[] { "can.bo.khac", "38.399.15877", "038•••••0003", "Đối chiếu nơi thường trú khi tiếp nhận", "H56.12.03-221005-0001", "Khớp: 3", "còn 1", "cả tỉnh", "Tra cứu 037", "Xác nhận" }, t => Assert.Contains(t, page, StringComparison.Ordinal));
        Assert.All(new[] { "038154000003", "038154000001", "Mỵ" }, t => Assert.DoesNotContain(t, page, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("don-vi=38.400", "can.bo.khac", "38.399.15877")]
    [InlineData("don-vi=38.400.16063", "can.bo.khac", "38.399.15877")]
    [InlineData("can-bo=can.bo", "38.399.15877</td>", "can.bo.khac")]
    [InlineData("tinh=46", "Không có lần hỏi nào", "can.bo.khac")]
    [InlineData("ket-qua=NotFound", "Không có lần hỏi nào", "can.bo.khac")]
    [InlineData("den=2020-01-01", "Không có lần hỏi nào", "can.bo.khac")]
    [InlineData("tu=2020-01-01&ket-qua=khong-ro", "can.bo.khac", "Không có lần hỏi nào")]
    public async Task Filter_OfThePage_LeavesWhatFits(string query, string shown, string hidden)
    {
        await _client.SignInAsync(_world.Hub);

        var page = await _client.PageAsync("/dan-cu?" + query);

        var main = page[page.IndexOf("id=\"nhat-ky\"", StringComparison.Ordinal)..];
        Assert.Contains(shown, main, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_TypedIn_IsFoundByHashAndStandsInNoAddress()
    {
        await _client.SignInAsync(_world.Hub);

        var found = await _client.SendFormAsync("/dan-cu", "/dan-cu", new() { ["number"] = "038 154 000 003" });
        var none = await _client.SendFormAsync("/dan-cu", "/dan-cu", new() { ["number"] = "038154000099" });
        var wrong = await _client.SendFormAsync("/dan-cu", "/dan-cu", new() { ["number"] = "0381" });

        Assert.Contains("Khớp: 2", found, StringComparison.Ordinal);
        Assert.DoesNotContain("038•••••0001", found, StringComparison.Ordinal);
        Assert.DoesNotContain("038154000003", found, StringComparison.Ordinal);
        Assert.Contains("Không có lần hỏi nào", none, StringComparison.Ordinal);
        Assert.Contains("Hãy nhập đủ các chữ số", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sheet_OfTheFilter_HasTheRowsMaskedAndRunsNothing()
    {
        await _client.SignInAsync(_world.Hub);
        var request = _world.Request();
        request.Purpose = "=HYPERLINK(\"http://x\",\"a\")";
        await _world.AskAsync(request);

        var sheet = await _client.GetStringAsync(new Uri("/dan-cu?handler=Sheet&don-vi=38.399.15877", UriKind.Relative));

        var lines = sheet.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\"", lines[1], StringComparison.Ordinal);
        Assert.Contains(",038•••••0003,Khớp,TL", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("038154000003", sheet, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Rows_UnderEitherProvider_Translate(string provider)
    {
        using var db = Providers.Open(provider);
        var rows = QueryFilter.Of("38", "38.399", "an", "Matched", new string('a', 64), "2026-11-01", "2026-11-02").Rows(db);

        Assert.Contains("SELECT", rows.OrderByDescending(q => q.Id).Skip(50).Take(51).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("SELECT", rows.GroupBy(q => q.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("SELECT", db.IdentityQuotas.Where(q => q.Day == new DateOnly(2026, 11, 1) && q.Office == "").OrderByDescending(q => q.Used).ThenBy(q => q.Office).Take(40).ToQueryString(), StringComparison.Ordinal);
    }
}
