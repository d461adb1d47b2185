using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EndToEnd.Tests.NationalServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Gateways.Portal;
using NationalHub.Gateways.ResultPapers;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.PortalFilings;
using ProvinceNode.Dossiers.PortalResults;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>
/// One run: citizens file on the portal, the hub's mailbox brings it to a real node, officials refuse one and decide another, and statuses and the signed result reach the portal, although it is away for a day
/// in the middle.
/// </summary>
[Collection(Alone.Name)]
public sealed class PortalRunTests
{
    private const string Decided = "H56.12.03-20250310-0000007";
    private const string Refused = "H56.12.03-20250310-0000008";
    private const string Wrong = "H56.12.03-20250310-0000009";
    private static readonly byte[] Paper = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"u8.ToArray();

    [Fact]
    public async Task Dossiers_FiledOnThePortal_ComeBackWithStatusAndSignedResult()
    {
        var clock = new AheadClock();
        await using var services = await RunningServices.StartAsync();
        await using var hub = await StartHubAsync(services, clock);
        await using var node = await StartNodeAsync(hub);
        var desk = new TestDossiers(node);
        var decided = await ReceiveAsync(services, hub, node, desk);

        // The portal is away for a day of the hub's clock; the province decides meanwhile.
        await services.SetFaultAsync(RunningServices.Portal, "fail");
        await DecideAsync(node, desk, decided);
        await Federation.UntilAsync(() => hub.WithDbAsync(db => db.PortalLedger.AnyAsync(e => e.State == PortalState.Failed)));
        await Federation.UntilAsync(async () =>
        {
            await node.WithAsync(s => s.GetRequiredService<HandOverResults>().RunOnceAsync(default));
            return await hub.WithDbAsync(db => db.PortalResults.AnyAsync(r => r.State == ResultState.Waiting));
        });
        for (var hour = 0; hour < 24; hour++)
        {
            clock.Jump(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, await hub.WithDbAsync(db => db.PortalLedger.CountAsync(e => e.State == PortalState.Stuck)));
        await services.SetFaultAsync(RunningServices.Portal, "none");

        await Federation.UntilAsync(async () =>
        {
            clock.Jump(TimeSpan.FromMinutes(1));
            return await StatusAsync(services, Decided) == "10" && await hub.WithDbAsync(db => db.PortalResults.AllAsync(r => r.State == ResultState.Told));
        });
        await AssertResultAsync(services, node, hub, decided);
        Assert.Equal(("DA_NHAN", "DA_NHAN"), (await OutcomeAsync(services, Decided), await OutcomeAsync(services, Refused)));
    }

    /// <summary>Three are filed at the portal: one is received, one refused at the desk, one goes back because it is wrong.</summary>
    /// <returns>The one that was received.</returns>
    private static async Task<Guid> ReceiveAsync(RunningServices services, HubHost hub, NodeHost node, TestDossiers desk)
    {
        foreach (var code in new[] { Decided, Refused, Wrong })
        {
            await FileAsync(services, desk, code);
        }

        await Federation.UntilAsync(() => hub.WithDbAsync(async db => await db.PortalFilings.CountAsync() == 3));
        await Federation.UntilAsync(async () =>
        {
            await node.WithAsync(s => s.GetRequiredService<TakeFilings>().RunOnceAsync(default));
            return await node.WithDbAsync(db => db.Dossiers.CountAsync()) == 2;
        });
        var (decided, refused) = (await IdAsync(node, Decided), await IdAsync(node, Refused));
        var clerk = desk.Official(Roles.Desk);
        await MustAsync(desk, refused, clerk, (s, v) => s.GetRequiredService<Refuse>().Handle(new(refused, v, "Không thuộc thẩm quyền giải quyết của xã."), clerk, default));
        await MustAsync(desk, decided, clerk, (s, v) => s.GetRequiredService<Receive>().Handle(new(decided, v), clerk, default));
        await Federation.UntilAsync(async () => (await StatusAsync(services, Decided), await StatusAsync(services, Refused)) == ("2", "3"));
        Assert.Equal("TRA_LAI", await OutcomeAsync(services, Wrong));
        return decided;
    }

    private static async Task AssertResultAsync(RunningServices services, NodeHost node, HubHost hub, Guid decided)
    {
        var dossier = await services.GetAsync("/quan-tri/ho-so/" + Decided);
        var result = Assert.Single(dossier["KetQua"]!.AsArray())!;
        var paper = await node.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == decided && p.Paper == "D14"));
        Assert.Equal($"Quyết định trợ cấp xã hội hàng tháng số {paper.Number}", result["TenGiayTo"]!.ToString());
        var file = await services.Http.GetByteArrayAsync(new Uri($"/quan-tri/tep-ket-qua/{result["GiayToId"]}", UriKind.Relative));
        Assert.Equal(paper.PdfHash, Convert.ToHexStringLower(SHA256.HashData(file)));
        // Each step once, in its order, and the hub holds nobody's papers any more.
        var steps = dossier["TienDo"]!.AsArray().Select(t => t!["NoiDung"]!["SoThuTu"]!.GetValue<long>()).ToList();
        Assert.Equal(steps.Order(), steps);
        Assert.Equal(steps.Distinct().Count(), steps.Count);
        await Federation.UntilAsync(() => Task.FromResult(Directory.GetFiles(Path.Combine(hub.Folder, "mailbox"), "*", SearchOption.AllDirectories).Length == 0));
    }

    private static async Task DecideAsync(NodeHost node, TestDossiers desk, Guid id)
    {
        var (officer, chair, appraiser) = (desk.Official(Roles.SocialOfficer), desk.Official(Roles.Chairman), desk.Official(Roles.Appraiser, desk.DecidingOffice));
        var (decider, records, clerk) = (desk.Official(Roles.Chairman, desk.DecidingOffice), desk.Official(Roles.RecordsClerk, desk.DecidingOffice), desk.Official(Roles.Desk));
        await MustAsync(desk, id, officer, (s, v) => s.GetRequiredService<Review>().Handle(new(id, v, true, "Đã xác minh tại thôn"), officer, default));
        await MustAsync(desk, id, officer, (s, v) => s.GetRequiredService<OpenPosting>().Handle(id, v, officer, default));
        node.Clock.SetDay((await desk.LoadAsync(id)).StepDueOn!.Value);
        await MustAsync(desk, id, officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(id, v, officer, default));
        await MustAsync(desk, id, chair, (s, v) => s.GetRequiredService<Forward>().Handle(id, v, chair, default));
        await MustAsync(desk, id, appraiser, (s, v) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Giấy tờ đầy đủ, đúng quy định", Facts(desk)), appraiser, default));
        await desk.MatchIdentityAsync(id);
        await MustAsync(desk, id, decider, (s, v) => s.GetRequiredService<Sign>().Handle(id, v, decider, default));
        await MustAsync(desk, id, records, (s, v) => s.GetRequiredService<Number>().Handle(id, v, records, default));
        await MustAsync(desk, id, clerk, (s, v) => s.GetRequiredService<HandOver>().Handle(new(id, v, "Nguyễn Văn Thủy", ""), clerk, default));
        await Federation.UntilAsync(() => node.WithDbAsync(db => db.Papers.AnyAsync(p => p.DossierId == id && p.Paper == "D14" && p.PdfHash != null)));
    }

    private static Facts Facts(TestDossiers desk) => new()
    {
        Birth = Protos.Values.BirthDate.Of(desk.Today.Year - 40, 3, 15),
        Disability = new DisabilityFacts(DisabilityDegree.Severe, 1, "38.400.16063.000012", new DateOnly(2025, 2, 5)),
    };

    // A colleague's change of the same dossier (the identity check in the background) is met by trying again, as an official does.
    private static async Task MustAsync(TestDossiers desk, Guid id, SignedInOfficial official, Func<IServiceProvider, long, Task<Outcome<Dossier>>> verb)
    {
        Outcome<Dossier> outcome;
        var tries = 5;
        do
        {
            outcome = await desk.DoAsync(id, official, verb);
        }
        while (!outcome.Succeeded && outcome.Has(CommonProblems.ChangedMeanwhile) && --tries > 0);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
    }

    private static async Task FileAsync(RunningServices services, TestDossiers desk, string code)
    {
        var form = desk.Form(f => f.CitizenId = $"038{(desk.Today.Year - 40 < 2000 ? "0" : "2")}{(desk.Today.Year - 40) % 100:00}0001{code[^2..]}");
        var boxes = new JsonObject();
        foreach (var name in form.Values.Names)
        {
            boxes[name] = form.Values[name];
        }

        boxes["CommuneCode"] = code == Wrong ? "99999" : form.CommuneCode;
        var detail = new JsonObject { ["TenNguoiNop"] = form.FullName, ["SoDinhDanh"] = form.CitizenId, ["TenChuHs"] = form.FullName, ["SoDinhDanhChuHs"] = form.CitizenId, ["MaTinhChuHs"] = "38", ["MaXaChuHs"] = form.CommuneCode };
        var dossier = new JsonObject
        {
            ["MaHoSo"] = code, ["MaTTHC"] = Procedures.MonthlyAssistance, ["ChuHoSo"] = form.FullName, ["LoaiDoiTuong"] = "0", ["MaDonViTiepNhan"] = "H56.12.03", ["NgayNop"] = "20250307083000",
            ["ThongTinNguoiNop"] = new JsonObject { ["LoaiDoiTuong"] = "0", ["ThongTinChiTiet"] = detail }, ["ToKhai"] = new JsonObject { ["MauDon"] = "1đ", ["TruongDuLieu"] = boxes },
        };
        var (status, body) = await services.PostAsync("/quan-tri/ho-so-den", new JsonObject
        {
            ["HoSo"] = dossier, ["Tep"] = new JsonArray(new JsonObject { ["MaThanhPhanHoSo"] = "9", ["TenGiayTo"] = "giay.pdf", ["NoiDung"] = Convert.ToBase64String(Paper) }),
        });
        Assert.True(status == 200, body.ToJsonString());
    }

    private static Task<Guid> IdAsync(NodeHost node, string code) => node.WithDbAsync(db => db.Dossiers.Where(d => d.Code == code).Select(d => d.Id).SingleAsync());

    private static async Task<string> StatusAsync(RunningServices services, string code) => (await services.GetAsync("/quan-tri/ho-so/" + code))["TrangThai"]!.ToString();

    private static async Task<string> OutcomeAsync(RunningServices services, string code)
    {
        var told = "";
        await Federation.UntilAsync(async () => (told = (await services.GetAsync("/quan-tri/ho-so-den/" + code))["KetQua"]!.ToString()).Length > 0);
        return told;
    }

    private static Task<HubHost> StartHubAsync(RunningServices services, TimeProvider clock) => HubHost.StartAsync(null, builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateways:PopulationAddress"] = services.Http.BaseAddress!.ToString(), ["Gateways:PortalAddress"] = services.Http.BaseAddress!.ToString(), ["Gateways:PortalClientId"] = "hub",
            ["Gateways:PortalClientSecret"] = "chi-dung-de-thu", ["Gateways:Rehearsal"] = "true", ["Gateways:KeepTakenDays"] = "0", ["Gateways:ScanMilliseconds"] = "50", ["Gateways:MailboxMilliseconds"] = "50",
        });
        builder.Host.ConfigureContainer<IServiceCollection>((_, container) => container.AddSingleton(clock));
    });

    private static async Task<NodeHost> StartNodeAsync(HubHost hub)
    {
        var folder = Path.Combine(hub.Folder, "38");
        (await hub.AddProvinceAsync("38", folder)).Dispose();
        return await NodeHost.StartAsync(new NodeHostSettings
        {
            BackgroundJobs = true,
            Configuration = new Dictionary<string, string?>
            {
                ["Hub:Address"] = $"https://127.0.0.1:{hub.Nodes.Port}", ["Hub:CertificateFile"] = Path.Combine(folder, HubHost.NodeBundle), ["Hub:AuthorityFile"] = Path.Combine(folder, HubHost.AuthorityFile),
                ["Relay:FlushMilliseconds"] = "1", ["Relay:MaxPauseSeconds"] = "1",
            },
        });
    }

    /// <summary>Real time, and hours more at a word.</summary>
    private sealed class AheadClock : TimeProvider
    {
        private long _ahead;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

        public void Jump(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);
    }
}
