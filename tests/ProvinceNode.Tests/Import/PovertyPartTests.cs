using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Import;

/// <summary>A list that comes in parts, of which the earlier ones wait for their acceptance.</summary>
public sealed class PovertyPartTests
{
    private static readonly string[] Heading = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn", "Hộ nghèo", "Hộ cận nghèo"];

    [Fact]
    public async Task Person_OnAPartThatWaits_DoesNotLeave()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var thuy = await PovertyListTests.PersonAsync(run, "Nguyễn Văn Thủy", "1948-03-15", "038048000102", "5.a.60", 810_000);
        await PovertyListTests.PersonAsync(run, "Phạm Văn Đức", "1951-05-01", "038051000104", "5.a.60", 810_000);
        var la = await PovertyListTests.PersonAsync(run, "Lê Văn Lạ", "1940-05-01", "038040000105", "5.a.60", 810_000);
        var asked = await PovertyListTests.PersonAsync(run, "Trần Văn Hỏi", "1945-07-01", "038045000106", "5.a.60", 810_000);
        // Its first row is he by number; of the second it is asked who he is.
        var first = await PovertyListTests.SendAsync(run, ImportRun.BookOf(Heading, ["1", "Nguyễn Văn Thủy", "15/03/1948", "038048000102", "Thôn 1", "x", ""], ["2", "Trần Văn Hỏi", "1945", "", "Thôn 1", "x", ""]));
        Assert.Equal([RegistryMatch.Same, RegistryMatch.LookAlike], (await run.RowsAsync(first)).Where(r => r.Sheet == 1).Select(r => r.Match));

        var second = await PovertyListTests.SendAsync(run, ImportRun.BookOf(Heading, ["1", "Phạm Văn Đức", "01/05/1951", "038051000104", "Thôn 2", "x", ""]), "thon 2.xlsx");
        Assert.Equal([la], await LeavingAsync(run, second));

        // The first part is withdrawn: whoever accepts the second is told who leaves now.
        var official = await run.OfficialAsync(Roles.SocialOfficer);
        Assert.True((await host.WithAsync(s => s.GetRequiredService<UndoBatch>().WithdrawAsync(first, official, default), ImportRun.Commune)).Succeeded);
        var page = await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{second}");
        Assert.Contains("tìm lại", Assert.Single((await page.SubmitAsync(button: "Duyệt và ghi sổ")).Problems), StringComparison.Ordinal);
        Assert.Equal(new[] { thuy, la, asked }.Order(), (await LeavingAsync(run, second)).Order());
    }

    private static async Task<IEnumerable<Guid>> LeavingAsync(ImportRun run, Guid id) => (await run.RowsAsync(id)).Where(r => r.Sheet > 1).Select(r => r.BeneficiaryId!.Value);
}
