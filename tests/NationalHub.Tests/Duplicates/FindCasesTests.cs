using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NationalHub.Duplicates;
using NationalHub.Gateways;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Tests.Platform;
using static NationalHub.Tests.Duplicates.CaseWorld;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Duplicates;

/// <summary>One person in two provinces is found as records arrive, once, whatever order they come in.</summary>
public sealed class FindCasesTests
{
    public static TheoryData<string, string> Translations
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var provider in new[] { "Sqlite", "SqlServer" })
            {
                foreach (var name in Queries.Keys)
                {
                    cases.Add(provider, name);
                }
            }

            return cases;
        }
    }

    private static Dictionary<string, Func<HubDb, IQueryable>> Queries => new()
    {
        ["behind"] = db => FindCases.Behind(db, new(new(DateTime.UnixEpoch, "38", "a"), new(DateTime.UnixEpoch, "46", "b"))).Take(10), ["touched"] = db => FindCases.Touched(db, DateTime.UnixEpoch), ["messages"] = db => ReadSides.Messages(db, "38", ["a", "b"]),
        ["real"] = db => RealProvinces.Query(db), ["unknown"] = db => ReadCases.Unknown(db, "38", ["46"]).Take(10), ["list"] = db => CasesPageModel.Shown(CasesPageModel.Of(db, "38"), null).Skip(50).Take(51), ["list of a state"] = db => CasesPageModel.Shown(CasesPageModel.Of(db, ""), CaseState.Closed).Take(51),
        ["linked"] = db => FindCases.Linked(db, DateTime.UnixEpoch, new("38", "a")).Take(10),
        ["counts"] = db => db.CrossCases.GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }),
    };

    [Theory]
    [MemberData(nameof(Translations))]
    public void Query_UnderEitherProvider_Translates(string provider, string name)
    {
        using var db = Providers.Open(provider);

        Assert.Contains("SELECT", Queries[name](db).ToQueryString(), StringComparison.Ordinal);
    }

    // The same number, by old card here and new card there, and by both old cards: every order of four pushes, each pushed twice.
    [Theory]
    [InlineData("038154001234", "", "038154001234", "")]
    [InlineData("038154001234", "", "", "171234567")]
    [InlineData("", "171234567", "", "171234567")]
    public async Task Person_InTwoProvinces_IsFoundInEveryOrder(string number, string old, string otherNumber, string otherOld)
    {
        string? told = null;
        foreach (var order in new[] { new[] { 0, 1, 2, 3 }, [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1] })
        {
            await using var world = await StartAsync();
            (string Province, Record Record)[] arriving = [(Here, Person(Here, 1, number, old)), (Here, Grant(Here, 1, 1, 202601)), (There, Person(There, 2, otherNumber, otherOld)), (There, Grant(There, 2, 2, 202607))];
            foreach (var i in order)
            {
                await world.PushAsync(arriving[i].Province, arriving[i].Record);
                await world.PushAsync(arriving[i].Province, arriving[i].Record);
                await world.SearchAsync();
            }

            await world.SearchAsync();
            var of = await world.CaseAsync();
            Assert.Equal((CaseState.Asked, 1, Here, There), (of.State, of.Round, of.FirstProvince, of.SecondProvince));
            var facts = CaseFacts.Read(of.Facts)!;
            Assert.Equal((202601, 202607), (facts.First.SinceMonth, facts.Second.SinceMonth));
            Assert.Equal(202607, facts.Months[^1].Month);
            Assert.All(facts.Months, m => Assert.Equal((1_000_000, 1_000_000), (m.FirstDong, m.SecondDong)));
            var said = $"{of.Score} {of.Evidence} {of.Facts}";
            Assert.Equal(told ??= said, said);
            Assert.DoesNotContain("Hòa", said, StringComparison.Ordinal);
            Assert.DoesNotContain("038154001234", said, StringComparison.Ordinal);
            Assert.Equal(0, await world.PagesAsync()); // nothing is looked at again
        }
    }

    [Fact]
    public async Task Numbers_OfWhoIsCompared_AreNowhereInClear()
    {
        await using var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1, "038154001234", "171234567"));
        await world.SearchAsync();

        var compared = await world.Hub.WithDbAsync(db => db.ComparedPeople.AsNoTracking().SingleAsync());

        Assert.Equal((64, 64, null), (compared.Number!.Length, compared.OldNumber!.Length, compared.NameBirth));
        Assert.DoesNotContain("038154001234", compared.Number, StringComparison.Ordinal);
        Assert.NotEqual(compared.Number, compared.OldNumber);
    }

    // By the population database alone: names are written differently, birth dates too.
    [Fact]
    public async Task Numbers_ToldTogetherByThePopulationDatabase_AreOnePerson()
    {
        await using var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1), Grant(Here, 1, 1));
        await world.PushAsync(There, Person(There, 2, "", "171234567", "Lê Hòa", "1954"), Grant(There, 2, 2));
        await world.SearchAsync();
        Assert.Empty(await world.CasesAsync());
        await world.Hub.WithDbAsync(async db =>
        {
            var key = new GatewayKey(Microsoft.Extensions.Options.Options.Create(new GatewayOptions()), Microsoft.Extensions.Options.Options.Create(new DataOptions { Folder = world.Hub.Folder }));
            await LinkedNumber.KeepAsync(db, key, "038154001234", "171234567", new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), default);
            return await db.SaveChangesAsync();
        });

        await world.SearchAsync();

        Assert.Equal(CaseState.Asked, (await world.CaseAsync()).State);
    }

    [Fact]
    public async Task Person_NotPaidTwice_IsKeptQuietly()
    {
        await using var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1, change: b => (b.Status, b.MonthlyAmountDong) = ("Ended", 0)), Grant(Here, 1, 1, 202501, 202606, status: "Ended"));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2, 202607));
        await world.SearchAsync();

        Assert.Equal((CaseState.Quiet, 0), await world.CaseAsync() is var of ? (of.State, of.Round) : default);
        Assert.Empty((await world.PullAsync(Here)).Cases);

        // Granted anew here: now both are asked.
        await world.PushAsync(Here, Grant(Here, 3, 1, 202611));
        await world.SearchAsync();
        Assert.Equal(CaseState.Asked, (await world.CaseAsync()).State);
    }

    [Fact]
    public async Task Person_WhoMoves_IsNotAsked()
    {
        await using var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1, change: b => (b.Status, b.MonthlyAmountDong) = ("Ended", 0)), Grant(Here, 1, 1, 202501, 202611, status: "Ended", why: "Chuyển nơi cư trú"));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2, 202611));
        await world.SearchAsync();

        Assert.Equal(CaseState.Quiet, (await world.CaseAsync()).State);
    }

    [Theory]
    [InlineData("stopped", "không chi trả từ tháng")]
    [InlineData("died", "người hưởng đã chết")]
    [InlineData("corrected", "không còn khớp")]
    [InlineData("merged", "không còn khớp")]
    [InlineData("erased", "đã bị xóa")]
    public async Task Pair_ThatCeases_ClosesItselfWithTheReason(string how, string why)
    {
        await using var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1), Grant(Here, 1, 1));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2));
        await world.SearchAsync();
        Assert.Equal(CaseState.Asked, (await world.CaseAsync()).State);

        await world.PushAsync(There, how switch
        {
            "stopped" => Grant(There, 2, 2, end: 202606, version: 2, status: "Ended"),
            "died" => Person(There, 2, version: 2, change: b => b.DiedOn = "2026-06-01"),
            "corrected" => Person(There, 2, "046154009999", version: 2),
            "merged" => Person(There, 2, version: 2, change: b => b.MergedIntoId = Intake.Records.Id(7)),
            _ => CaseWorld.Tombstone(There, 2, 2),
        });
        await world.SearchAsync();

        var of = await world.CaseAsync();
        Assert.Equal(CaseState.Closed, of.State);
        Assert.Contains(why, of.ClosedWhy, StringComparison.Ordinal);
        Assert.Equal("Closed", (await world.PullAsync(Here)).Cases.Single().State);
        Assert.Equal(2, await world.Hub.WithDbAsync(db => db.CrossCaseSteps.CountAsync()));
    }

    [Fact]
    public async Task Months_PaidByBoth_AreNamedWithTheirMoney()
    {
        await using var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1), Grant(Here, 1, 1, 202609), Decision(Here, 1, "12/QĐ-UBND"), Paid(Here, 1, 1, 202609), Paid(Here, 2, 1, 202610, "Unpaid"));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2, 202608, category: "8"), Paid(There, 3, 2, 202609), Paid(There, 4, 2, 202610));
        await world.SearchAsync();

        var told = Assert.Single((await world.PullAsync(There)).Cases);
        Assert.Equal((Intake.Records.Id(2), "Asked"), (told.BeneficiaryId, told.State));
        Assert.Equal([(202609, 1_000_000L, 1_000_000L), (202610, 1_000_000L, 0L)], told.Months.Where(m => m.Month <= 202610).OrderBy(m => m.Month).Select(m => (m.Month, m.OurPaidDong, m.TheirPaidDong)));
        Assert.Equal(("12/QĐ-UBND", "2026-06-20", "14758", "038•••••1234"), (told.Theirs.DecisionNumber, told.Theirs.DecisionOn, told.Theirs.CommuneCode, told.Theirs.NumberMasked));
        Assert.Equal((told.Theirs.Category, "Trợ cấp hằng tháng"), (told.Ours.Category, told.Ours.Category)); // a word for group 8 alone would name it
        Assert.DoesNotContain("Hòa", told.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProvinceStage.Live, ProvinceStage.Testing, false)]
    [InlineData(ProvinceStage.Invited, ProvinceStage.Pilot, false)]
    [InlineData(ProvinceStage.Live, ProvinceStage.Pilot, true)]
    [InlineData(ProvinceStage.Testing, ProvinceStage.Testing, true)]
    public async Task Province_OnTrial_NeverMeetsWhatIsReal(ProvinceStage here, ProvinceStage there, bool meets)
    {
        await using var world = await StartAsync();
        await StageAsync(world, here, there);
        await world.PushAsync(Here, Person(Here, 1), Grant(Here, 1, 1));
        await world.PushAsync(There, Person(There, 2), Grant(There, 2, 2));
        await world.SearchAsync();

        var of = await world.CaseAsync();
        Assert.Equal(meets ? (CaseState.Asked, 1) : (CaseState.Quiet, 0), (of.State, of.Round));
        Assert.Equal(meets ? 1 : 0, (await world.PullAsync(Here)).Cases.Count);
        Assert.Equal(meets, of.Facts.Contains("1000000", StringComparison.Ordinal));

        // Real both: what was kept quietly is asked at the next round over everything.
        await StageAsync(world, ProvinceStage.Live, ProvinceStage.Live);
        await world.SearchAsync();
        Assert.Equal(CaseState.Asked, (await world.CaseAsync()).State);

        // Asked before, and one is on trial: the node that holds hears that it ended, and nothing of the other side.
        await StageAsync(world, ProvinceStage.Live, ProvinceStage.Testing);
        Assert.Empty((await world.PullAsync(Here)).Cases);
        await world.SearchAsync();
        var ended = Assert.Single((await world.PullAsync(Here)).Cases);
        Assert.Equal(("Closed", 0L, "", 0), (ended.State, ended.Theirs.MonthlyDong, ended.Theirs.CommuneCode, ended.Months.Count));
    }

    private static Task<int> StageAsync(CaseWorld world, ProvinceStage here, ProvinceStage there) => world.Hub.WithDbAsync(async db =>
    {
        (await db.Provinces.SingleAsync(p => p.Code == Here)).Stage = here;
        (await db.Provinces.SingleAsync(p => p.Code == There)).Stage = there;
        return await db.SaveChangesAsync();
    });

    [Fact]
    public async Task TwoRecords_OfOneProvince_AreThatProvincesMatter()
    {
        await using var world = await StartAsync();
        await world.PushAsync(Here, Person(Here, 1), Grant(Here, 1, 1), Person(Here, 2), Grant(Here, 2, 2));
        await world.SearchAsync();

        Assert.Empty(await world.CasesAsync());
    }

    // A catch-up: ten thousand people of two provinces, ten of them the same. Pages are bounded, and a second round finds nothing to do.
    [Fact]
    public async Task Search_OverTenThousandRecords_StaysBounded()
    {
        await using var world = await StartAsync();
        foreach (var province in new[] { Here, There })
        {
            var others = province == Here ? 0 : 100_000;
            foreach (var chunk in Enumerable.Range(1, 5_000).Chunk(1_000))
            {
                await world.PushAsync(province, [.. chunk.Select(i => Person(province, i + others, i <= 10 ? $"038154{i:000000}" : $"0{province}154{i:000000}", name: $"Người {i % 700}"))]);
            }
        }

        var started = Stopwatch.GetTimestamp();
        Assert.Equal(10_000, await world.PagesAsync());
        var took = Stopwatch.GetElapsedTime(started);

        var cases = await world.CasesAsync();
        Assert.Equal(10, cases.Count);
        Assert.All(cases, c => Assert.Equal(CaseState.Asked, c.State));
        Assert.Equal(0, await world.PagesAsync());
        // Generous: pages of 500 with a fixed number of queries take some tenths of a second each on a busy machine.
        Assert.True(took < TimeSpan.FromSeconds(60), $"{took}");
    }
}
