using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake;
using NationalHub.Provinces;
using NationalHub.Reference;
using NationalHub.Reporting;
using NationalHub.Tests.Intake;
using NationalHub.Tests.Platform;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Reference;

/// <summary>Units that the hub published itself: nodes that have them in force are heard at once, and after a start. Each test has codes of its own, for what is learned stays in the process.</summary>
public sealed partial class PublishedUnitsTests
{
    private static readonly DateOnly InForce = new(2026, 1, 1);

    [Fact]
    public async Task Commune_PublishedByTheHub_IsTakenOnTheOpenStreamAndShownByName()
    {
        await using var hub = await HubHost.StartAsync();
        await using var node = new Pusher(hub, await hub.AddProvinceAsync("46"));
        Assert.Equal(RefusalCodes.UnitUnknown, (await node.PushAsync(1, Person(1, "20999", 1))).Refusals[0].Code);

        await PublishAsync(hub, "commune,20999,Phường Hương Thủy Mới,Phường,46");

        Assert.Empty((await node.PushAsync(1, Person(1, "20999", 2))).Refusals);
        Assert.Equal("Phường Hương Thủy Mới", await NameAsync(hub, 1));
        Assert.NotNull(ProvinceUnits.Find("46")!.CommuneName("20999"));
        Assert.Null(ProvinceUnits.Find("38")!.CommuneName("20999"));
        Assert.Equal(("Phường Hương Thủy Mới", "46", "46", InForce), await UnitAsync(hub, "20999"));

        // Withdrawn: a node that had it in force goes on with it.
        await using var scope = hub.App.Services.CreateAsyncScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<PublishPack>().WithdrawAsync(PackKind.Units, 2, "Nhầm mã", "thu.hai", CancellationToken.None));
        Assert.Empty((await node.PushAsync(1, Person(2, "20999", 1))).Refusals);
    }

    [Fact]
    public async Task Commune_PublishedBeforeAStart_IsKnownWhenTheFirstNodeCalls()
    {
        var folder = Directory.CreateTempSubdirectory("hub-").FullName;
        try
        {
            await using (var hub = await HubHost.StartAsync(folder))
            {
                // As another process on the store would: this one does not learn it.
                await using var scope = hub.App.Services.CreateAsyncScope();
                var (db, shelf) = (scope.ServiceProvider.GetRequiredService<NationalHub.Platform.HubDb>(), scope.ServiceProvider.GetRequiredService<PackShelf>());
                await shelf.EnsureFirstAsync(CancellationToken.None);
                var tables = new Dictionary<string, string>(StringComparer.Ordinal) { [PackTables.Units] = Units("commune,20998,Xã Nam Đông Mới,Xã,46") };
                db.Add(shelf.Seal(PackContent.Of(PackKind.Units, 2, 1, InForce, "x", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), tables), "van.hanh", "thu.hai"));
                await db.SaveChangesAsync();
                Assert.Null(ProvinceUnits.Find("46")!.CommuneName("20998"));
            }

            await using var again = await HubHost.StartAsync(folder);
            await using var node = new Pusher(again, await again.AddProvinceAsync("46"));
            Assert.Empty((await node.PushAsync(1, Person(1, "20998", 1))).Refusals);
            Assert.Equal("Xã Nam Đông Mới", await NameAsync(again, 1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Commune_RenamedByAPack_IsRenamedWhereItIsShown()
    {
        await using var hub = await HubHost.StartAsync();
        await using var node = new Pusher(hub, await hub.AddProvinceAsync("46"));
        await node.PushAsync(1, Person(1, "19789", 1));
        Assert.Equal("Phường Thuận Hóa", await NameAsync(hub, 1));
        Assert.Equal("Phường Thuận Hóa", (await UnitAsync(hub, "19789")).Name);

        await PublishAsync(hub, "commune,19789,Phường Thuận Hóa Mới,Phường,46");

        Assert.Equal("Phường Thuận Hóa Mới", await NameAsync(hub, 1));
        Assert.Equal("Phường Thuận Hóa Mới", ProvinceUnits.Find("46")!.CommuneName("19789"));
        Assert.Equal(("Phường Thuận Hóa Mới", "46", "46", new DateOnly(2025, 7, 1)), await UnitAsync(hub, "19789"));

        // A batch that was read under the old name is committed after the renaming: the two rounds after it mend it.
        var rounds = hub.App.Services.GetRequiredService<UnitRounds>();
        for (var round = 0; round < 2; round++)
        {
            await LeaveAsync(hub, "Phường Thuận Hóa");
            await rounds.RoundAsync(CancellationToken.None);
            Assert.Equal("Phường Thuận Hóa Mới", await NameAsync(hub, 1));
        }

        // Withdrawn, and the renaming back failed: names in memory are the old ones, rows are not.
        await using var scope = hub.App.Services.CreateAsyncScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<PublishPack>().WithdrawAsync(PackKind.Units, 2, "Nhầm tên", "thu.hai", CancellationToken.None));
        await LeaveAsync(hub, "Phường Thuận Hóa Mới");
        await rounds.RoundAsync(CancellationToken.None);
        Assert.Equal("Phường Thuận Hóa", await NameAsync(hub, 1));
        Assert.Equal("Phường Thuận Hóa", (await UnitAsync(hub, "19789")).Name);
    }

    [Fact]
    public async Task Commune_ThatAPackLeavesOut_EndsOnTheDayBeforeAndIsFoundByIt()
    {
        await using var hub = await HubHost.StartAsync();
        await PublishAsync(hub, "commune,20993,Xã Sắp Hết,Xã,46");
        Assert.Equal([("20993", "2026-01-01", null)], await UnitsAsync(hub, "Code eq '20993' and Until eq null"));

        await PublishAsync(hub, "commune,20991,Xã Thay Thế,Xã,46", new DateOnly(2026, 6, 1));

        Assert.Equal([("20993", "2026-01-01", "2026-05-31")], await UnitsAsync(hub, "Until ge 2026-05-31 and startswith(Code,'2099')"));
        Assert.Equal([("20991", "2026-06-01", null)], await UnitsAsync(hub, "Code eq '20991' and From gt 2026-01-01 and Until eq null"));

        // Withdrawn: it never ended.
        await using var scope = hub.App.Services.CreateAsyncScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<PublishPack>().WithdrawAsync(PackKind.Units, 3, "Ban hành nhầm", "thu.hai", CancellationToken.None));
        await hub.App.Services.GetRequiredService<UnitRounds>().RoundAsync(CancellationToken.None);
        Assert.Equal([("20993", "2026-01-01", null)], await UnitsAsync(hub, "Code eq '20993'"));
    }

    [Fact]
    public void Ends_OfSeveralPacks_AreThoseOfTheOnesInForce()
    {
        UnitPack Pack(bool named, int month, params string[] codes) => new(ReferenceTable.Parse("level,code,name,type,parent_code\n" + string.Concat(codes.Select(c => $"commune,{c},x,x,46\n"))), named, new DateOnly(2026, month, 1));

        var ends = ProvinceUnits.Ends(["1", "2", "3"], [Pack(true, 2, "1", "2", "4"), Pack(false, 3, "5"), Pack(true, 4, "1", "3", "6"), Pack(true, 5, "1", "6")]);

        Assert.Equal(
            [("1", null), ("2", new DateOnly(2026, 3, 31)), ("3", new DateOnly(2026, 4, 30)), ("4", new DateOnly(2026, 3, 31)), ("5", null), ("6", (DateOnly?)null)],
            ends.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => (e.Key, e.Value)));
    }

    [Fact]
    public async Task Pack_ThatCannotBeRead_DoesNotKeepTheHubFromStarting()
    {
        var folder = Directory.CreateTempSubdirectory("hub-").FullName;
        try
        {
            byte[] file;
            await using (var hub = await HubHost.StartAsync(folder))
            {
                await PublishAsync(hub, "commune,20995,Xã Khó Đọc,Xã,46");
                file = await hub.WithDbAsync(db => db.PublishedPacks.Where(p => p.Kind == PackKind.Units && p.Number == 2).Select(p => p.File).SingleAsync());
                await WriteAsync(hub, [1, 2, 3]);
            }

            await using var again = await HubHost.StartAsync(folder);
            var rounds = again.App.Services.GetRequiredService<UnitRounds>();
            // It may be the pack that makes this commune: the node comes again, nothing is refused.
            using var certificate = await again.AddProvinceAsync("46");
            await using (var early = new Pusher(again, certificate))
            {
                Assert.Equal(Grpc.Core.StatusCode.Unavailable, (await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => early.PushAsync(1, Person(1, "20993", 1)))).StatusCode);
            }

            await using (var scope = again.App.Services.CreateAsyncScope())
            {
                var drafted = await scope.ServiceProvider.GetRequiredService<DraftPack>().HandleAsync(new(PackKind.Units, InForce, "x", [new("units.csv", Encoding.UTF8.GetBytes(Units("commune,20994,Xã Đọc Được,Xã,46")))]), "van.hanh", CancellationToken.None);
                Assert.Contains("Hãy thu hồi gói đó", Assert.Single(drafted.Faults), StringComparison.Ordinal);
                Assert.Empty(await scope.ServiceProvider.GetRequiredService<PublishPack>().WithdrawAsync(PackKind.Units, 2, "Tệp hỏng", "thu.hai", CancellationToken.None));
            }

            // What is published after it is learned, and it is told which one cannot be read.
            await PublishAsync(again, "commune,20994,Xã Đọc Được,Xã,46");
            Assert.Equal("Xã Đọc Được", ProvinceUnits.Find("46")!.CommuneName("20994"));
            Assert.Equal([2], await LearnAsync(again));
            await rounds.RoundAsync(CancellationToken.None);
            await WriteAsync(again, file);
            Assert.Empty(await LearnAsync(again));
            await using var later = new Pusher(again, certificate);
            Assert.Equal(RefusalCodes.UnitUnknown, (await later.PushAsync(1, Person(1, "20993", 1))).Refusals[0].Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The rows cannot be renamed at once: the pack is published all the same, says so, and the next round renames them.
    [Fact]
    public async Task Pack_WhoseNamesCannotBeWrittenAtOnce_IsPublishedAndLearnedByTheNextRound()
    {
        await using var hub = await HubHost.StartAsync();
        await using var node = new Pusher(hub, await hub.AddProvinceAsync("46"));
        await node.PushAsync(1, Person(1, "19804", 1));
        await hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Locked BEFORE UPDATE OF CommuneName ON Beneficiaries BEGIN SELECT RAISE(ABORT, 'locked'); END"));

        await PublishAsync(hub, "commune,19804,Phường Thử Đổi Tên,Phường,46");

        var rounds = hub.App.Services.GetRequiredService<UnitRounds>();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => rounds.RoundAsync(CancellationToken.None));
        await hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Locked"));
        await rounds.RoundAsync(CancellationToken.None);
        Assert.Equal("Phường Thử Đổi Tên", await NameAsync(hub, 1));
    }

    // A wrong table of who goes on with what ended: the correction of the same day is a difference of its own.
    [Fact]
    public async Task Succession_CorrectedAlone_IsDraftedAndSaysWhichCommuneGoesWhere()
    {
        await using var hub = await HubHost.StartAsync();
        var rows = ReferenceTable.Shipped("units-two-tier-from-2025-07-01").TrimEnd('\n').Split('\n').Select(l => l.Split(',')).Where(l => l[0] == "commune" && l[4] == "46").Take(3).ToList();
        var (gone, wrong, right) = (rows[0], rows[1], rows[2]);
        var units = ReferenceTable.Shipped("units-two-tier-from-2025-07-01").Replace(string.Join(',', gone) + "\n", "", StringComparison.Ordinal);
        await PublishAsync(hub, new TableFile("units.csv", Encoding.UTF8.GetBytes(units)), After(gone[1], wrong[1]));

        await using var scope = hub.App.Services.CreateAsyncScope();
        var draft = scope.ServiceProvider.GetRequiredService<DraftPack>();
        Assert.Contains("Không có gì khác", Assert.Single((await draft.HandleAsync(new(PackKind.Units, InForce, "x", [After(gone[1], wrong[1])]), "van.hanh", CancellationToken.None)).Faults), StringComparison.Ordinal);
        var drafted = await draft.HandleAsync(new(PackKind.Units, InForce, "Đính chính", [After(gone[1], right[1])]), "van.hanh", CancellationToken.None);
        Assert.Empty(drafted.Faults);

        using var client = OperatorClient.Stranger(hub);
        await client.SignInAsync(hub);
        var page = await client.PageAsync($"/goi-tham-chieu/du-thao/{drafted.Draft!.Id}");
        Assert.Contains($"Đơn vị kế tiếp của {gone[2]} (mã {gone[1]}, đã chấm dứt) từ 01/01/2026: {wrong[2]} (mã {wrong[1]}) → {right[2]} (mã {right[1]})", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_OfAPack_FitTheColumnsThatShowThem()
    {
        using var db = Providers.Open("SqlServer");
        var longest = PackTables.Find(PackKind.Units, PackTables.Units)!.Columns.Single(c => c.Name == "name").Most;

        Assert.All(
            new[] { (typeof(Beneficiary), "CommuneName"), (typeof(Household), "CommuneName"), (typeof(PaymentList), "CommuneName"), (typeof(AdministrativeUnit), "Name"), (typeof(AdministrativeUnit), "FoldedName"), (typeof(Province), "Name") },
            column => Assert.True(db.Model.FindEntityType(column.Item1)!.FindProperty(column.Item2)!.GetMaxLength() >= longest, $"{column}"));
    }

    [Fact]
    public void Names_OfAPackThatIsNotInForce_WaitAndItsCodesDoNot()
    {
        var pack = ReferenceTable.Parse("level,code,name,type,parent_code\nprovince,46,Thành phố Huế,Thành phố,\ncommune,20997,Xã Chờ,Xã,46\ncommune,19777,Phường Vỹ Dạ Mới,Phường,46\n");

        var learned = ProvinceUnits.Learn([new(pack, false, InForce)]);
        Assert.DoesNotContain(learned, r => r.Code == "20997");
        Assert.Contains(new RenamedCommune("46", "19777", "Phường Vỹ Dạ"), learned);
        var hue = ProvinceUnits.Find("46")!;
        Assert.Equal(("Xã Chờ", "Phường Vỹ Dạ", true), (hue.CommuneName("20997"), hue.CommuneName("19777"), hue.Has(Path("46.20997"))));
        Assert.False(hue.Has(Path("46.380.20997")));
        Assert.Contains(new RenamedCommune("46", "19777", "Phường Vỹ Dạ Mới"), ProvinceUnits.Learn([new(pack, true, InForce)]));
        // Whatever memory holds already, it is told: what failed the first time is repeated.
        Assert.Contains(new RenamedCommune("46", "19777", "Phường Vỹ Dạ"), ProvinceUnits.Learn([new(pack, false, InForce)]));
        Assert.Contains(new RenamedCommune("46", "19777", "Phường Vỹ Dạ"), ProvinceUnits.Learn([new(pack, false, InForce)]));
        Assert.Equal(34, ProvinceUnits.Today.Count);
    }

    private static TenantPath Path(string text) => TenantPath.TryParse(text, out var path) ? path : throw new ArgumentException(text);

    // The shipped table with this row in place of the one of its code, or as one more.
    private static string Units(string row) => string.Join('\n', [.. ReferenceTable.Shipped("units-two-tier-from-2025-07-01").TrimEnd('\n').Split('\n').Where(line => !line.StartsWith(row[..14], StringComparison.Ordinal)), row]) + "\n";

    private static TableFile After(string gone, string next) => new("succession.csv", Encoding.UTF8.GetBytes($"old_level,old_code,new_commune_code,share\ncommune,{gone},{next},whole\n"));
}
