using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Filing through the real host: codes, double submits, who may enter for whom.</summary>
public sealed class SubmitTests
{
    [Fact]
    public async Task Submit_SameKeyTwice_GivesFirstReceipt()
    {
        await using var node = await NodeHost.StartAsync();
        var first = await SubmitAsync(node, "key-1");
        var again = await SubmitAsync(node, "key-1", f => f.FullName = "Người Khác");
        Assert.False(first.Value.Again);
        Assert.Equal(first.Value with { Again = true }, again.Value);
        Assert.Equal(1, await node.WithDbAsync(db => db.Dossiers.CountAsync()));
    }

    [Fact]
    public async Task Submit_SameKeyAtOnce_StoresOneDossier()
    {
        await using var node = await NodeHost.StartAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SubmitAsync(node, "key-1"))));
        Assert.Single(receipts.Select(r => r.Value.Code).Distinct());
        Assert.Single(receipts, r => !r.Value.Again);
        Assert.Equal(1, await node.WithDbAsync(db => db.Dossiers.CountAsync()));
    }

    [Fact]
    public async Task Submit_ManyAtOnce_NumbersWithoutGapsOrRepeats()
    {
        await using var node = await NodeHost.StartAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => SubmitAsync(node, $"key-{i}"))));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"{i:0000}"), receipts.Select(r => r.Value.Code[^4..]).Order());
        Assert.Null(ActChain.FirstBroken(await node.WithDbAsync(db => db.Acts.OrderBy(a => a.Sequence).ToListAsync())));
    }

    [Fact]
    public async Task Submit_NextDay_CountsFromOneAgain()
    {
        await using var node = await NodeHost.StartAsync();
        Assert.EndsWith("-250310-0001", (await SubmitAsync(node, "key-1")).Value.Code, StringComparison.Ordinal);
        node.Clock.SetDay(new DateOnly(2025, 3, 11));
        Assert.EndsWith("-250311-0001", (await SubmitAsync(node, "key-2")).Value.Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_Stored_OwnsItsCommuneItsActAndItsOutboxRow()
    {
        await using var node = await NodeHost.StartAsync();
        var receipt = (await SubmitAsync(node, "key-1")).Value;
        var dossier = await node.WithDbAsync(db => db.Dossiers.Include(d => d.Steps).SingleAsync());
        Assert.Equal((TestDossiers.CommuneOn(node.Settings.Day), 1L, Submit.Online), (dossier.TenantPath, dossier.Version, dossier.Channel));
        Assert.Equal((DossierStatus.AwaitingReception, ActKinds.Submit), (dossier.Steps[0].To, dossier.Steps[0].Verb));
        var act = await node.WithDbAsync(db => db.Acts.SingleAsync(a => a.Kind == ActKinds.Submit));
        Assert.Equal(($"dossier/{receipt.Id:D}", "citizen"), (act.Subject, act.Actor));
        Assert.Equal(1, await node.WithDbAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Submit_CommuneNotInForceToday_IsRefused()
    {
        await using var node = await NodeHost.StartAsync(new() { Day = new DateOnly(2025, 7, 1) });
        var outcome = await SubmitAsync(node, "key-1", f => f.CommuneCode = "16063");
        Assert.Contains(outcome.Problems, p => p is { Code: "commune-unknown", Field: "CommuneCode" });
        Assert.Equal(0, await node.WithDbAsync(db => db.Dossiers.CountAsync()));
    }

    [Fact]
    public async Task Enter_ByClerkOfTheCommune_IsOnRecord()
    {
        await using var node = await NodeHost.StartAsync();
        var clerk = new TestDossiers(node).Official(Roles.Desk);
        Assert.True((await SubmitAsync(node, "key-1", f => f.OriginalsSeen = "1", clerk)).Succeeded);
        var dossier = await node.WithDbAsync(db => db.Dossiers.SingleAsync());
        Assert.Equal((clerk.Id, clerk.FullName, Submit.InPerson), (dossier.EnteredById, dossier.EnteredByName, dossier.Channel));
        Assert.Equal(clerk.Id, await node.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.Submit).Select(a => a.OfficialId).SingleAsync()));
    }

    [Fact]
    public async Task Enter_OfAnEnvelopeByPost_HasItsChannel()
    {
        await using var node = await NodeHost.StartAsync();
        Assert.True((await SubmitAsync(node, "key-1", f => { f.OriginalsSeen = "1"; f.CameByPost = "1"; }, new TestDossiers(node).Official(Roles.Desk))).Succeeded);
        var dossier = await node.WithDbAsync(db => db.Dossiers.SingleAsync());
        Assert.Equal(Submit.ByPost, dossier.Channel);
        Assert.Contains("bưu chính", await node.WithDbAsync(db => db.DossierSteps.Select(s => s.Note).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_OnlineThatSaysByPost_StaysOnline()
    {
        await using var node = await NodeHost.StartAsync();
        Assert.True((await SubmitAsync(node, "key-1", f => f.CameByPost = "1")).Succeeded);
        Assert.Equal(Submit.Online, await node.WithDbAsync(db => db.Dossiers.Select(d => d.Channel).SingleAsync()));
    }

    [Fact]
    public async Task Enter_ByClerkOfAnotherCommuneOrWithoutTheRight_IsRefused()
    {
        await using var node = await NodeHost.StartAsync();
        var data = new TestDossiers(node);
        var elsewhere = await SubmitAsync(node, "key-1", f => f.OriginalsSeen = "1", data.Official(Roles.Desk, "38.380.14758"));
        Assert.True(elsewhere.Has(SubmitProblems.CommuneOther));
        var other = await SubmitAsync(node, "key-2", f => f.OriginalsSeen = "1", data.Official(Roles.RecordsClerk));
        Assert.True(other.Has(CommonProblems.NotAllowed));
        Assert.Equal(0, await node.WithDbAsync(db => db.Dossiers.CountAsync()));
    }

    private static Task<Outcome<SubmitReceipt>> SubmitAsync(NodeHost node, string key, Action<SubmitForm>? change = null, SignedInOfficial? by = null) =>
        node.WithAsync(s => s.GetRequiredService<Submit>().Handle(new SubmitInput
        {
            ProcedureCode = Procedures.MonthlyAssistance, Requests = [new(RequestKind.Grant, "1đ")], Values = new TestDossiers(node).Form(change).Values, SubmissionKey = key, EnteredBy = by,
            Files = by is null ? [new(SubmitPapers.Certificate, "giay.pdf", new string('a', 64), 10, "application/pdf")] : [],
        }, CancellationToken.None), by?.Office.Value);
}
