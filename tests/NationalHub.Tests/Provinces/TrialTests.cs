using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake.Equality;
using NationalHub.Provinces;
using NationalHub.Provinces.Gates;
using NationalHub.Provinces.Trials;
using NationalHub.Reporting;
using NationalHub.Tests.Intake;
using NationalHub.Tests.Platform;
using Protos.Enrolment;
using Protos.Equality;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Provinces;

/// <summary>A province's trial leaves the hub before its pilot begins with a new node.</summary>
public sealed class TrialTests : IAsyncLifetime
{
    private const string Why = "Công văn 12/SYT: hết chạy thử, thí điểm bằng nút mới";
    private HubHost _hub = null!;
    private HttpClient _client = null!;

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
    public async Task Trial_Removed_LeavesNothingOfItAndEverythingOfTheOthers()
    {
        (await TryOutAsync("38")).Dispose();
        (await TryOutAsync("46")).Dispose();
        var before = await CountsAsync("46");
        Assert.All(await CountsAsync("38"), c => Assert.True(c.Rows > 0, c.What));
        var day = await DayFileAsync();

        await RemoveAsync("38");

        Assert.All(await CountsAsync("38"), c => Assert.Equal((c.What, 0), c));
        Assert.Equal(before, await CountsAsync("46"));
        Assert.False(File.Exists(day));
        // What proves that it was so stays, marked.
        Assert.Equal([true], await _hub.WithDbAsync(db => db.EqualityCertificates.Where(c => c.ProvinceCode == "38").Select(c => c.OfTrial).ToListAsync()));
        Assert.Equal([false], await _hub.WithDbAsync(db => db.EqualityCertificates.Where(c => c.ProvinceCode == "46").Select(c => c.OfTrial).ToListAsync()));
        Assert.Equal(1, await _hub.WithDbAsync(db => db.GateSignatures.CountAsync(g => g.ProvinceCode == "38")));
        Assert.Equal(2, await _hub.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.TrialRemoved && e.ProvinceCode == "38")));
        var page = await _client.PageAsync("/tinh/38");
        Assert.Contains("● đã xóa xong", page, StringComparison.Ordinal);
        Assert.Contains(Why, page, StringComparison.Ordinal);
        Assert.Contains("của giai đoạn chạy thử, dữ liệu đã xóa", await _client.PageAsync("/khop-du-lieu?ma=38"), StringComparison.Ordinal);
        Assert.Contains("Xóa dữ liệu chạy thử của tỉnh", await _client.PageAsync("/su-kien"), StringComparison.Ordinal);
    }

    // The trial's node, or a copy of it that enrols again, brings nothing back by itself; the new one begins a new epoch.
    [Fact]
    public async Task Node_AfterTheRemoval_PushesUnderANewEpochAndItsGatesAreSignedAnew()
    {
        using var trial = await TryOutAsync("38");
        var batches = await _hub.WithDbAsync(db => db.Positions.Where(p => p.ProvinceCode == "38").Select(p => p.Batches).SingleAsync());
        await RemoveAsync("38");
        await using (var old = new Pusher(_hub, trial))
        {
            await Assert.ThrowsAsync<RpcException>(() => old.PushAsync(1, Records.Person(Records.Id(1), 9)));
        }

        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        Assert.Equal("Testing", (await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest())).Stage);
        await using (var copy = new Pusher(_hub, certificate))
        {
            Assert.True((await copy.PushAsync(1, Records.Person(Records.Id(1), 9))).Fenced);
            Assert.Equal((2ul, (ulong)batches), await copy.PositionAsync() is var at ? (at.Epoch, at.Batches) : default);
        }

        await using var node = new Pusher(_hub, certificate);
        var answer = await node.PushAsync(3, Records.Person(Records.Id(7), 1, epoch: 3));
        Assert.Equal((false, 1u), (answer.Fenced, answer.Applied));
        Assert.Equal([Records.Id(7)], await _hub.WithDbAsync(db => db.Beneficiaries.Where(b => b.ProvinceCode == "38").Select(b => b.Id).ToListAsync()));
        Assert.Equal(0, await _hub.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.ActChainShortened || e.Kind == SecurityEventKind.EpochRaised)));
        Assert.Contains("Lịch làm việc của năm: chưa ai ký.", await _client.SendFormAsync("/tinh/38", "/tinh/38?handler=Advance", new()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_OfAKilledHub_GoesOnWhereItWasAndTouchesNoLaterEpoch()
    {
        var folder = Directory.CreateTempSubdirectory("trial-").FullName;
        await using (var hub = await HubHost.StartAsync(folder))
        {
            using var certificate = await hub.AddProvinceAsync("38");
            await using var node = new Pusher(hub, certificate);
            await node.PushAsync(1, [.. Enumerable.Range(1, 10).Select(i => Records.Person(Records.Id(i), 1))]);
            await node.PushAsync(2, Records.Person(Records.Id(11), 1, epoch: 2));
            var id = Guid.NewGuid();
            // Until the hub dies its own rounds take it for one that is done.
            await hub.WithDbAsync(async db =>
            {
                db.Add(new TrialRemoval { Id = id, ProvinceCode = "38", AskedBy = "an", AskedAt = Now(hub), Why = Why, Epoch = 1, DoneAt = Now(hub) });
                return await db.SaveChangesAsync();
            });
            var remove = hub.App.Services.GetRequiredService<RemoveTrial>();
            var place = await remove.PieceAsync(id, null, 3, CancellationToken.None);
            await remove.PieceAsync(id, place, 3, CancellationToken.None);
            Assert.Equal((5, 6L), await hub.WithDbAsync(async db => (await db.RecordVersions.CountAsync(), await db.TrialRemovals.Select(r => r.Removed).SingleAsync())));
            await hub.WithDbAsync(db => db.TrialRemovals.ExecuteUpdateAsync(set => set.SetProperty(r => r.DoneAt, (DateTime?)null)));
        }

        await using var again = await HubHost.StartAsync(folder);
        await DoneAsync(again);

        Assert.Equal(20, await again.WithDbAsync(db => db.TrialRemovals.Select(r => r.Removed).SingleAsync()));
        Assert.Equal([Records.Id(11)], await again.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).ToListAsync()));
        Assert.Equal([Records.Id(11)], await again.WithDbAsync(db => db.RecordVersions.Select(b => b.Id).ToListAsync()));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Removal_WithAnotherCodeTyped_ChangesNothing()
    {
        using var certificate = await TryOutAsync("38");

        var page = await AskAsync("38", "46", Why);

        Assert.Contains("Mã tỉnh nhập lại không khớp", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Why}\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.TrialRemovals.CountAsync()));
        await using var node = new Pusher(_hub, certificate);
        Assert.Equal(1u, (await node.PushAsync(1, Records.Person(Records.Id(1), 9))).Applied);
    }

    // A node that enrolled meanwhile would fetch the trial's records for its own.
    [Fact]
    public async Task Invitation_WhileTheRemovalGoesOn_IsRefused()
    {
        (await TryOutAsync("38")).Dispose();
        await _hub.App.Services.GetRequiredService<TrialRounds>().StopAsync(CancellationToken.None);
        Assert.Contains("○ đang xóa", await AskAsync("38", "38", Why), StringComparison.Ordinal);

        Assert.Contains("đang được xóa", await _client.SendFormAsync("/tinh/dang-ky", "/tinh/dang-ky", new() { ["ma"] = "38" }), StringComparison.Ordinal);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.Invitations.CountAsync(i => i.ProvinceCode == "38" && i.UsedAt == null && i.WithdrawnAt == null)));
    }

    [Theory]
    [InlineData("pilot", "giai đoạn thí điểm")]
    [InlineData("set back from its pilot", "giai đoạn thí điểm")]
    [InlineData("invited", "khi tỉnh ở giai đoạn “Chạy thử”")]
    [InlineData("going on", "đang được xóa")]
    [InlineData("moving", "Còn 2 hồ sơ chuyển tỉnh thử")]
    [InlineData("other code", "không khớp")]
    [InlineData("no reason", "Hãy nói rõ vì sao")]
    [InlineData("in order", null)]
    public void Removal_OfAProvince_IsRefusedUnlessItIsATrialAndMeant(string state, string? words)
    {
        var facts = new TrialFacts(
            state switch { "pilot" => ProvinceStage.Pilot, "invited" => ProvinceStage.Invited, _ => ProvinceStage.Testing }, state is "pilot" or "set back from its pilot", state == "going on", state == "moving" ? 2 : 0);

        var refused = BeginRemoval.Refusal(facts, "38", state == "other code" ? "46" : "38", state == "no reason" ? "xóa" : Why);

        Assert.True(words is null ? refused is null : refused?.Contains(words, StringComparison.Ordinal) == true, refused);
    }

    // A node with everything that the removal is about.
    private async Task<X509Certificate2> TryOutAsync(string code)
    {
        var certificate = await _hub.AddProvinceAsync(code);
        using var channel = _hub.Channel(certificate);
        var link = new NodeLink.NodeLinkClient(channel);
        await link.CheckAsync(new LinkRequest());
        var report = GateWorld.Report();
        report.Weeks.Add(new WeekFigures { Monday = Monday(), Entered = 4 });
        await link.ReportAsync(report);
        await using var node = new Pusher(_hub, certificate);
        var refused = Person(code, 9);
        refused.Beneficiary.CommuneCode = "00001";
        await node.PushAsync(1, Person(code, 1), Person(code, 2), Tombstone(code, 3), refused);
        await _hub.WithDbAsync(async db =>
        {
            var now = Now(_hub);
            db.AddRange(
                Certificate(code, now),
                new GateSignature { ProvinceCode = code, Stage = ProvinceStage.Pilot, Gate = GateKind.Calendar, SignedBy = "an", SignedAt = now, Met = true, Measure = "x" },
                new Entitlement { ProvinceCode = code, Id = Records.Id(20), Epoch = 1, Version = 1 }, new PaymentList { ProvinceCode = code, Id = Records.Id(21), Epoch = 1, Version = 1 },
                new PaymentLine { ProvinceCode = code, Id = Records.Id(22), Epoch = 1, Version = 1 }, new Dossier { ProvinceCode = code, Id = Records.Id(23), Epoch = 1, Version = 1 },
                new Decision { ProvinceCode = code, Id = Records.Id(24), Epoch = 1, Version = 1 }, new Household { ProvinceCode = code, Id = Records.Id(25), Epoch = 1, Version = 1 },
                new LifeEvent { ProvinceCode = code, Id = Records.Id(26), Epoch = 1, Version = 1 }, new DisabilityCertificate { ProvinceCode = code, Id = Records.Id(27), Epoch = 1, Version = 1 });
            return await db.SaveChangesAsync();
        });
        return certificate;
    }

    private static EqualityCertificate Certificate(string code, DateTime now)
    {
        var content = new EqualityContent(EqualityContent.Version, code, Guid.NewGuid(), "Nightly", now, now, 1, 1, "x", "1", 10, 0, 0, 0, true, [], []);
        return EqualityCertificate.Of(content, now, new EqualitySeal(EqualityContent.Version, content.ToBytes(), new EqualitySignature([], []), "", new EqualitySignature([], [])).ToBytes());
    }

    private static DateTime Now(HubHost hub) => hub.App.Services.GetRequiredService<Protos.Values.VietnamTime>().UtcNow;

    private static string PathIn(string code) => code == "38" ? "38.380.14758" : "46.474.19753";

    private static Record Person(string code, int number)
    {
        var record = Records.Person(Records.Id(number), 1);
        record.TenantPath = PathIn(code);
        record.Beneficiary.CommuneCode = PathIn(code)[^5..];
        return record;
    }

    private static Record Tombstone(string code, int number)
    {
        var record = Records.Tombstone(Records.Id(number), 1);
        record.TenantPath = PathIn(code);
        return record;
    }

    private static string Monday()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(7));
        return today.AddDays(-(((int)today.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<string> DayFileAsync()
    {
        var file = Path.Combine(_hub.Folder, "asof", "2026-01-31.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "x");
        return file;
    }

    private Task<string> AskAsync(string code, string typed, string why) => _client.SendFormAsync($"/tinh/{code}", $"/tinh/{code}?handler=RemoveTrial", new() { ["why"] = why, ["typed"] = typed });

    private async Task RemoveAsync(string code)
    {
        await AskAsync(code, code, Why);
        Assert.Equal(ProvinceStage.Invited, await _hub.WithDbAsync(db => db.Provinces.Where(p => p.Code == code).Select(p => p.Stage).SingleAsync()));
        await DoneAsync(_hub);
    }

    private static async Task DoneAsync(HubHost hub)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await hub.WithDbAsync(db => db.TrialRemovals.AnyAsync(r => r.DoneAt == null, patience.Token)))
        {
            await Task.Yield();
        }
    }

    private Task<List<(string What, int Rows)>> CountsAsync(string code) => _hub.WithDbAsync(async db =>
    {
        var counts = new List<(string, int)>
        {
            ("history", await db.RecordVersions.CountAsync(r => r.ProvinceCode == code)), ("refused", await db.RefusedRecords.CountAsync(r => r.ProvinceCode == code)),
            ("standing", await db.Standings.CountAsync(r => r.ProvinceCode == code)), ("weeks", await db.PilotWeeks.CountAsync(r => r.ProvinceCode == code)),
        };
        await AddAsync<Beneficiary>();
        await AddAsync<Entitlement>();
        await AddAsync<Decision>();
        await AddAsync<Dossier>();
        await AddAsync<Household>();
        await AddAsync<DisabilityCertificate>();
        await AddAsync<LifeEvent>();
        await AddAsync<PaymentList>();
        await AddAsync<PaymentLine>();
        return counts;

        async Task AddAsync<T>()
            where T : Replica => counts.Add((typeof(T).Name, await db.Set<T>().IgnoreQueryFilters().CountAsync(r => r.ProvinceCode == code)));
    });
}
