using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>Whatever is typed at the page of decisions to be looked at again: it is told at its row and stays; two officials do not write over each other.</summary>
public sealed class PackReviewTests : IAsyncLifetime
{
    private const string Here = "/goi-tham-chieu/rules/1/ra-soat";

    private readonly PackPress _press = new();
    private NodeHost _node = null!;

    public async Task InitializeAsync()
    {
        _node = await NodeHost.StartAsync(_press.Settings()); // 2025-03-10
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, 1, new DateOnly(2025, 3, 10), t => PackPress.Raise(t, new DateOnly(2025, 5, 1))))).Faults);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _press.Dispose();
    }

    [Fact]
    public async Task Note_EmptyTooLongOrOfAnotherPack_IsToldAtItsRowAndStays()
    {
        var id = Assert.Single(await RestingAsync(1));
        var page = await OpenAsync(Roles.ProvinceOfficer);
        foreach (var (note, words) in new[] { ("", "Hãy ghi kết quả rà soát"), ("  x ", "từ 5 đến 1000 ký tự"), (new string('à', 1001), "tối đa 1000 ký tự, ông/bà đã nhập 1001") })
        {
            var refused = await SendAsync(page, note);
            Assert.Contains(words, Assert.Single(refused.Problems), StringComparison.Ordinal);
            Assert.Contains(words, refused.ProblemAt($"Note-{id:D}"), StringComparison.Ordinal);
            Assert.Equal(note, refused.Document.QuerySelector($"#f-Note-{id:D}")!.GetAttribute("value"));
            Assert.StartsWith("Lỗi: ", refused.Document.Title, StringComparison.Ordinal);
        }

        foreach (var other in new[] { Guid.NewGuid().ToString(), "không phải mã", "" })
        {
            Assert.Contains("Không tìm thấy", Assert.Single((await SendAsync(page, "Giữ nguyên quyết định", ("review", other))).Problems), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(page, "Giữ nguyên quyết định", ("__RequestVerificationToken", null))).Status);
        var huge = await SendAsync(page, new string('a', 2 << 20));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.Status);
        Assert.Contains("tối đa 1 MB", huge.Main, StringComparison.Ordinal);
        Assert.Equal(0, await _node.WithDbAsync(db => db.PackReviews.CountAsync(r => r.SettledAt != null)));
    }

    [Fact]
    public async Task Note_OfTwoOfficials_ShowsBothAndTheSameSentTwiceIsOne()
    {
        await RestingAsync(1);
        var (first, second) = (await OpenAsync(Roles.ProvinceOfficer), await OpenAsync(Roles.ProvinceLeader));
        Assert.Contains("Đã ghi kết quả", (await SendAsync(first, "Điều chỉnh bằng quyết định số 9")).Main, StringComparison.Ordinal);
        Assert.Contains("Đã ghi kết quả", (await SendAsync(first, "Điều chỉnh bằng quyết định số 9")).Main, StringComparison.Ordinal);

        var late = await SendAsync(second, "Giữ nguyên, mức không đổi");

        Assert.Contains("vừa có kết quả rà soát của người khác", Assert.Single(late.Problems), StringComparison.Ordinal);
        Assert.Contains("Điều chỉnh bằng quyết định số 9", late.Main, StringComparison.Ordinal);
        Assert.Contains("chưa ghi: Giữ nguyên, mức không đổi", late.Main, StringComparison.Ordinal);
        Assert.Equal(1, await _node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PackReview)));
    }

    [Fact]
    public async Task Reviews_MoreThanThePageShows_AreToldWithTheirNumber()
    {
        await RestingAsync(1200);
        var page = await OpenAsync(Roles.ProvinceOfficer);

        Assert.Equal(ReviewPageModel.Most, page.Table().Count - 1);
        Assert.Contains("Còn 1200 quyết định, đã rà soát 0", page.Main, StringComparison.Ordinal);
        Assert.Contains("Trang này hiện 200 quyết định", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfWhoMayNot_IsNotThereOrTakesNothing()
    {
        await RestingAsync(1);
        var reader = await OpenAsync(Roles.Administrator);
        Assert.Null(reader.Document.QuerySelector("main form"));
        Assert.Contains("Chưa rà soát", reader.Main, StringComparison.Ordinal);
        foreach (var address in new[] { "/goi-tham-chieu/rules/2/ra-soat", "/goi-tham-chieu/units/1/ra-soat", "/goi-tham-chieu/gi-do/1/ra-soat", "/goi-tham-chieu/rules/99999999999/ra-soat", "/goi-tham-chieu/rules/-1/ra-soat" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceOfficer, "38"), address)).Status);
        }
    }

    private async Task<PageReader> OpenAsync(string role) => await PageReader.OpenAsync(await _node.SignInAsync(role, "38"), Here);

    private static Task<PageReader> SendAsync(PageReader page, string note, params (string Name, object? Value)[] more) =>
        page.SubmitAsync(more.Append(("note", note)).ToDictionary(f => f.Item1, f => f.Item2), button: "Ghi kết quả");

    private Task<List<Guid>> RestingAsync(int count) => _node.WithDbAsync(async db =>
    {
        var pack = await db.ReferencePacks.Select(p => p.Id).SingleAsync();
        var rows = Enumerable.Range(1, count).Select(n => new PackReview { Id = Guid.CreateVersion7(), PackId = pack, DecisionId = Guid.NewGuid(), Place = "38.380.14758", People = n, RecordedAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc) }).ToList();
        db.PackReviews.AddRange(rows);
        await db.SaveChangesAsync();
        return rows.ConvertAll(r => r.Id);
    });
}
