using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Import;

/// <summary>Imports of communes that are no more since 2025-07-01.</summary>
public sealed class FollowUnitsTests
{
    private const string Old = "38.400.16063";
    private static readonly string[] Heading = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Loại đối tượng", "Mức trợ cấp tháng"];

    [Fact]
    public async Task Imports_OfAnOldCommune_GoOnAtTheNewOneAndOpenOnesAreClosed()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2025, 6, 20) });
        var run = new ImportRun(host);
        var officer = await host.SignInAsync(Roles.SocialOfficer, Old);
        var done = await run.ReadAsync(ImportRun.BookOf(Heading, ["1", "Nguyễn Văn Thủy", "1982", "038082000102", "NKT nặng", "750.000"]), client: officer);
        await (await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, "38.400"), $"/nhap-danh-sach/{done}")).SubmitAsync(button: "Duyệt và ghi sổ");
        await run.WorkAsync(done);
        var book = ImportRun.BookOf(Heading, ["1", "Lê Văn An", "1982", "038082000103", "NKT nặng", "750.000"]);
        var open = await run.ReadAsync(book, "b.xlsx", officer);
        Assert.Equal(0, await FollowAsync(host)); // nothing to do before the day

        host.Clock.SetDay(new(2025, 7, 2));
        Assert.True(await FollowAsync(host) > 0);
        Assert.Equal(0, await FollowAsync(host));

        var (entered, closed) = (await run.BatchAsync(done), await run.BatchAsync(open));
        Assert.Equal((BatchState.Accepted, ImportRun.Commune), (entered.State, entered.TenantPath));
        Assert.Equal((BatchState.Withdrawn, ImportRun.Commune, FollowUnits.Closed), (closed.State, closed.TenantPath, closed.Reason));
        Assert.All(await run.RowsAsync(done), r => Assert.Equal((RowState.Entered, ImportRun.Commune), (r.State, r.TenantPath)));
        var client = await run.OfficerAsync();
        Assert.Contains("Hãy gửi lại danh sách", (await PageReader.OpenAsync(client, $"/nhap-danh-sach/{open}")).Main, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Văn Thủy", (await PageReader.OpenAsync(client, $"/nhap-danh-sach/{done}/dong")).Main, StringComparison.Ordinal);
        // The same file is taken at the new commune.
        Assert.StartsWith("/nhap-danh-sach/", (await ImportRun.SendAsync(client, ("b.xlsx", book))).Address.AbsolutePath, StringComparison.Ordinal);
    }

    private static Task<int> FollowAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<FollowUnits>().HandleAsync(default));
}
