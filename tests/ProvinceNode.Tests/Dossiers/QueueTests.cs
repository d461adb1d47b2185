using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The officials' queue: sections by due day, filters, and whose work it is.</summary>
public sealed class QueueTests
{
    private const string Commune = "38.400.16063";
    private static readonly NodeHostSettings Pilot = new() { Day = new DateOnly(2022, 10, 5) }; // a Wednesday

    // Step day and promised day, in October 2022; null when the law gives none.
    [Theory]
    [InlineData(4, 20, "Quá hạn")]
    [InlineData(20, 4, "Quá hạn")]
    [InlineData(null, 4, "Quá hạn")]
    [InlineData(5, 20, "Sẽ quá hạn nếu không xong trong hôm nay")]
    [InlineData(20, 5, "Sẽ quá hạn nếu không xong trong hôm nay")]
    [InlineData(6, 20, "Sắp đến hạn (02 ngày làm việc)")]
    [InlineData(7, null, "Sắp đến hạn (02 ngày làm việc)")]
    [InlineData(10, 20, "Còn lại")]
    [InlineData(null, null, "Còn lại")]
    public async Task Dossier_ByItsDays_StandsInOneSection(int? step, int? due, string section)
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        await PutAsync(host, "Nguyễn Văn Thủy", d => (d.Status, d.StepDueOn, d.DueOn) = (DossierStatus.Received, Day(step), Day(due)));

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, Commune), "/ho-so");

        Assert.Equal($"{section}: 1 hồ sơ", page.Text("#danh-sach caption"));
        // The database counts what the page shows.
        Assert.Equal(1, page.Document.QuerySelectorAll(".sections .count").Skip(1).Count(c => c.TextContent == "1"));
        Assert.Contains($"{section} 1", page.Text(".sections"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_ThatStandsStill_IsNeverLate()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        await PutAsync(host, "Nguyễn Văn Thủy", d => (d.Status, d.StepDueOn, d.DueOn) = (DossierStatus.SupplementRequested, Day(3), Day(4)));

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, Commune), "/ho-so?xem=don-vi");

        Assert.Equal("Còn lại: 1 hồ sơ", page.Text("#danh-sach caption"));
    }

    [Fact]
    public async Task Rows_InOrder_AreNearestDayFirst()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        await PutAsync(host, "Ba", d => (d.Status, d.StepDueOn, d.DueOn) = (DossierStatus.Received, Day(20), Day(28)));
        await PutAsync(host, "Hai", d => (d.Status, d.StepDueOn, d.DueOn) = (DossierStatus.Received, Day(25), Day(4)));
        await PutAsync(host, "Bốn", d => (d.Status, d.StepDueOn, d.DueOn) = (DossierStatus.Received, null, null));
        await PutAsync(host, "Một", d => (d.Status, d.StepDueOn, d.DueOn) = (DossierStatus.Received, Day(3), Day(28)));

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, Commune), "/ho-so");

        Assert.Equal(["Một", "Hai", "Ba", "Bốn"], page.Document.QuerySelectorAll("td[data-label='Họ và tên']").Select(c => c.TextContent));
    }

    [Theory]
    [InlineData("q=thuy", 1)]
    [InlineData("q=THỦY", 1)]
    [InlineData("q=nguyễn+van", 2)]
    [InlineData("q=khong+co", 0)]
    [InlineData("xem=don-vi&trang-thai=UnderAppraisal", 1)]
    [InlineData("xem=don-vi&thu-tuc=1.001731", 1)]
    [InlineData("xem=don-vi&thu-tuc=1.001731&trang-thai=Received", 0)]
    [InlineData("xem=don-vi&muc=qua-han", 1)]
    [InlineData("xem=don-vi&muc=vo-nghia&trang=999&trang-thai=Nothing", 2)]
    public async Task Filter_InTheAddress_NarrowsTheRows(string query, int rows)
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        await PutAsync(host, "Nguyễn Văn Thủy", d => (d.Status, d.StepDueOn) = (DossierStatus.Received, Day(3)));
        await PutAsync(host, "Nguyễn Vân Anh", d => d.Status = DossierStatus.UnderAppraisal, Procedures.Funeral);

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, Commune), $"/ho-so?{query}");

        Assert.Equal(rows, page.Document.QuerySelectorAll("#danh-sach tbody tr").Length);
    }

    [Fact]
    public async Task Reception_OfAnOnlineDossier_SaysUntilWhichHour()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        await new TestDossiers(host).SubmittedAsync();

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, Commune), "/ho-so");

        Assert.Contains("trả lời tiếp nhận trước 09:00 ngày 06/10", page.Main, StringComparison.Ordinal);
    }

    // Every role of every level has a queue in both organisations, and nobody's is empty by mistake.
    [Theory]
    [InlineData(2022)]
    [InlineData(2026)]
    public void Mine_ForEachRole_FollowsTheRoutes(int year)
    {
        var day = new DateOnly(year, 11, 16);
        var (commune, decider) = year < 2025 ? ("38.400.16063", "38.400") : ("38.16072", "38.16072");
        IReadOnlyDictionary<DossierStatus, IReadOnlyList<string>> Of(string role, string office, UnitLevel level) =>
            QueueMine.Of(ShippedFlow.Authorities, ShippedFlow.Official(role, office) with { Level = level }, day);
        var deciderLevel = year < 2025 ? UnitLevel.District : UnitLevel.Commune;

        Assert.Contains(DossierStatus.AwaitingReception, Of(Roles.Desk, commune, UnitLevel.Commune).Keys);
        Assert.Contains(Procedures.MonthlyAssistance, Of(Roles.SocialOfficer, commune, UnitLevel.Commune)[DossierStatus.Received]);
        Assert.Contains(Procedures.MonthlyAssistance, Of(Roles.Chairman, decider, deciderLevel)[DossierStatus.AwaitingSignature]);
        Assert.Contains(Procedures.MonthlyAssistance, Of(Roles.RecordsClerk, decider, deciderLevel)[DossierStatus.Signed]);
        // The commune's chairman signs disability certificates everywhere, and in two tiers all else.
        var chairman = Of(Roles.Chairman, commune, UnitLevel.Commune)[DossierStatus.AwaitingSignature];
        Assert.Contains(Procedures.DisabilityCertificate, Of(Roles.Chairman, commune, UnitLevel.Commune)[DossierStatus.AwaitingCertificate]);
        Assert.Equal(year > 2025, chairman.Contains(Procedures.MonthlyAssistance));
        Assert.All(Roles.Names.Keys, role => Assert.All(Enum.GetValues<UnitLevel>(), level => Of(role, commune, level)));
        if (year < 2025)
        {
            Assert.Equal([Procedures.MoveWithinDistrict], Of(Roles.DivisionHead, "38.400", UnitLevel.District)[DossierStatus.AwaitingSignature]);
        }
    }

    [Fact]
    public async Task Figures_ByOffice_RollUp()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        await PutAsync(host, "A", d => (d.Status, d.StepDueOn) = (DossierStatus.Received, Day(3)));
        await PutAsync(host, "B", d => (d.Status, d.StepDueOn) = (DossierStatus.Received, Day(5)), office: "38.380.14758");

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.ProvinceLeader, "38"), "/ho-so/theo-don-vi");

        var rows = page.Table();
        Assert.Equal(6, rows.Count); // heading, province, two districts, two communes
        Assert.Equal(["⚠ 1", "1", "0", "0", "2"], rows[1].Skip(1));
        Assert.Contains(rows, r => r[0] == "Huyện Hậu Lộc" && r[1] == "⚠ 1" && r[5] == "1");
        var district = await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, "38.400"), "/ho-so/theo-don-vi");
        Assert.Equal(3, district.Table().Count);
    }

    private static DateOnly? Day(int? day) => day is { } d ? new DateOnly(2022, 10, d) : null;

    private static Task<bool> PutAsync(NodeHost host, string name, Action<Dossier> change, string procedure = Procedures.MonthlyAssistance, string office = Commune) => host.WithDbAsync(async db =>
    {
        var dossier = Sample.Dossier(office, name, $"H56.12.03-{Guid.NewGuid():N}"[..24].ToUpperInvariant(), procedure);
        change(dossier);
        db.Add(dossier);
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Submit, new VietnamTime(host.Clock).UtcNow).On("dossier", dossier.Id), default);
    });
}
