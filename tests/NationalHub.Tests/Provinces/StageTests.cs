using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NationalHub.Intake;
using NationalHub.Intake.Equality;
using NationalHub.Provinces;
using NationalHub.Provinces.Gates;
using NationalHub.Reporting;
using NationalHub.Tests.Intake;
using NationalHub.Tests.Platform;
using Protos.Enrolment;
using Protos.Equality;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>A province from its first call to the lists that are paid, at the operator's pages.</summary>
public sealed partial class StageTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private HttpClient _client = null!;

    // The form of one gate.
    private const string Offered = "name=\"gate\" value=\"Calendar\"";

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _client = OperatorClient.Stranger(_hub);
        await _client.SignInAsync(_hub);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Province_WhoseGatesAreMeasuredAndSigned_GoesFromTestingToLive()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        var link = new NodeLink.NodeLinkClient(channel);
        await link.CheckAsync(new LinkRequest());

        // Nothing is measured: nothing is signed, and nothing goes on.
        Assert.Contains("Chưa đạt, chưa ký được.", await SignAsync(GateKind.Calendar), StringComparison.Ordinal);
        Assert.Contains("Thử đồng bộ: chưa ai ký.", await AdvanceAsync(), StringComparison.Ordinal);

        await using var node = new Pusher(_hub, certificate);
        await node.PushAsync(1, Records.Person(Records.Id(1), 1));
        await link.ReportAsync(Report());
        Assert.Contains("Chưa có chứng nhận khớp dữ liệu nào.", await SignAsync(GateKind.Replication), StringComparison.Ordinal);
        await CertifyAsync(differing: 0);
        await SignAllAsync(GateKind.Accounts, GateKind.Calendar, GateKind.Replication);
        Assert.Contains("Chưa có danh sách nào", await SignAsync(GateKind.Import), StringComparison.Ordinal);
        await SignAsync(GateKind.Import, "Công văn 77/SYT: tỉnh nhập từng hồ sơ, không nhập danh sách");
        await AdvanceAsync();
        Assert.Equal(ProvinceStage.Pilot, await StageAsync());

        // What was signed for the pilot does not count for what comes after it.
        Assert.Contains("So với số đã chi (chạy song song): chưa ai ký.", await AdvanceAsync(), StringComparison.Ordinal);
        await ListsAsync(1_000_000);
        await ReceivingAsync("14758", "16072");
        await PaidAsync("14758; 2; 1.000.000", "14758; 2; 900.000");
        Assert.Contains("1 xã có người đang hưởng mà cả hai bên chưa có số (16072", await SignAsync(GateKind.Parallel), StringComparison.Ordinal);
        await PaidAsync("16072; 0; 0", "16072; 0; 0");
        Assert.Contains("1 xã lệch, cộng 100.000 đồng", await SignAsync(GateKind.Parallel), StringComparison.Ordinal);
        await PaidAsync("14758; 2; 1.000.000", "14758; 2; 1.000.000");
        await SignAllAsync(GateKind.Accounts, GateKind.Calendar, GateKind.Replication, GateKind.Parallel);
        await SignAsync(GateKind.Import, "Công văn 77/SYT: tỉnh nhập từng hồ sơ, không nhập danh sách");
        var page = await AdvanceAsync();
        Assert.Equal(ProvinceStage.Live, await StageAsync());
        Assert.Contains("van.hanh chuyển từ “Thí điểm” sang “Vận hành chính thức”", page, StringComparison.Ordinal);
        Assert.Contains("van.hanh cho qua “Chất lượng nhập liệu”", page, StringComparison.Ordinal);
        Assert.Equal(9, await _hub.WithDbAsync(db => db.GateSignatures.CountAsync()));
        await SetBackAsync();
    }

    // Signed in autumn as met; then the node's calendar lost a holiday. The page offers the gate again, and it may be let pass with a reason.
    [Fact]
    public async Task Gate_SignedAsMetThatIsUnmetNow_CanBeLetPassOrSignedAgain()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        var link = new NodeLink.NodeLinkClient(channel);
        await link.CheckAsync(new LinkRequest());
        var report = Report();
        await link.ReportAsync(report);
        Assert.DoesNotContain(Offered, await SignAsync(GateKind.Calendar), StringComparison.Ordinal);
        report.Coverage.Years[0].Missing.Add("Quốc khánh (02/09 và một ngày liền kề)");
        await link.ReportAsync(report);

        var page = await _client.PageAsync("/tinh/38");
        Assert.Contains(Offered, page, StringComparison.Ordinal);
        Assert.Contains("đã ký lúc", await AdvanceAsync(), StringComparison.Ordinal);
        Assert.Contains("✓ Đã cho qua", await SignAsync(GateKind.Calendar, "Công văn 90/SYT: lịch đang chờ thông báo"), StringComparison.Ordinal);
        Assert.DoesNotContain("Lịch làm việc của năm: ", await AdvanceAsync(), StringComparison.Ordinal);

        report.Coverage.Years[0].Missing.Clear();
        await link.ReportAsync(report);
        Assert.Contains("✓ Đã ký", await SignAsync(GateKind.Calendar), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfANode_IsShownByWeekAndOnTheCockpit()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        var link = new NodeLink.NodeLinkClient(channel);
        var report = Report();
        (report.Waiting, report.Refused) = (1234, 5);
        await link.ReportAsync(report);
        report.Weeks[0].Entered = 41;
        await link.ReportAsync(report);

        var page = await _client.PageAsync("/tinh/38");
        var cockpit = await _client.PageAsync("/");

        Assert.Matches(@">41</td>\s*<td [^>]*>nút chưa báo</td>\s*<td [^>]*>3</td>\s*<td [^>]*>nút chưa báo</td>\s*<td [^>]*>nút chưa báo</td>\s*<td [^>]*>nút chưa báo</td>\s*<td [^>]*>2</td>\s*<td [^>]*>1</td>", page);
        Assert.Equal(1, await _hub.WithDbAsync(db => db.PilotWeeks.CountAsync()));
        Assert.Contains("1.234", cockpit, StringComparison.Ordinal);
        Assert.Contains("5 bị từ chối", cockpit, StringComparison.Ordinal);
    }

    // A certificate that a new one replaces is nothing to look at; one that is withdrawn is.
    [Fact]
    public async Task Cockpit_AfterAnOrdinaryRenewal_CallsForNothing()
    {
        for (var i = 0; i < 2; i++)
        {
            using var certificate = await _hub.AddProvinceAsync("38");
            using var channel = _hub.Channel(certificate);
            await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest());
        }

        Assert.DoesNotContain("sự kiện cần xem", await _client.PageAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Chứng thư mới thay chứng thư cũ", await _client.PageAsync("/su-kien"), StringComparison.Ordinal);

        await _client.SendFormAsync("/tinh/38", "/tinh/38?handler=Revoke", new() { ["why"] = "Mất máy chủ" });
        Assert.Contains("1 sự kiện cần xem", await _client.PageAsync("/"), StringComparison.Ordinal);
    }

    // Sums that no month can have were saved once, and closed the page on which they are mended.
    [Fact]
    public async Task Sums_ThatNoCommuneCanHave_AreRefusedByTheLineAndHarmNoPage()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest());
        await _hub.WithDbAsync(db => db.Provinces.ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, ProvinceStage.Pilot)));

        var page = await EnterAsync("14758; 1; 9000000000000000000\n16072; 2147483647; 1\n");
        Assert.Contains("Dòng 1: một xã không quá 10.000.000 người", page, StringComparison.Ordinal);
        Assert.Contains("Dòng 2: một xã không quá", page, StringComparison.Ordinal);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.ParallelPayments.CountAsync()));

        await _hub.WithDbAsync(async db =>
        {
            db.AddRange(new[] { "14758", "16072" }.Select(c => new ParallelPayment { ProvinceCode = "38", Month = LastMonths()[0], CommuneCode = c, People = int.MaxValue, Paid = 9_000_000_000_000_000_000, Source = "x", EnteredBy = "x" }));
            return await db.SaveChangesAsync();
        });
        Assert.Contains("4.294.967.294", await _client.PageAsync("/tinh/38"), StringComparison.Ordinal);
        Assert.Contains("So với số đã chi (chạy song song): chưa ai ký.", await AdvanceAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never enrolled", "cấp mã mời cho tỉnh")]
    [InlineData("revoked", "đã bị thu hồi")]
    [InlineData("expired", "đã hết hạn")]
    [InlineData("unused", "chưa được dùng")]
    [InlineData("silent", "im lặng")]
    [InlineData("fenced", "replication repair")]
    [InlineData("newer", "hãy nâng cấp trục")]
    [InlineData("refused", "7 bản ghi bị trục từ chối")]
    public void Link_WithATrouble_IsToldInWords(string trouble, string words)
    {
        var now = new DateTime(2026, 11, 23, 3, 0, 0, DateTimeKind.Utc);
        var certificate = trouble == "never enrolled" ? null : new NodeCertificate
        {
            Thumbprint = "x", ProvinceCode = "38", Certificate = [], NotBefore = now.AddDays(-9), NotAfter = trouble == "expired" ? now.AddDays(-1) : now.AddDays(99),
            FirstUsedAt = trouble == "unused" ? null : now, RevokedAt = trouble == "revoked" ? now : null, RevocationReason = "mất máy",
        };
        var told = new Standing { ProvinceCode = "38", ReceivedAt = now, Protocol = trouble == "newer" ? 99 : 1, Refused = trouble == "refused" ? 7 : 0 };
        var barred = trouble == "fenced" ? new SecurityEvent { Kind = SecurityEventKind.EpochLower, LastAt = now, Detail = "Nút lùi kỷ nguyên." } : null;

        var said = LinkWords.Of(new LinkFacts(certificate, now.AddMinutes(trouble == "silent" ? -60 : -1), true, told, barred), now).ToList();

        Assert.Contains(said, s => s.Css != "good" && s.Words.Contains(words, StringComparison.Ordinal));
        Assert.Single(said, s => s.Css != "good");
    }

    [Fact]
    public async Task Cockpit_OfThirtyFourProvinces_ShowsEachOnceWithStageAndCertificate()
    {
        await _hub.WithDbAsync(async db =>
        {
            db.AddRange(ProvinceUnits.Today.Select(u => new Province { Code = u.Code, Name = u.Name, RegisteredAt = DateTime.UnixEpoch }));
            db.AddRange(ProvinceUnits.Today.Select(u => new ProvincePosition { ProvinceCode = u.Code, NodeVersion = $"9.{u.Code}" }));
            return await db.SaveChangesAsync();
        });

        var page = await _client.PageAsync("/");

        Assert.Equal(34, Rows().Count(page));
        Assert.All(ProvinceUnits.Today, u => Assert.Contains($"9.{u.Code}", page, StringComparison.Ordinal));
        Assert.Contains("Đã mời: <strong>34</strong>", page, StringComparison.Ordinal);
    }

    private static StandingReport Report()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(7));
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var report = new StandingReport { NodeVersion = "1.0", Protocol = 1, QualityTenths = 950, People = 1, CalendarYears = { today.Year }, Coverage = GateWorld.Coverage(today.Year) };
        report.Roles.Add(new GateOptions().Roles.Select(r => new RoleCount { Role = r, Name = r, Accounts = 1 }));
        report.Weeks.Add(new WeekFigures { Monday = monday.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Entered = 40, Decided = 3, Lists = 2, Changes = 1 });
        report.Weeks.Add(new WeekFigures { Monday = "không phải ngày", Entered = 9 });
        return report;
    }

    private Task<int> CertifyAsync(int differing) => _hub.WithDbAsync(async db =>
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var content = new EqualityContent(EqualityContent.Version, "38", Guid.NewGuid(), "Nightly", now, now, 1, 1, "x", "1", 10, 0, 0, differing, differing == 0, [], []);
        var seal = new EqualitySeal(EqualityContent.Version, content.ToBytes(), new EqualitySignature([], []), "", new EqualitySignature([], []));
        db.Add(EqualityCertificate.Of(content, now, seal.ToBytes()));
        return await db.SaveChangesAsync();
    });

    private Task<int> ReceivingAsync(params string[] communes) => _hub.WithDbAsync(async db =>
    {
        db.AddRange(communes.Select((c, i) => new Entitlement { ProvinceCode = "38", Id = Records.Id(200 + i), CommuneCode = c, Status = "Active", Kind = "Assistance", StartMonth = 202401, Epoch = 1, Version = 1 }));
        return await db.SaveChangesAsync();
    });

    private Task<int> ListsAsync(long total) => _hub.WithDbAsync(async db =>
    {
        db.AddRange(LastMonths().Select((m, i) => new PaymentList { ProvinceCode = "38", Id = Records.Id(100 + i), Month = m, CommuneCode = "14758", Status = "Settled", People = 2, Total = total, Epoch = 1, Version = 1 }));
        return await db.SaveChangesAsync();
    });

    private async Task PaidAsync(params string[] lines)
    {
        foreach (var (month, line) in LastMonths().Zip(lines))
        {
            await _client.SendFormAsync("/tinh/38/chi-song-song", "/tinh/38/chi-song-song", new() { ["month"] = $"{month % 100:00}/{month / 100}", ["source"] = "BC 12", ["lines"] = line });
        }
    }

    private Task<string> EnterAsync(string lines) =>
        _client.SendFormAsync("/tinh/38/chi-song-song", "/tinh/38/chi-song-song", new() { ["month"] = $"{LastMonths()[0] % 100:00}/{LastMonths()[0] / 100}", ["source"] = "BC 12", ["lines"] = lines });

    private static int[] LastMonths()
    {
        var month = Protos.Values.PayMonth.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(7)));
        return [month.AddMonths(-1).Number, month.AddMonths(-2).Number];
    }

    private Task<string> SignAsync(GateKind gate, string why = "") => _client.SendFormAsync("/tinh/38", "/tinh/38?handler=Sign", new() { ["gate"] = $"{gate}", ["why"] = why });

    private async Task SignAllAsync(params GateKind[] gates)
    {
        foreach (var gate in gates)
        {
            await SignAsync(gate);
        }
    }

    private Task<string> AdvanceAsync() => _client.SendFormAsync("/tinh/38", "/tinh/38?handler=Advance", new());

    // Set back, it climbs again with new signatures.
    private async Task SetBackAsync()
    {
        Assert.Contains("Hãy nói rõ vì sao", await BackAsync("lỗi"), StringComparison.Ordinal);
        Assert.Equal(ProvinceStage.Live, await StageAsync());
        Assert.Contains("chuyển từ “Vận hành chính thức” sang “Thí điểm”. Công văn 81/SYT: chi sai kỳ 11, làm lại", await BackAsync("Công văn 81/SYT: chi sai kỳ 11, làm lại"), StringComparison.Ordinal);
        Assert.Equal(ProvinceStage.Pilot, await StageAsync());
        Assert.Contains("Thử đồng bộ: chưa ai ký.", await AdvanceAsync(), StringComparison.Ordinal);
        await BackAsync("Công văn 82/SYT: thử lại từ đầu");
        Assert.Contains("không có giai đoạn trước", await BackAsync("Công văn 83/SYT: thử lại từ đầu"), StringComparison.Ordinal);
        Assert.Equal(ProvinceStage.Testing, await StageAsync());
    }

    private Task<string> BackAsync(string why) => _client.SendFormAsync("/tinh/38", "/tinh/38?handler=Back", new() { ["why"] = why });

    private Task<ProvinceStage> StageAsync() => _hub.WithDbAsync(db => db.Provinces.Select(p => p.Stage).SingleAsync());

    [GeneratedRegex("scope=\"row\">")]
    private static partial Regex Rows();
}
