using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What is open on 2025-07-01 goes on at the commune that took the old one over (policy 10.3).</summary>
public sealed class ChangeRegimeTests
{
    private static readonly DateOnly Filed = new(2025, 6, 20);
    private static readonly DateOnly FirstDay = new(2025, 7, 1);

    [Theory]
    [InlineData(DossierStatus.AwaitingReception, DossierStatus.AwaitingReception)]
    [InlineData(DossierStatus.Received, DossierStatus.Received)]
    [InlineData(DossierStatus.Posted, DossierStatus.Posted)]
    [InlineData(DossierStatus.AwaitingForward, DossierStatus.UnderAppraisal)]
    [InlineData(DossierStatus.UnderAppraisal, DossierStatus.UnderAppraisal)]
    [InlineData(DossierStatus.AwaitingSignature, DossierStatus.AwaitingSignature)]
    public async Task OpenDossier_OnTheFirstDay_IsDecidedByTheNewCommune(DossierStatus reached, DossierStatus after)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed.AddDays(-10) });
        var run = new OutcomeRun(host);
        var facts = Person.Disabled.With(DisabilityDegree.Severe, new(2025, 5, 5));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, "38.400.16063");
        for (var status = DossierStatus.AwaitingReception; status != reached; status = (await run.Dossiers.LoadAsync(id)).Status)
        {
            await run.StepAsync(id, status, facts);
        }

        var before = await run.Dossiers.LoadAsync(id);
        host.Clock.SetDay(FirstDay);
        var report = await ChangeAsync(host);

        var dossier = await run.Dossiers.LoadAsync(id);
        Assert.Equal((1, "38.16072", after, before.DueOn), (report.Dossiers, dossier.TenantPath, dossier.Status, dossier.DueOn));
        Assert.Equal(before.Steps.Count + 1, dossier.Steps.Count);
        Assert.Equal(before.Steps.OrderBy(s => s.Number).Select(s => (s.Verb, s.OfficeName)), dossier.Steps.OrderBy(s => s.Number).SkipLast(1).Select(s => (s.Verb, s.OfficeName)));
        Assert.Equal("Xã cũ", dossier.Owner.CommuneName); // the address stays as it was received
        if (reached == after)
        {
            Assert.Equal(before.StepDueOn, dossier.StepDueOn);
        }

        var decided = await run.DecidedAsync(id, facts);
        Assert.Equal(DossierStatus.Issued, decided.Status);
        var decision = Assert.Single(await run.DecisionsAsync(id));
        Assert.Equal(("38.16072", "UBND xã Hoa Lộc"), (decision.IssuerPath, decision.IssuerName));
        Assert.Equal(["38.16072"], await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.TenantPath).ToListAsync()));
        Assert.Null(ActChain.FirstBroken(await host.WithDbAsync(db => db.Acts.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync())));
        Assert.Equal(0, (await ChangeAsync(host)).Dossiers); // nothing is taken over twice
    }

    [Fact]
    public async Task PausedDossier_OnTheFirstDay_KeepsItsPause()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed });
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, "38.400.16063");
        await run.StepAsync(id, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        await run.MustAsync(id, ActKinds.RequestSupplement, (s, v, o) => s.GetRequiredService<RequestSupplement>().Handle(new(id, v, "Giấy khai sinh", "Thiếu"), o, default));
        host.Clock.SetDay(FirstDay);
        await ChangeAsync(host);

        var dossier = await run.Dossiers.LoadAsync(id);
        Assert.Equal((DossierStatus.SupplementRequested, DossierStatus.Received, Filed), (dossier.Status, dossier.ResumeStatus!.Value, dossier.PausedOn!.Value));
        Assert.Equal("38.16072", Assert.Single(dossier.Supplements).TenantPath);
    }

    [Fact]
    public async Task Beneficiaries_OnTheFirstDay_GoOverWithWhatTheyReceive()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Filed });
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, commune: "38.400.16063");
        Assert.Equal((0, 0), await ChangeAsync(host) is var early ? (early.Dossiers, early.People) : default); // before the day nothing happens
        host.Clock.SetDay(FirstDay);

        var report = await ChangeAsync(host);

        Assert.Equal((1, 0), (report.People, report.Unknown.Count));
        Assert.Equal(("38.16072", "16072"), await run.PersonAsync(person) is var p ? (p.TenantPath, p.CommuneCode) : default);
        Assert.Equal("38.16072", Assert.Single(await run.RowsAsync(person)).TenantPath);
        Assert.Contains(await host.WithDbAsync(db => db.Acts.AsNoTracking().ToListAsync()), a => a.Kind == ActKinds.ChangeRegime);
    }

    [Fact]
    public void Succession_OfADividedCommune_KeepsItsCode()
    {
        Assert.Equal("16072", Succession.MainOf("16063"));
        Assert.Equal("14758", Succession.MainOf("14758")); // divided between 14758 and 14797
        Assert.Null(Succession.MainOf("99999"));
    }

    private static Task<RegimeReport> ChangeAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
}
