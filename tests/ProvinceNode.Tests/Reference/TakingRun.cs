using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Reference.Taking;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments;
using Protos.Reference.Packs;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>A node of Thanh Hóa whose first commune a pack ends, or of which it gives a part away.</summary>
internal sealed class TakingRun : IAsyncDisposable
{
    public const string New = "16998";
    public const string NewPath = "38.16998";
    public static readonly DateOnly Ends = new(2025, 12, 1);
    private static readonly List<string[]> Lines = [.. PackTables.Shipped(PackKind.Units)[PackTables.Units].Split('\n').Where(l => l.StartsWith("commune,", StringComparison.Ordinal)).Select(l => l.Split(',')).Where(l => l[4] == "38")];

    private TakingRun(PackPress press, NodeHost node) => (Press, Node, Pay) = (press, node, new PayRun(node));

    /// <summary>Code and path of the commune.</summary>
    public static string Gone => Lines[0][1];

    public static string From => $"38.{Gone}";

    /// <summary>Code and path of a commune that stands since the reform.</summary>
    public static string Standing => Lines[1][1];

    public static string To => $"38.{Standing}";

    public static string StandingName => Lines[1][2];

    public PackPress Press { get; }

    public NodeHost Node { get; }

    public PayRun Pay { get; }

    public static async Task<TakingRun> StartAsync()
    {
        var press = new PackPress();
        return new TakingRun(press, await NodeHost.StartAsync(press.Settings(new DateOnly(2025, 8, 4))));
    }

    /// <summary>Somebody of the commune who receives 750.000 đồng since September 2025.</summary>
    public async Task<Guid> ReceivingAsync(int number, string village = "Thôn 1", string? commune = null)
    {
        var id = await Pay.Flow.ReceivingAsync(PayRun.Somebody(number), monthly: 750_000, start: 202509, commune: commune ?? From);
        await Node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == id).ExecuteUpdateAsync(b => b.SetProperty(x => x.Village, village)));
        return id;
    }

    /// <summary>A pack that makes a commune; rows of the succession as code,share.</summary>
    public async Task TakePackAsync(bool ends, params (string To, string Share)[] after) => Assert.Empty((await PackPress.TakeAsync(Node, Press.Press(PackKind.Units, 1, Ends, texts =>
    {
        texts[PackTables.Units] = (ends ? PackPress.Edited(texts[PackTables.Units], string.Join(',', Lines[0]) + "\n", "") : texts[PackTables.Units]) + $"commune,{New},Xã Thử Nghiệm,Xã,38\n";
        texts[PackTables.Succession] = "old_level,old_code,new_commune_code,share\n" + string.Concat(after.Select(a => $"commune,{Gone},{a.To},{a.Share}\n"));
    }))).Faults.Select(f => f.Words));

    public async Task<PageReader> OpenAsync(string role = Roles.ProvinceOfficer, string query = "") => await PageReader.OpenAsync(await Node.SignInAsync(role, "38"), $"/goi-tham-chieu/tiep-nhan/1/{Gone}{query}");

    public SignedInOfficial Officer => Pay.Flow.Dossiers.Official(Roles.ProvinceOfficer, "38");

    public Task<Outcome<CommuneTaking>> PrepareAsync(params (string Village, string To)[] chosen) =>
        Node.WithAsync(s => s.GetRequiredService<PrepareTaking>().HandleAsync(1, Gone, chosen.ToDictionary(c => CommuneTaking.KeyOf(c.Village), c => c.To), Officer, default));

    public Task<Outcome<CommuneTaking>> StartAsync(CommuneTaking run, int? seen = null) => Node.WithAsync(s => s.GetRequiredService<StartTaking>().HandleAsync(run.Id, seen ?? run.Total, Officer, default));

    public Task WorkAsync() => Node.App.Services.GetRequiredService<WorkTakingJob>().RunOnceAsync(default);

    public Task<string> PlaceAsync(Guid person) => Node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == person).Select(b => b.TenantPath).SingleAsync());

    public Task<CommuneTaking> LastAsync() => Node.WithDbAsync(db => db.CommuneTakings.AsNoTracking().OrderByDescending(t => t.StartedAt).FirstAsync());

    /// <summary>The lists of a commune for a month, paid.</summary>
    public async Task ListedAsync(string commune, int month)
    {
        Node.Clock.SetDay(new PayMonth(month).AddMonths(-1).FirstDay.AddDays(20));
        var (accountant, head) = (Pay.Flow.Dossiers.Official(Roles.Accountant, commune), Pay.Flow.Dossiers.Official(Roles.DivisionHead, commune));
        var period = LevelRun.Must(await Pay.OpenAsync(month, accountant)).Id;
        LevelRun.Must(await Pay.AskAsync(period, by: accountant));
        await Pay.WorkAsync();
        foreach (var list in await Pay.ListsAsync(period))
        {
            LevelRun.Must(await Pay.ApproveAsync(list.Id, head));
        }

        await Pay.ToldAsync(ClaimState.Paid);
    }

    /// <summary>Months that lists hold of somebody.</summary>
    public async Task<string> MonthsAsync(Guid person) => string.Join(' ', (await Pay.ClaimsAsync(person)).Select(c => c.Month).Order());

    /// <summary>All money of the old commune is through.</summary>
    public Task SettledAsync() => Node.WithDbAsync(async db => await db.PaymentLists.ExecuteUpdateAsync(l => l.SetProperty(x => x.Status, ListStatus.Settled)) + await db.PaymentPeriods.ExecuteUpdateAsync(p => p.SetProperty(x => x.State, PeriodState.Closed)));

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Press.Dispose();
    }
}
