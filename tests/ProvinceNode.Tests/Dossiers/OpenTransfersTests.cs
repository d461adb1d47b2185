using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Moves on their way are seen by both places until somebody pays, and nobody stops paying for a place that does not exist (policy 3.7).</summary>
public sealed class OpenTransfersTests
{
    private const string From = "38.16072";
    private const string To = "38.16078";

    [Fact]
    public async Task Page_WhileAMoveIsOnItsWay_TellsBothPlacesWhatToDo()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, From);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, From);
        var measure = new Measure { ToProvince = "38", ToCommune = "16078" };
        await run.ToSignatureAsync(id, Person.Disabled.Plain, measure);
        await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));
        var (old, now) = (await host.SignInAsync(Roles.SocialOfficer, From), await host.SignInAsync(Roles.SocialOfficer, To));

        Assert.Contains("vào số quyết định thôi chi trả", await RowOfAsync(old), StringComparison.Ordinal);
        var expecting = await PageAsync(now);
        Assert.Contains("Sắp chuyển đến", expecting, StringComparison.Ordinal);
        Assert.DoesNotContain(Person.Disabled.Name, expecting, StringComparison.Ordinal); // not before the record is theirs
        await run.MustAsync(id, ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(id, v, o, default));
        await CarryAsync(host);
        host.Clock.SetDay(new DateOnly(2026, 10, 5));

        Assert.Contains("Đôn đốc nơi mới", await RowOfAsync(old), StringComparison.Ordinal);
        Assert.Contains("trả lại nơi cũ kèm lý do", await RowOfAsync(now), StringComparison.Ordinal);
        Assert.Contains("2 tháng chưa có nơi chi trả", await RowOfAsync(now), StringComparison.Ordinal); // September and October
        Assert.DoesNotContain("Sắp chuyển đến", await PageAsync(now), StringComparison.Ordinal);
        var department = await host.SignInAsync(Roles.ProvinceOfficer, "38");
        Assert.Equal(2, await CountAsync(department)); // both halves

        var incoming = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.MoveIn));
        await run.DecidedAsync(incoming.Id, Person.Disabled.With(DisabilityDegree.Severe, new(2026, 1, 5)));
        await CarryAsync(host);
        Assert.Equal(0, await CountAsync(department));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Outside_AnsweredByTheOtherProvince_IsClosedOrGoesOnAtHome(bool taken)
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, From);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, From);
        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { ToProvince = "01", ToCommune = "00004" });
        var half = await host.WithDbAsync(db => db.TransferHalves.AsNoTracking().SingleAsync());
        Assert.Equal(UnitNames.Place("01", "00004", new(2026, 8, 3))!.Printed, half.OtherName);
        var officer = await host.SignInAsync(Roles.SocialOfficer, From);
        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/chuyen-noi-o/{half.Id}/tra-loi");
        Assert.Contains(Person.Disabled.Name, page.Document.Body!.TextContent, StringComparison.Ordinal);

        var empty = await AnswerAsync(host, run, new AnswerTransferInput(half.Id, null, " "), From);
        Assert.Equal(["transfer-answer", "reason-needed"], empty.Problems.Select(p => p.Code));
        Assert.True((await AnswerAsync(host, run, new AnswerTransferInput(half.Id, taken, "Công văn số 12"), To)).Has(CommonProblems.NotFound));
        var closed = await AnswerAsync(host, run, new AnswerTransferInput(half.Id, taken, "Công văn số 12/UBND ngày 15/08/2026"), From);
        Assert.True(closed.Succeeded, string.Join("; ", closed.Problems.Select(p => p.Message)));
        Assert.True((await AnswerAsync(host, run, new AnswerTransferInput(half.Id, taken, "Công văn số 12"), From)).Has(AnswerTransfer.NotWaiting));

        Assert.Equal(0, await CountAsync(officer));
        var resume = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Kind == RequestKind.Resume));
        Assert.Equal(!taken, resume is not null);
        if (resume is not null)
        {
            await run.DecidedAsync(resume.Id, Person.Disabled.With(DisabilityDegree.Severe, new(2026, 1, 5)));
            Assert.Equal(EntitlementStatus.Active, (await run.PersonAsync(person)).Status);
        }
    }

    [Theory]
    [InlineData("2022-10-05", "", "", "move-place-unknown")]
    [InlineData("2022-10-05", "38", "99999", "move-place-unknown")]
    [InlineData("2022-10-05", "01", "14845", "move-place-unknown")] // of another province
    [InlineData("2026-08-03", "38", "16063", "move-place-unknown")] // a unit of yesterday
    [InlineData("2022-10-05", "38", "16063", "move-place")] // where he is already
    public async Task MoveOut_ToAnUnknownUnit_IsNotAppraised(string day, string province, string commune, string code)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, start: OutcomeTests.Month(day, -3));
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Chuyển đi", Person.Disabled.Plain, new Measure { ToProvince = province, ToCommune = commune }), o, default));

        Assert.Equal([code], refused.Problems.Select(p => p.Code));
    }

    [Fact]
    public async Task AppraisersPage_OfAMoveOut_OffersTheUnitsOfToday()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var appraiser = await host.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice);
        var page = await PageReader.OpenAsync(appraiser, $"/ho-so/{id}/tham-dinh");

        // The dossier names no destination but the person's own commune; another province is chosen and asked again.
        var provinces = page.Document.QuerySelectorAll("select[name='Measure.ToProvince'] option").Select(o => o.GetAttribute("value")).ToList();
        Assert.Contains("01", provinces);
        var communes = page.Document.QuerySelectorAll("select[name='Measure.ToCommune'] option").ToList();
        Assert.Contains(communes, o => o.GetAttribute("value") == "16063" && o.TextContent.Trim() == "Xã Hoa Lộc, Huyện Hậu Lộc");
        Assert.DoesNotContain(communes, o => o.GetAttribute("value") == "00004");
    }

    [Fact]
    public void PlaceSince_OfAUnitNamedBefore_IsTheOneThatTookItOver()
    {
        var (before, after) = (new DateOnly(2025, 6, 30), new DateOnly(2025, 7, 1));
        Assert.Equal("16072", UnitNames.PlaceSince("38", "16063", before, after)!.Commune);
        Assert.Equal("08", UnitNames.PlaceSince("02", "00688", before, after)?.Province); // Hà Giang is part of Tuyên Quang
        Assert.Null(UnitNames.PlaceSince("38", "99999", before, after));
        Assert.Null(UnitNames.Place("01", "16063", before));
    }

    private static async Task<string> PageAsync(HttpClient client) => (await PageReader.OpenAsync(client, "/doi-tuong/chuyen-noi-o")).Document.Body!.TextContent;

    private static async Task<string> RowOfAsync(HttpClient client) =>
        (await PageReader.OpenAsync(client, "/doi-tuong/chuyen-noi-o")).Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(Person.Disabled.Name, StringComparison.Ordinal)).TextContent;

    private static async Task<int> CountAsync(HttpClient client) => (await PageReader.OpenAsync(client, "/doi-tuong/chuyen-noi-o")).Document.QuerySelectorAll("tbody tr").Length;

    private static Task<Outcome<TransferHalf>> AnswerAsync(NodeHost host, OutcomeRun run, AnswerTransferInput input, string office)
    {
        var official = run.Dossiers.Official(Roles.SocialOfficer, office);
        return host.WithAsync(s => s.GetRequiredService<AnswerTransfer>().Handle(input, official, default), office);
    }

    private static Task<int> CarryAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default));
}
