using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Who took another's own money died: the right goes on, and another receiver is proposed (policy 3.5).</summary>
public sealed class ReceiverDiedTests
{
    // The money is the child's own and goes on: another receiver is asked for, once.
    [Fact]
    public async Task Death_OfWhoTookAnothersMoney_IsProposedAsAnotherReceiver()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var facts = Person.Disabled.With(DisabilityDegree.Severe, new(2026, 8, 3));
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), facts);
        var ward = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        await run.ReceivingAsync(Person.Old, "6.n.elder", 1_080_000, 202607);
        await run.SaveAsync(db => db.Entitlements.Where(e => e.BeneficiaryId == ward).ToList().ForEach(e => (e.ReceiverName, e.ReceiverNumber, e.ReceiverRelation) = (Person.Old.Name, Person.Old.Number, "mẹ")));
        host.Clock.SetDay(run.Dossiers.Today.AddMonths(1));
        Assert.Equal(0, await RunAsync(host));
        await run.DecidedAsync(await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old), Person.Old.Plain,
            new Measure { On = run.Dossiers.Today.AddDays(-1), Receiver = new("Trần Thị Chăm", "038181000777", "con"), Heir = new("Nguyễn Thị Út", "", "con gái") });

        Assert.Equal((1, 0), (await RunAsync(host), await RunAsync(host)));

        var asked = await run.Dossiers.LoadAsync(await host.WithDbAsync(db => db.Dossiers.Where(d => d.Kind == RequestKind.Adjust).Select(d => d.Id).SingleAsync()));
        Assert.Equal((ward, DossierStatus.Received), (asked.BeneficiaryId, asked.Status));
        Assert.Contains("đề nghị điều chỉnh người nhận", asked.Steps[^1].Note, StringComparison.Ordinal);
        var context = await host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(asked.TenantPath), default));
        var typed = MeasureFields.Declared(context, asked).Read();
        await run.DecidedAsync(asked.Id, facts, typed with { Receiver = new("Nguyễn Văn Bác", "038080000999", "bác") });

        Assert.Equal("Nguyễn Văn Bác", Assert.Single(await run.RowsAsync(ward), r => r.Status == EntitlementStatus.Active).ReceiverName);
        Assert.Empty(await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default)));
        Assert.Equal(0, await RunAsync(host));
    }

    private static Task<int> RunAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<AfterDeath>().HandleAsync(default));
}
