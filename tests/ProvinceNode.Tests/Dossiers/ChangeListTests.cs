using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What the officer lists (policy 3.5, 3.6): adjustments, stops, suspensions and care decided by one paper, whose annex says of each person what his own decision would.</summary>
public sealed class ChangeListTests
{
    private const string Three = "2022-10-05";
    private const string Two = "2026-11-02";

    [Theory]
    [InlineData(Three, RequestKind.Stop, "D16", "T2", "Về việc thôi hưởng trợ cấp xã hội hàng tháng")]
    [InlineData(Two, RequestKind.Suspend, "D16", "S1", "Về việc tạm dừng hưởng trợ cấp xã hội hàng tháng")]
    [InlineData(Three, RequestKind.Adjust, "D15", "", "Về việc điều chỉnh trợ cấp xã hội hàng tháng")]
    [InlineData(Two, RequestKind.Care, "D18", "", "Về việc hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng")]
    public async Task List_OfChanges_IsOneNumberedDecisionWithEachOnesOwnWords(string day, RequestKind kind, string paper, string reason, string summary)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new ListRun(host);
        var ids = await WaitingAsync(run, day, kind, reason, ListRun.People.Take(2));

        var list = await run.MadeAsync(ids);
        var signed = await run.SignAsync(list);
        Assert.True(signed.Succeeded, string.Join("; ", signed.Problems.Select(p => p.Message)));
        Assert.True((await run.NumberAsync(list)).Succeeded);

        var papers = await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.Paper == paper).ToListAsync());
        Assert.Equal(3, papers.Count); // the whole and an extract for each
        var whole = PaperContent.Parse(papers.Single(p => p.DossierId == list).Content);
        Assert.Equal((summary, "Số: 01/QĐ-UBND"), (whole.Summary, whole.NumberLine));
        var rows = Assert.Single(whole.Annexes).Table!.Rows;
        Assert.Equal(2, rows.Count);
        foreach (var (id, person) in ids.Zip(ListRun.People))
        {
            var own = PaperContent.Parse(papers.Single(p => p.DossierId == id).Content);
            var row = Assert.Single(own.Annexes[0].Table!.Rows);
            Assert.Equal(person.Name, row[1]);
            Assert.Contains(rows, r => r.SequenceEqual(row));
            Assert.Contains(Words(kind), row[5], StringComparison.Ordinal);
        }

        Assert.Equal(2, (await host.WithDbAsync(db => db.Decisions.AsNoTracking().ToListAsync())).Count(d => d.Paper == paper && d.Number == "01/QĐ-UBND" && d.ListId == list));
        var changed = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().ToListAsync());
        Assert.True(kind == RequestKind.Care ? changed.Count(r => r.Kind == EntitlementKind.Care) == 2 : changed.Count(r => r.EndDecisionId is not null) == 2);
    }

    [Fact]
    public async Task List_OfAStopOfAssistanceAndOneOfCare_IsRefusedAsTwoDecisions()
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        var run = new ListRun(host);
        await run.Flow.ReceivingAsync(ListRun.People[1], "CS.6", 360_000, kind: EntitlementKind.Care);
        var ids = await WaitingAsync(run, Three, RequestKind.Stop, "T2", ListRun.People.Take(1));
        ids.AddRange(await WaitingAsync(run, Three, RequestKind.Stop, "C2", ListRun.People.Skip(1).Take(1)));

        Assert.True((await run.MakeAsync(ids)).Has(ListProblems.Mixed));
    }

    [Fact]
    public async Task Stop_OfAnHivGroup_IsDecidedAlone()
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        var run = new ListRun(host);
        var ids = await WaitingAsync(run, Three, RequestKind.Stop, "T2", ListRun.People.Take(1));
        ids.AddRange(await WaitingAsync(run, Three, RequestKind.Stop, "T2", ListRun.People.Skip(1).Take(1), "8"));

        Assert.Contains("quyết định riêng", Assert.Single((await run.MakeAsync(ids)).Problems).Message, StringComparison.Ordinal);
    }

    private static string Words(RequestKind kind) => kind switch
    {
        RequestKind.Stop => "Lý do: đối tượng không còn đủ điều kiện", RequestKind.Suspend => "Lý do: đối tượng không nhận trợ cấp xã hội liên tục từ 03 tháng",
        RequestKind.Adjust => "Nay điều chỉnh thành: người khuyết tật đặc biệt nặng", _ => "LÊ THỊ MẬN",
    };

    private static async Task<List<Guid>> WaitingAsync(ListRun run, string day, RequestKind kind, string reason, IEnumerable<Person> people, string? category = null)
    {
        var ids = new List<Guid>();
        foreach (var person in people)
        {
            var care = kind == RequestKind.Care;
            await run.Flow.ReceivingAsync(person, category ?? (care ? "6.dbn.adult" : "6.n.adult"), start: OutcomeTests.Month(day, -6));
            var id = await run.Flow.FiledAsync(Procedures.MonthlyAssistance, kind, person);
            var met = OutcomeTests.Day(day).AddMonths(-1);
            var facts = kind is RequestKind.Adjust or RequestKind.Care ? person.With(DisabilityDegree.ExtremelySevere, met) : person.Plain;
            await run.Flow.ToSignatureAsync(id, care ? facts with { Care = [new CareSpan(CareKind.TakenIn)] } : facts,
                new Measure { Reason = reason, On = met, Receiver = care ? new("Lê Thị Mận", "038175000111", "cô ruột") : null });
            await run.Flow.MatchPeopleAsync(id);
            ids.Add(id);
        }

        return ids;
    }
}
