using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Notices are signed several at once as decisions are: each its own, only as it was shown; and whoever signs in the head's place says so.</summary>
public sealed class BulkSignPapersTests
{
    private static readonly NodeHostSettings Pilot = new() { Day = new DateOnly(2022, 10, 5) };

    [Fact]
    public async Task Notices_Ticked_AreSignedEachAsItWasShown()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var chairman = (await PostedAsync(host)).CommuneChairman;
        await PostedAsync(host, "Lê Văn Hai", "038082000109");
        var (lines, total) = await host.WithAsync(s => s.GetRequiredService<BulkSignPapers>().WaitingAsync(chairman, default), chairman.Office.Value);
        Assert.Equal((2, 2), (lines.Count, total));
        // The second text changes after the page was opened.
        await host.WithDbAsync(async db =>
        {
            var paper = await db.Papers.SingleAsync(p => p.Id == lines[1].Id);
            paper.Content = (PaperContent.Parse(paper.Content) with { Summary = "Khác" }).ToJson();
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.SetUp, new Protos.Values.VietnamTime(host.Clock).UtcNow), default);
        });

        var ticked = lines.Select(l => l.Value).ToList();
        var results = await host.WithAsync(s => s.GetRequiredService<BulkSignPapers>().Handle(ticked, chairman, default), chairman.Office.Value);
        var again = await host.WithAsync(s => s.GetRequiredService<BulkSignPapers>().Handle(ticked, chairman, default), chairman.Office.Value);

        Assert.Equal([BulkState.Done, BulkState.Failed], results.Value.Select(r => r.State));
        Assert.Contains("đã thay đổi sau khi ông/bà mở", results.Value[1].Why, StringComparison.Ordinal);
        Assert.Equal([BulkState.Already, BulkState.Failed], again.Value.Select(r => r.State));
        Assert.Equal([PaperState.AwaitingNumber, PaperState.AwaitingSignature], await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "D09").OrderBy(p => p.IssuedAt).ThenBy(p => p.Id).Select(p => p.State).ToListAsync()));
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.SignPaper)));
    }

    [Fact]
    public async Task Notices_OfAnotherOffice_AreNotThere()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = await PostedAsync(host);
        var stranger = flow.Dossiers.Official(Roles.Chairman, "38.380.14758");
        var (lines, _) = await host.WithAsync(s => s.GetRequiredService<BulkSignPapers>().WaitingAsync(flow.CommuneChairman, default), flow.CommuneChairman.Office.Value);

        var results = await host.WithAsync(s => s.GetRequiredService<BulkSignPapers>().Handle([lines[0].Value], stranger, default), stranger.Office.Value);

        Assert.Equal(BulkState.Failed, Assert.Single(results.Value).State);
        Assert.Empty((await host.WithAsync(s => s.GetRequiredService<BulkSignPapers>().WaitingAsync(stranger, default), stranger.Office.Value)).Lines);
    }

    [Theory]
    [InlineData("Chủ tịch UBND xã", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")]
    [InlineData("Phó Chủ tịch UBND xã", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")]
    public async Task Notice_SignedByADeputy_SaysInWhosePlace(string title, string block)
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = await PostedAsync(host);
        var signer = flow.CommuneChairman with { Title = title };
        var id = await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "D09").Select(p => p.Id).SingleAsync());

        Assert.True((await host.WithAsync(s => s.GetRequiredService<SignPaper>().Handle(id, signer, default), signer.Office.Value)).Succeeded);

        var signature = Assert.Single(PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.Id == id).Select(p => p.Content).SingleAsync())).Signatures);
        Assert.Equal((block, signer.FullName), (signature.Title, signature.Name));
    }

    // The deciding chairman's written refusal of an admission waits with everything else that he signs, and is signed with the others.
    [Fact]
    public async Task Refusal_OfAnAdmission_WaitsOnThePageAndIsSignedWithOthers()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.InstitutionAsync("Trung tâm Bảo trợ xã hội số 1");
        var id = await InstitutionPaperTests.ToAsync(run, DossierStatus.AwaitingProposal, Person.Disabled, "2022-10-05", eligible: false);
        var proposed = await InstitutionPaperTests.ToAsync(run, DossierStatus.AwaitingProposal, Person.Old, "2022-10-05", eligible: false);
        await run.ChangeAsync(proposed, d => d.AppraisedEligible = true);
        var chairman = await run.OfficialForAsync(id, ActKinds.Sign);

        var pile = await host.WithAsync(s => s.GetRequiredService<WaitingPapers>().ToSignAsync(chairman, default), chairman.Office.Value);
        Assert.Equal([$"/ho-so/{id}/ky", $"/ho-so/{proposed}/de-nghi-so"], pile.Results.Select(r => r.Address).OrderBy(a => a.EndsWith("so", StringComparison.Ordinal)));
        var (lines, total) = await host.WithAsync(s => s.GetRequiredService<BulkSign>().WaitingAsync(chairman, default), chairman.Office.Value);
        Assert.Equal((id, 1), (Assert.Single(lines).Dossier.Id, total));
        var results = await host.WithAsync(s => s.GetRequiredService<BulkSign>().Handle([new BulkItem(id, lines[0].Dossier.Version, lines[0].Seen)], chairman, default), chairman.Office.Value);

        Assert.Equal(BulkState.Done, Assert.Single(results.Value).State);
        Assert.Equal("D20", Assert.Single(await run.DecisionsAsync(id)).Paper);
    }

    [Fact]
    public async Task Tracking_OfADossierRefusedInPart_TellsTheNumberOfTheAnswer()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, null, RequestKind.Care);
        await run.DecidedAsync(id, Person.Disabled.With(ProvinceNode.Eligibility.DisabilityDegree.Severe, new DateOnly(2022, 9, 5)));

        var words = await host.WithAsync(async s =>
        {
            var track = s.GetRequiredService<TrackDossier>();
            return (await track.ResultAsync((await track.OpenAsync(id, default))!, default))!.Words;
        });

        Assert.Contains("Quyết định số 01/QĐ-UBND", words, StringComparison.Ordinal);
        Assert.Contains("Thông báo số 01/TB-UBND", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bà Lê Thị Tư, trưởng thôn")]
    [InlineData("")]
    public async Task Minutes_OfAPosting_NameTheWitness(string witness)
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = await PostedAsync(host);
        host.Clock.SetDay((await flow.Dossiers.LoadAsync(flow.Id)).StepDueOn!.Value);

        await flow.MustAsync(flow.Officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(flow.Id, v, flow.Officer, default, witness));

        var minutes = PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.Paper == "D10").Select(p => p.Content).SingleAsync()));
        Assert.StartsWith(witness.Length > 0 ? witness : "…", Assert.Single(minutes.Signatures, s => s.Title == "NGƯỜI CHỨNG KIẾN").Name, StringComparison.Ordinal);
    }

    private static async Task<FlowRun> PostedAsync(NodeHost host, string? name = null, string? number = null)
    {
        var flow = new FlowRun(host);
        await flow.SubmitAsync(f => (f.FullName, f.CitizenId) = (name ?? f.FullName, number ?? f.CitizenId));
        await flow.ReceiveAsync();
        await flow.ReviewAsync();
        await flow.OpenPostingAsync();
        return flow;
    }
}
