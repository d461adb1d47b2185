using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Review;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using TestSupport;

namespace ProvinceNode.Tests.Import;

/// <summary>People who came by a list are converted to a new level like those who were decided here (policy 3.5; Circular 02/2021 Art. 5).</summary>
public sealed class ImportLevelTests
{
    private const string Commune = "38.400.16063";
    private static readonly string[] Heading = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Loại đối tượng", "Mức trợ cấp tháng", "Hưởng từ tháng"];

    [Fact]
    public async Task NewLevel_AfterAnImport_ConvertsWhomTheLawExplainsWithArrearsAndAsksAboutTheOthers()
    {
        await using var host = await OutcomeTests.StartAsync("2024-06-10");
        var (run, levels) = (new ImportRun(host), new LevelRun(host));
        var id = await run.ReadAsync(ImportRun.BookOf(Heading,
            ["1", "Nguyễn Văn Thủy", "15/03/1982", "038082000102", "NKT nặng", "540.000", "06/2022"],
            ["2", "Lê Văn An", "02/04/1983", "038083000103", "NKT nặng", "600.000", "06/2022"]), client: await host.SignInAsync(Roles.SocialOfficer, Commune));
        var sender = await run.OfficialAsync(Roles.SocialOfficer, Commune);
        await host.WithAsync(s => s.GetRequiredService<SheetChoices>().AmountsAsync(id, AmountRule.File, sender, default), Commune);
        await (await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, "38.400"), $"/nhap-danh-sach/{id}")).SubmitAsync(button: "Duyệt và ghi sổ");
        await run.WorkAsync(id);
        var (one, other) = (await levels.IdOfAsync("038082000102"), await levels.IdOfAsync("038083000103"));
        Assert.Equal(("6.n.adult 202206-0 540000", "6.n.adult 202406-0 600000"), (await levels.VersionsAsync(one), await levels.VersionsAsync(other)));

        // The level of Decree 76/2024 holds from July; the district decides in August.
        host.Clock.SetDay(new(2024, 8, 6));
        var doubt = Assert.Single(await levels.DueAsync(), d => d.BeneficiaryId == other);
        Assert.Equal(LevelDoubt.Amount, doubt.Answer.Doubt);
        await levels.DoneAsync();

        Assert.Equal(("6.n.adult 202206-202406 540000; 6.n.adult 202407-0 750000", "6.n.adult 202406-0 600000"), (await levels.VersionsAsync(one), await levels.VersionsAsync(other)));
        var arrears = Assert.Single(await levels.Flow.PaymentsAsync());
        Assert.Equal((one, OneOffKind.Arrears, 420_000L, 202407, 202408), (arrears.BeneficiaryId!.Value, arrears.Kind, arrears.Amount.Amount, arrears.FromMonth, arrears.ToMonth));
        // The list's row still tells where the first version came from; the decision tells the second.
        var rows = await levels.Flow.RowsAsync(one);
        Assert.Equal([EntitlementSource.Import, EntitlementSource.Decision], rows.Select(r => r.Source));
        Assert.True(await host.WithDbAsync(db => db.ImportRows.AnyAsync(r => r.Id == rows[0].DecisionId)));
    }
}
