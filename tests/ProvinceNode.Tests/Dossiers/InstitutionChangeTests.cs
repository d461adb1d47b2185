using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A care institution is renamed or closed with a day and a paper: old papers keep the old name, and nobody is left behind (Decree 20 Art. 27–30).</summary>
public sealed class InstitutionChangeTests
{
    private const string Day = "2026-11-02";
    private const string First = "Trung tâm Bảo trợ xã hội số 1";
    private const string Renamed = "Trung tâm Công tác xã hội và Bảo trợ xã hội tỉnh";
    private const string Path = "38.90001";

    [Fact]
    public async Task Institution_Renamed_KeepsItsDossiersAndItsOldPapers()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        var (measure, id) = (new Measure { On = OutcomeTests.Day(Day), Institution = First }, await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, Person.Disabled));
        await run.ToSignatureAsync(id, Extreme, measure);
        var old = await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == id && p.Paper == "D12").Select(p => p.Content).FirstOrDefaultAsync());
        var admin = await host.SignInAsync(Roles.Administrator, "38");
        var page = await PageReader.OpenAsync(admin, "/quan-tri/co-so/thay-doi?ma=" + Path);
        Assert.Equal(3, (await page.SubmitAsync(button: "Đổi tên cơ sở")).Problems.Count);
        var fields = new Dictionary<string, object?> { ["Name"] = Renamed, ["RenameOnDay"] = "02", ["RenameOnMonth"] = "11", ["RenameOnYear"] = "2026", ["RenamePaper"] = "Quyết định số 12/QĐ-UBND ngày 30/10/2026" };

        var list = await page.SubmitAsync(fields, button: "Đổi tên cơ sở");

        Assert.Contains($"Đã đổi tên thành {Renamed}", list.Main, StringComparison.Ordinal);
        Assert.Contains($"Tên đến hết ngày 01/11/2026: {First} (đổi theo Quyết định số 12/QĐ-UBND", list.Main, StringComparison.Ordinal);
        await run.DecidedAsync(id, Extreme, measure); // appraised under the old name, signed under the new
        Assert.Contains(Renamed, Assert.Single(await run.DecisionsAsync(id)).Content, StringComparison.Ordinal);
        Assert.Equal(old, await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == id && p.Paper == "D12").Select(p => p.Content).FirstOrDefaultAsync()));
        var head = await PageReader.OpenAsync(await host.SignInAsync(Roles.InstitutionHead, Path), "/ho-so");
        Assert.Contains(Renamed, head.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("UBND trung tâm", head.Document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Institution_WithResidents_IsClosedOnlyWhenTheyHaveLeft()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, Person.Disabled), Extreme, new Measure { On = OutcomeTests.Day(Day), Institution = First });
        var waiting = await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, Person.Old);
        await run.StepAsync(waiting, DossierStatus.AwaitingReception, Person.Old.Plain);
        var admin = run.Dossiers.Official(Roles.Administrator, "38");
        Task<Outcome<Office>> CloseAsync(int before = 0) => host.WithAsync(s => s.GetRequiredService<ChangeInstitution>().Handle(new InstitutionChange(Path, null, run.Dossiers.Today.AddDays(-before), "Quyết định số 13"), admin, default));

        var refused = await CloseAsync();
        Assert.Equal(["institution-residents", "institution-dossiers"], refused.Problems.Select(p => p.Code));

        host.Clock.SetDay(new DateOnly(2026, 11, 6));
        await run.DecidedAsync(waiting, Person.Old.Plain, eligible: false);
        await run.DecidedAsync(await run.FiledAsync(Procedures.Discharge, RequestKind.Discharge, Person.Disabled), Extreme, new Measure { On = run.Dossiers.Today, Institution = First });
        foreach (var dossier in await host.WithDbAsync(db => db.Dossiers.Where(d => d.FinishedAt == null).Select(d => d.Id).ToListAsync()))
        {
            await run.MustAsync(dossier, ActKinds.HandOver, (s, v, o) => s.GetRequiredService<HandOver>().Handle(new(dossier, v, "Người nhận", ""), o, default));
        }

        var past = Assert.Single((await CloseAsync(before: 1)).Problems); // he left today
        Assert.Equal(("institution-used-after", "CloseOn"), (past.Code, past.Field));
        Assert.Contains(Protos.Values.VietnameseFormat.Date(run.Dossiers.Today), past.Message, StringComparison.Ordinal);
        Assert.Empty((await CloseAsync()).Problems);
        host.Clock.Advance(TimeSpan.FromDays(1));
        var context = await host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(Protos.Values.TenantPath.Parse(run.Dossiers.Commune), default));
        Assert.Empty(context.Institutions);
        Assert.Equal("institution-gone", Assert.Single((await CloseAsync()).Problems).Code);
    }

    private static Facts Extreme => Person.Disabled.With(DisabilityDegree.ExtremelySevere, OutcomeTests.Day(Day).AddYears(-5));
}
