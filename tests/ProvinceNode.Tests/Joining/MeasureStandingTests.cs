using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Joining;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Import;
using ProvinceNode.Tests.Registry;
using Protos.Enrolment;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Joining;

/// <summary>What a node counts of itself: lines left out, communes with people, dossiers on which nothing is decided.</summary>
public sealed class MeasureStandingTests
{
    [Fact]
    public async Task Row_LeftOut_IsCountedUntilItsPersonComesInByAnotherList()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var first = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn An"), ImportRun.Row("Trần Văn Bình", "038082000113")));
        await run.LeaveOutAsync(first, 3, leave: true);
        await run.AcceptAsync(first);

        var report = await MeasureAsync(host);
        Assert.Equal((1, 1, 1), (report.ImportLines, report.ImportEntered, report.Coverage.ImportLeftOut));
        Assert.Equal((1, 0), (report.Weeks[0].Listed, report.Weeks[0].OnPaper));

        var second = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Trần Văn Bình", "038082000113")), "danh sach 2.xlsx");
        await run.AcceptAsync(second);
        report = await MeasureAsync(host);
        Assert.Equal((2, 2, 0), (report.ImportLines, report.ImportEntered, report.Coverage.ImportLeftOut));
        Assert.Equal((2, 0), (report.Weeks[0].Listed, report.Weeks[1].Listed));
    }

    // By a dossier, or from paper: he is lacking nowhere.
    [Fact]
    public async Task Row_LeftOut_IsNotCountedOnceItsPersonIsInTheRegistry()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var batch = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn An"), ImportRun.Row("Trần Văn Bình", "038082000113")));
        await run.LeaveOutAsync(batch, 3, leave: true);
        await run.AcceptAsync(batch);
        Assert.Equal(1, (await MeasureAsync(host)).Coverage.ImportLeftOut);

        await new PeopleRun(host, 100).AddAsync("Trần Văn Bình", office: ImportRun.Commune, number: "038082000113");

        Assert.Equal(0, (await MeasureAsync(host)).Coverage.ImportLeftOut);
    }

    // An account that is closed serves nobody.
    [Fact]
    public async Task Account_ThatIsClosed_IsLackingInItsOffice()
    {
        await using var host = await ImportRun.StartAsync();
        var before = await LackingAsync(host);
        using var desk = await host.SignInAsync(Roles.Desk, ImportRun.Commune);
        Assert.Equal(before - 1, await LackingAsync(host));

        await host.WithDbAsync(db => db.Users.Where(u => u.OfficePath == ImportRun.Commune).ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true)));

        Assert.Equal(before, await LackingAsync(host));
        Assert.Equal(0, (await MeasureAsync(host)).Roles.Single(r => r.Role == Roles.Desk).Accounts);
    }

    // Only communes whose office works today count, and by their newest month.
    [Fact]
    public async Task Communes_WithPeople_AreCountedByTheirNewestMonth()
    {
        await using var host = await ImportRun.StartAsync();
        await host.WithDbAsync(async db =>
        {
            db.AddRange(
                new CommuneQuality { TenantPath = ImportRun.Commune, Month = 202609, People = 0 }, new CommuneQuality { TenantPath = ImportRun.Commune, Month = 202610, People = 3 },
                new CommuneQuality { TenantPath = "38.380.14758", Month = 202506, People = 9 });
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, DateTime.UnixEpoch), default);
        });

        var report = await MeasureAsync(host);
        var coverage = report.Coverage;

        Assert.Equal((166, 1), (coverage.Communes, coverage.CommunesCovered));
        Assert.Equal(12, report.People); // of a district of before too, by the newest month
    }

    [Fact]
    public async Task Dossiers_OfAWeek_AreUndecidedUntilTheyAreSignedOrEnd()
    {
        await using var host = await NodeHost.StartAsync();
        var (decided, refused, open) = (new FlowRun(host), new FlowRun(host), new FlowRun(host));
        await refused.SubmitAsync(f => f.CitizenId = f.CitizenId[..9] + "113");
        await open.SubmitAsync(f => f.CitizenId = f.CitizenId[..9] + "124");
        Assert.Equal((2, 2, 0, 0), Counts((await MeasureAsync(host)).Weeks[0]));
        await refused.MustAsync(refused.Desk, (s, v) => s.GetRequiredService<Refuse>().Handle(new(refused.Id, v, "Không thuộc thẩm quyền của xã"), refused.Desk, default));
        await decided.ToAwaitingSignatureAsync();
        host.Clock.SetDay(new DateOnly(2025, 3, 18));
        await decided.MustAsync(decided.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(decided.Id, v, decided.Chairman, default));

        var weeks = (await MeasureAsync(host)).Weeks;
        // Filed in one week, signed in the next.
        Assert.Equal((0, 1, 0, 0), Counts(weeks[0]));
        Assert.Equal((3, 2, 1, 1), Counts(weeks[1]));
        Assert.Equal((0, 0, 0, 0), Counts(weeks[7]));
    }

    private static (int Entered, int Undecided, int Decided, int Closed) Counts(WeekFigures week) => (week.Entered, week.Undecided, week.Decided, week.Closed);

    private static async Task<int> LackingAsync(NodeHost host) => (await MeasureAsync(host)).Coverage.Offices.Single(o => o.Role == Roles.Desk).Lacking;

    private static Task<StandingReport> MeasureAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<MeasureStanding>().HandleAsync(CancellationToken.None));
}
