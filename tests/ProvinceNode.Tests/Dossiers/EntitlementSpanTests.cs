using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>One version for each run of months at one amount, through the whole procedure: what was due in a month is read from the registry.</summary>
public sealed class EntitlementSpanTests
{
    private const string Signed = "2024-09-03";

    [Fact]
    public async Task Grant_AcrossANewLevel_IsOneVersionForEachAmount()
    {
        await using var host = await OutcomeTests.StartAsync(Signed);
        var (run, person, id) = await GrantedAsync(host);

        var rows = await run.RowsAsync(person);
        Assert.Equal([(202209, 202406, 540_000L, 360_000L, EntitlementStatus.Ended), (202407, 0, 750_000L, 500_000L, EntitlementStatus.Active)],
            rows.Select(r => (r.StartMonth, r.EndMonth, r.MonthlyAmount.Amount, r.Level.Amount, r.Status)));
        Assert.Equal((rows[0].Id, (Guid?)null, (DateTime?)rows[0].RecordedAt), (rows[1].PreviousId!.Value, rows[1].EndDecisionId, rows[0].EndRecordedAt));
        var arrears = Assert.Single(await run.PaymentsAsync());
        Assert.Equal((22 * 540_000L + 3 * 750_000L, 202209, 202409, (Guid?)rows[1].Id), (arrears.Amount.Amount, arrears.FromMonth, arrears.ToMonth, arrears.EntitlementId));
        Assert.Equal((750_000L, "6.n.adult"), await run.PersonAsync(person) is var p ? (p.MonthlyAmount.Amount, p.CategoryCode) : default);
        var paper = Assert.Single(await run.DecisionsAsync(id)).Content;
        Assert.Contains("750.000 đồng/tháng", paper, StringComparison.Ordinal);
        Assert.Contains("từ tháng 09/2022 đến tháng 06/2024", paper, StringComparison.Ordinal);
        Assert.Contains("từ tháng 07/2024 đến tháng 09/2024", paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonsPage_OfSeveralVersions_TellsWhatFollowsWhat()
    {
        await using var host = await OutcomeTests.StartAsync(Signed);
        var (run, person, _) = await GrantedAsync(host);
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);

        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{person}");

        var rows = page.Document.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains(rows, r => r.Contains("750.000", StringComparison.Ordinal) && r.Contains("Đang hưởng", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("540.000", StringComparison.Ordinal) && r.Contains("Đã đổi mức", StringComparison.Ordinal) && r.Contains("06/2024", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_BeforeANewLevel_EndsEveryLaterVersionAndRecoversEachAtItsOwn()
    {
        await using var host = await OutcomeTests.StartAsync(Signed);
        var (run, person, _) = await GrantedAsync(host);
        host.Clock.SetDay(new(2024, 11, 4));
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await run.DecidedAsync(stop, Person.Disabled.Plain, new Measure { Reason = "T2", On = new(2024, 5, 20) });

        var rows = await run.RowsAsync(person);
        Assert.Equal([(202209, 202405, "T2"), (202407, 202406, "T2")], rows.Select(r => (r.StartMonth, r.EndMonth, r.EndReason))); // the second was never due
        var recovery = Assert.Single(await run.PaymentsAsync(), p => p.Kind == OneOffKind.Recovery);
        Assert.Equal((540_000L + 5 * 750_000L, 202406, 202411), (recovery.Amount.Amount, recovery.FromMonth, recovery.ToMonth));
    }

    [Fact]
    public async Task Adjust_FromBeforeANewLevel_OwesEachMonthAtItsOwnLevel()
    {
        await using var host = await OutcomeTests.StartAsync(Signed);
        var (run, person, _) = await GrantedAsync(host);
        host.Clock.SetDay(new(2024, 11, 4));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.ExtremelySevere, new(2024, 5, 20)), new Measure { On = new(2024, 5, 20) });

        var rows = await run.RowsAsync(person);
        Assert.Equal([(202209, 202404, 540_000L), (202405, 202406, 720_000L), (202407, 202406, 750_000L), (202407, 0, 1_000_000L)],
            rows.OrderBy(r => r.StartMonth).ThenBy(r => r.MonthlyAmount.Amount).Select(r => (r.StartMonth, r.EndMonth, r.MonthlyAmount.Amount)));
        var arrears = (await run.PaymentsAsync()).Single(p => p.DecisionId == rows.Single(r => r.EndMonth == 0).DecisionId);
        Assert.Equal(2 * 180_000L + 5 * 250_000L, arrears.Amount.Amount);
    }

    [Fact]
    public async Task Adjust_OfWhatANeighbourReceives_KeepsTheReceiverAndNotTheOfficial()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var child = new Person("Bùi Hữu Quý", "2018-10-20", "038218000301");
        var first = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, child);
        var orphan = child.Plain with { Mother = [new ParentSpan(ParentState.Dead, new(2021, 8, 1))], Father = [new ParentSpan(ParentState.Dead, new(2021, 9, 1))] };
        await run.DecidedAsync(first, orphan, new Measure { Receiver = new("Đỗ Thị Oanh", "038172000555", "bà ngoại") });
        var person = (await host.WithDbAsync(db => Task.FromResult(db.Beneficiaries.Single()))).Id;
        host.Clock.SetDay(new(2022, 12, 5));

        var second = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, child); // applicant: Trần Thị Chăm
        await run.DecidedAsync(second, child.Plain with { Disability = new DisabilityFacts(DisabilityDegree.ExtremelySevere, 1, "38.400.16063.000031", new(2022, 11, 3)) }, new Measure { On = new(2022, 11, 3) });

        var rows = await run.RowsAsync(person);
        Assert.Equal(("6.dbn.child", "Đỗ Thị Oanh", "bà ngoại"), rows[^1] is var r ? (r.CategoryCode, r.ReceiverName, r.ReceiverRelation) : default);
        Assert.Equal(["Đỗ Thị Oanh"], (await run.PaymentsAsync()).Select(p => p.ReceiverName).Distinct());
    }

    [Fact]
    public async Task Grant_WithCareFromAnEarlierMonth_OwesEachReceiverHisOwnLine()
    {
        await using var host = await OutcomeTests.StartAsync(Signed);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, null, RequestKind.Care);
        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.ExtremelySevere, new(2024, 6, 3)) with { Care = [new CareSpan(CareKind.Family)] },
            new Measure { Receiver = new("Đỗ Thị Oanh", "038172000555", "mẹ") });

        // The assistance counts from the certificate, the support from the signature; each with its receiver.
        Assert.Equal([("Nguyễn Văn Thủy", 720_000L + 3 * 1_000_000L), ("Đỗ Thị Oanh", 500_000L)], (await run.PaymentsAsync()).OrderBy(p => p.ReceiverName, StringComparer.Ordinal).Select(p => (p.ReceiverName, p.Amount.Amount)));
    }

    /// <summary>A severely disabled man, certified in September 2022, granted in September 2024.</summary>
    private static async Task<(OutcomeRun Run, Guid Person, Guid Dossier)> GrantedAsync(NodeHost host)
    {
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.Severe, new(2022, 9, 5)));
        return (run, (await host.WithDbAsync(db => Task.FromResult(db.Beneficiaries.Single()))).Id, id);
    }
}
