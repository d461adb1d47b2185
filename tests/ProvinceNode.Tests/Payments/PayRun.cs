using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Payments.Together;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Months of payment through the real verbs, by the officials of whoever holds the fund on the clock's day.</summary>
public sealed class PayRun
{
    public PayRun(NodeHost host)
    {
        (Host, Flow) = (host, new OutcomeRun(host));
        Accountant = Flow.Dossiers.Official(Roles.Accountant, Holder);
        Head = Flow.Dossiers.Official(Roles.DivisionHead, Holder);
    }

    public NodeHost Host { get; }

    public OutcomeRun Flow { get; }

    public SignedInOfficial Accountant { get; }

    public SignedInOfficial Head { get; }

    /// <summary>The district in three tiers, the commune in two.</summary>
    public string Holder => Flow.Dossiers.DecidingOffice;

    public static Person Somebody(int number, string name = "Lê Thị Số") => new($"{name} {number:000}", "1949-02-10", $"03814900{number:0000}");

    public Task<Outcome<PaymentPeriod>> OpenAsync(int month, SignedInOfficial? by = null) => DoAsync(by ?? Accountant, s => s.GetRequiredService<OpenPeriod>().Handle(new PayMonth(month), by ?? Accountant, default));

    public Task<Outcome<PaymentRun>> AskAsync(Guid period, bool supplementary = false, SignedInOfficial? by = null) =>
        DoAsync(by ?? Accountant, s => s.GetRequiredService<BuildLists>().Handle(period, supplementary, by ?? Accountant, default));

    /// <summary>The job, over the whole province.</summary>
    public Task<BuildReport> WorkAsync() => Host.WithAsync(s => s.GetRequiredService<BuildRuns>().HandleAsync(default));

    public async Task<PaymentRun> BuildAsync(Guid period, bool supplementary = false)
    {
        var run = LevelRun.Must(await AskAsync(period, supplementary));
        await WorkAsync();
        return await Host.WithDbAsync(db => db.PaymentRuns.AsNoTracking().SingleAsync(r => r.Id == run.Id));
    }

    public Task<Outcome<PaymentList>> ApproveAsync(Guid list, SignedInOfficial? by = null) => DoAsync(by ?? Head, s => s.GetRequiredService<ApproveLists>().Handle(list, 0, by ?? Head, default));

    public Task<Outcome<int>> ApproveAllAsync(Guid period) => TogetherAsync(period, ListVerb.Approve, Head);

    /// <summary>Asks for one verb over all lists of a month, and lets the job do it.</summary>
    /// <returns>Number of lists done; why the others were not.</returns>
    public async Task<Outcome<int>> TogetherAsync(Guid period, ListVerb verb, SignedInOfficial by)
    {
        var asked = await AskTogetherAsync(period, verb, by);
        if (!asked.Succeeded)
        {
            return asked.Problems.ToList();
        }

        await WorkTogetherAsync();
        // A division whose head has an account waits for his signature: other matters of the test go on as before.
        await Host.WithDbAsync(async db => await db.OfficialRoles.Where(r => r.OfficialId == by.Id).ExecuteDeleteAsync() + await db.Users.Where(u => u.Id == by.Id).ExecuteDeleteAsync());
        var (run, items) = await TogetherAsync(asked.Value.Id);
        return run.Done < items.Count ? items.Where(i => i.State == ListsRunItemState.Refused).Select(i => new Problem(i.Code, null, i.Why)).ToList() : run.Done;
    }

    public async Task<Outcome<ListsRun>> AskTogetherAsync(Guid period, ListVerb verb, SignedInOfficial by)
    {
        await KnowAsync(by);
        return await DoAsync(by, s => s.GetRequiredService<AskTogether>().Handle(period, verb, by, default));
    }

    /// <summary>The job of runs over lists, once.</summary>
    public Task WorkTogetherAsync() => Host.App.Services.GetRequiredService<WorkTogetherJob>().RunOnceAsync(default);

    public Task<(ListsRun Run, List<ListsRunItem> Items)> TogetherAsync(Guid run) => Host.WithDbAsync(async db =>
        (await db.ListsRuns.AsNoTracking().SingleAsync(r => r.Id == run), await db.ListsRunItems.AsNoTracking().Where(i => i.RunId == run).OrderBy(i => i.Order).ToListAsync()));

    public Task<Outcome<PaymentList>> DiscardAsync(Guid list) => DoAsync(Accountant, s => s.GetRequiredService<DiscardLists>().Handle(list, "Lập lại", Accountant, default));

    public Task<Outcome<int>> DiscardAllAsync(Guid period) => DoAsync(Accountant, s => s.GetRequiredService<DiscardLists>().HandleAll(period, "Lập lại theo số liệu hôm nay", Accountant, default));

    public Task<Outcome<PaymentPeriod>> CloseAsync(Guid period) => DoAsync(Accountant, s => s.GetRequiredService<ClosePeriod>().Handle(period, Accountant, default));

    public Task<Outcome<int>> JustifyAsync(Guid period, MatterKind kind, string reason = "Đã xác minh trực tiếp tại nhà") =>
        DoAsync(Accountant, s => s.GetRequiredService<JustifyMatters>().Handle(period, kind, null, reason, Accountant, default));

    public Task<IReadOnlyList<PeriodMatter>> MattersAsync(Guid period) => DoAsync(Accountant, async s =>
        await s.GetRequiredService<PeriodMatters>().FindAsync((await s.GetRequiredService<PaymentDesk>().FindAsync(period, default))!, default));

    /// <summary>That a payment was paid by a list on paper, by a second official.</summary>
    public Task<Outcome<OneOffPayment>> ConfirmAsync(Guid period, Guid payment, SignedInOfficial by) => DoAsync(by, s => s.GetRequiredService<PaidBefore>().ConfirmAsync(period, payment, by, default));

    /// <summary>Opened on the 21st of the month before, built and approved.</summary>
    public async Task<Guid> ListedAsync(int month)
    {
        Host.Clock.SetDay(new PayMonth(month).AddMonths(-1).FirstDay.AddDays(20));
        var period = LevelRun.Must(await OpenAsync(month)).Id;
        await BuildAsync(period);
        if ((await ListsAsync(period)).Count > 0)
        {
            LevelRun.Must(await ApproveAllAsync(period));
        }

        return period;
    }

    /// <summary>As results tell it: every claim that waits gets a state.</summary>
    public Task ToldAsync(ClaimState state) => Host.WithAsync(async s =>
    {
        var db = s.GetRequiredService<NodeDb>();
        foreach (var claim in await db.PaymentClaims.Where(c => c.State == ClaimState.Listed).ToListAsync())
        {
            claim.State = state;
        }

        Assert.True(await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.PaymentResult, new VietnamTime(Host.Clock).UtcNow), default));
        return 0;
    });

    public Task<List<PaymentList>> ListsAsync(Guid period) => Host.WithDbAsync(db => db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period && l.Status != ListStatus.Discarded).OrderBy(l => l.TenantPath).ThenBy(l => l.Type).ThenBy(l => l.Method).ToListAsync());

    public Task<List<PaymentLine>> LinesAsync(Guid period) => Host.WithDbAsync(async db =>
    {
        var lists = await db.PaymentLists.Where(l => l.PeriodId == period && l.Status != ListStatus.Discarded).Select(l => l.Id).ToListAsync();
        return await db.PaymentLines.AsNoTracking().Where(l => lists.Contains(l.ListId)).OrderBy(l => l.TenantPath).ThenBy(l => l.Order).ToListAsync();
    });

    public Task<List<PaymentClaim>> ClaimsAsync(Guid person) => Host.WithDbAsync(db => db.PaymentClaims.AsNoTracking().Where(c => c.BeneficiaryId == person).OrderBy(c => c.ListMonth).ThenBy(c => c.Month).ThenBy(c => c.Kind).ToListAsync());

    public Task<List<PaymentOmission>> OmissionsAsync() => Host.WithDbAsync(db => db.PaymentOmissions.AsNoTracking().OrderBy(o => o.Id).ToListAsync());

    /// <summary>Somebody who receives by a decision of the clock's day.</summary>
    public async Task<Guid> GrantedAsync(Person person, AwardRow award, string? commune = null)
    {
        var office = commune ?? Flow.Dossiers.Commune;
        return await Host.WithAsync(async s =>
        {
            var db = s.GetRequiredService<NodeDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.WaitForTurnAsync(default);
            var facts = new PersonFacts(person.Name, person.Born, 1, "01", person.Number, "", TenantPath.Parse(office).UnitCode, "Thôn 1", "", "Matched");
            var now = new VietnamTime(Host.Clock).UtcNow;
            var known = await db.Beneficiaries.FirstOrDefaultAsync(b => b.CitizenId == person.Number);
            var id = (await Grant.HandleAsync(db, new GrantInput(TenantPath.Parse(office), facts, [award], Guid.NewGuid()) { BeneficiaryId = known?.Id }, now, default)).Id;
            Assert.True(await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, now), default));
            await transaction.CommitAsync();
            return id;
        });
    }

    public Task SaveAsync(Action<NodeDb> change) => Host.WithAsync(async s =>
    {
        var db = s.GetRequiredService<NodeDb>();
        change(db);
        Assert.True(await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(Host.Clock).UtcNow), default));
        return 0;
    });

    // Jobs look at the account of who asked.
    private Task<int> KnowAsync(SignedInOfficial official) => Host.WithDbAsync(async db =>
    {
        if (!await db.Users.AnyAsync(u => u.Id == official.Id))
        {
            var name = $"{official.UserName}.{official.Id:N}";
            db.Users.Add(new Official
            {
                Id = official.Id, UserName = name, NormalizedUserName = name.ToUpperInvariant(), FullName = official.FullName, Title = official.Title, OfficePath = official.Office.Value,
                SecurityStamp = Guid.NewGuid().ToString("N"), TwoFactorEnabled = true,
            });
            db.OfficialRoles.AddRange(official.Roles.Select(r => new OfficialRole { OfficialId = official.Id, Role = r }));
        }

        return await db.SaveChangesAsync();
    });

    private Task<T> DoAsync<T>(SignedInOfficial official, Func<IServiceProvider, Task<T>> verb) => Host.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return verb(s);
    }, official.Office.Value);
}
