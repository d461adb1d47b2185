using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Transfers;

/// <summary>What had not begun at the old place begins at the new one with its own month; where the old place's node cannot tell that month, the officer is asked to look.</summary>
public sealed class FirstMonthTests
{
    private const string Place = "38.16078";
    private static readonly Person Seventy = new("Lê Thị Già", "1951-11-10", "038151000201"); // 75 in November 2026

    // Nothing is due yet in the month after the stop month: asked for that month the rules would give nothing, and nobody would pay.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Arrival_OfWhatHasNotBegun_IsPaidFromItsOwnMonth(bool facts)
    {
        await using var world = await TransferRun.StartAsync();
        var known = Seventy.Plain with { PensionRequestedOn = new DateOnly(2026, 7, 10) };
        await world.HuePostsAsync(Seventy, t => (t.Facts, t.Payments[0].Kind, t.Payments[0].BeginsIn) = (facts ? Appraisal.FactsToJson(known) : "", "SocialPension", 202611), "HT.1");
        var dossier = await ArrivedAsync(world);
        Assert.Contains("chế độ được hưởng từ tháng 11/2026", dossier.Steps[0].Note, StringComparison.Ordinal);
        var page = await OpenAsync(world);
        Assert.Contains("chế độ được hưởng từ tháng 11/2026", page, StringComparison.Ordinal);
        Assert.DoesNotContain("không báo tháng", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tháng chưa có nơi chi trả", page, StringComparison.Ordinal);

        // Whatever is typed where the message tells: the message counts.
        await world.Run.DecidedAsync(dossier.Id, Seventy.Plain, new Measure { FirstMonth = 202612 });
        await world.RoundAsync();

        var rows = await RowsAsync(world);
        Assert.Equal([(202611, 0)], rows.Select(r => (r.StartMonth, r.EndMonth)));
        Assert.Empty(await world.Run.PaymentsAsync());
        Assert.Contains("tháng 11/2026", Printed(await world.Run.DecisionsAsync(dossier.Id)), StringComparison.Ordinal);
        Assert.Equal((TransferOutcome.Taken, 202608), Assert.Single((await world.HuePullsAsync()).Answers) is var answer ? (answer.Outcome, answer.FirstMonth) : default); // whose it is since
    }

    // A node of the version before has no word for it, and what is no month tells nothing either.
    [Theory]
    [InlineData(null, 0, 202608)]
    [InlineData(202613, 0, 202608)]
    [InlineData(null, 202611, 202611)]
    [InlineData(null, 202601, 202608)]
    public async Task Arrival_WithoutItsFirstMonth_IsATaskAndPaidAsBefore(int? told, int typed, int first)
    {
        await using var world = await TransferRun.StartAsync();
        await world.HuePostsAsync(Person.Disabled, t =>
        {
            if (told is { } month)
            {
                t.Payments[0].BeginsIn = month;
            }
        });
        var dossier = await ArrivedAsync(world);
        Assert.Contains("Chế độ bắt đầu sau tháng 08/2026 thì ghi tháng đó khi thẩm định", dossier.Steps[0].Note, StringComparison.Ordinal);
        Assert.Contains("Nơi cũ không báo tháng bắt đầu hưởng", await OpenAsync(world), StringComparison.Ordinal);
        while ((await world.Run.Dossiers.LoadAsync(dossier.Id)).Status is var status and not DossierStatus.UnderAppraisal)
        {
            await world.Run.StepAsync(dossier.Id, status, Person.Disabled.Plain);
        }

        Assert.Contains("Chế độ bắt đầu sau tháng 08/2026 thì ghi tháng đó, ví dụ 09/2026", await AppraisalAsync(world, dossier.Id), StringComparison.Ordinal);
        await world.Run.DecidedAsync(dossier.Id, Person.Disabled.Plain, new Measure { FirstMonth = typed });

        var rows = await RowsAsync(world);
        Assert.Equal((first, 0), (rows[0].StartMonth, rows[^1].EndMonth));
        Assert.Contains($"tháng {new PayMonth(first)}", Printed(await world.Run.DecisionsAsync(dossier.Id)), StringComparison.Ordinal);
    }

    // His own assistance runs; the care of who looks after him was granted from November.
    [Fact]
    public async Task Arrival_OfTwoOfWhichOneHasNotBegun_PaysEachFromItsOwnMonth()
    {
        await using var world = await TransferRun.StartAsync();
        await world.HuePostsAsync(Person.Disabled, t =>
        {
            t.Payments[0].BeginsIn = 0;
            t.Payments.Add(new Protos.Transfer.TransferPayment { Kind = "Care", CategoryCode = "CS.6", Times = 1, ReceiverName = "Trần Thị Chăm", ReceiverNumber = "038181000777", ReceiverRelation = "con", Method = "cash", BeginsIn = 202611 });
        });
        var dossier = await ArrivedAsync(world);
        await world.Run.DecidedAsync(dossier.Id, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day("2026-01-05")), new Measure());

        var rows = (await RowsAsync(world)).Where(r => !r.IsVoid).ToList();
        Assert.Equal([(EntitlementKind.Assistance, 202608), (EntitlementKind.Care, 202611)], rows.GroupBy(r => r.Kind).Select(g => (g.Key, g.Min(r => r.StartMonth))).Order());
    }

    [Fact]
    public async Task Arrival_OfWhatHadBegun_AsksNothing()
    {
        await using var world = await TransferRun.StartAsync();
        await world.HuePostsAsync(Person.Disabled, t => t.Payments[0].BeginsIn = 0);
        var dossier = await ArrivedAsync(world);

        Assert.DoesNotContain("bắt đầu hưởng", dossier.Steps[0].Note, StringComparison.Ordinal);
        Assert.DoesNotContain("bắt đầu hưởng", await OpenAsync(world), StringComparison.Ordinal);
    }

    // What was decided before this node kept the first month does not tell it: "begun" would be a guess.
    [Theory]
    [InlineData(202612, true, 202612)]
    [InlineData(202601, true, 0)]
    [InlineData(202601, false, null)]
    public async Task Leaving_WhatBegunOrNot_IsToldToTheNewPlace(int start, bool kept, int? told)
    {
        await using var world = await TransferRun.StartAsync();
        await world.Run.ReceivingAsync(Person.Disabled, start: start, commune: TransferRun.Commune);
        await world.Run.DecidedAsync(await world.Run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, TransferRun.Commune), Person.Disabled.Plain, new Measure { ToProvince = "46", ToCommune = TransferRun.HueCommune });
        if (!kept)
        {
            await world.Node.WithDbAsync(db => db.TransferHalves.ExecuteUpdateAsync(set => set.SetProperty(h => h.Packet, h => h.Packet.Replace("\"BeginsTold\":true", "\"BeginsTold\":false"))));
        }

        world.Node.Clock.SetDay(new VietnamTime(world.Node.Clock).Today.AddDays(1));
        await world.RoundAsync();

        var payment = Assert.Single((await world.HuePullsAsync()).Arrivals).Payments.Single();
        Assert.Equal(told, payment.HasBeginsIn ? payment.BeginsIn : null);
    }

    private static async Task<Dossier> ArrivedAsync(TransferRun world)
    {
        await world.RoundAsync();
        await world.RoundAsync();
        var dossier = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().Include(d => d.Steps).SingleAsync());
        await world.Run.Dossiers.MatchIdentityAsync(dossier.Id);
        return dossier;
    }

    private static async Task<List<Entitlement>> RowsAsync(TransferRun world) =>
        await world.Run.RowsAsync(await world.Node.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync()));

    private static async Task<string> OpenAsync(TransferRun world) =>
        (await PageReader.OpenAsync(await world.Node.SignInAsync(Roles.SocialOfficer, Place), "/doi-tuong/chuyen-noi-o")).Document.Body!.TextContent;

    private static async Task<string> AppraisalAsync(TransferRun world, Guid id)
    {
        var official = await world.Run.OfficialForAsync(id, ActKinds.Appraise);
        return (await PageReader.OpenAsync(await world.Node.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{id}/tham-dinh")).Main;
    }

    private static string Printed(List<Decision> decisions) => string.Join(' ', PaperContent.Parse(Assert.Single(decisions).Content).Paragraphs);
}
