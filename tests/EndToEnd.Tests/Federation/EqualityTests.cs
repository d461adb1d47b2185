using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake.Equality;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Equality;
using Protos.Replication;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Equality;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>Invariant 7: a value changed by hand on either side is found by the next certificate, named to the row, and repaired; what is on its way is no difference.</summary>
[Collection(Alone.Name)]
public sealed class EqualityTests
{
    private const int People = 40;

    [Fact]
    public async Task Certificate_AfterLoad_IsEqualSignedByBothAndKeptOnBothSides()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var first = await LoadAsync(federation, node);
        await node.WithDbAsync(async db =>
        {
            db.Remove(await db.Beneficiaries.FirstAsync(b => b.Id != first));
            return await db.SaveAsync(Federation.AnAct("xóa"), CancellationToken.None);
        });
        await SettledAsync(node);

        var made = await MakeAsync(node);

        var said = EqualityBook.Read(made)!;
        Assert.True(said is { Equal: true, InFlight: 0, Records: People + 1, Rows.Count: 0 }, $"{said.Records}, {said.Differing}, {said.InFlight}: {string.Join(';', said.Rows)}");
        Assert.All(said.Lines, l => Assert.Equal((l.NodeRecords, l.NodeDigest), (l.HubRecords, l.HubDigest)));
        var kept = await federation.Hub!.WithDbAsync(db => db.EqualityCertificates.SingleAsync());
        Assert.Equal((made.Id, made.Records, true), (kept.RunId, kept.Records, kept.IsEqual));
        Assert.Equal(EqualityPacking.Unpack(made.Packed!), EqualityPacking.Unpack(kept.Packed));
        await VerifyByCommandAsync(federation, EqualityPacking.Unpack(kept.Packed));
        await AssertPagesAsync(federation, node, made.Id);
    }

    [Fact]
    public async Task Hub_ChangedByHandInEveryWay_IsNamedAndRepairedByReplay()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        await LoadAsync(federation, node);
        var ids = await federation.Hub!.WithDbAsync(db => db.Beneficiaries.OrderBy(b => b.Id).Select(b => b.Id).Take(5).ToListAsync());
        await SpoilAsync(federation, ids);

        var made = EqualityBook.Read(await MakeAsync(node))!;

        Assert.Equal(
            [(ids[0], DifferenceKind.HubValue), (ids[1], DifferenceKind.HubValue), (ids[2], DifferenceKind.HubMissing), (ids[3], DifferenceKind.HubValue), (ids[4], DifferenceKind.HubStale), (Extra, DifferenceKind.HubExtra)],
            made.Rows.Where(r => r.Kind == "Beneficiary").Select(r => (r.Id, r.What)).OrderBy(r => ids.IndexOf(r.Id) is >= 0 and var i ? i : 99));
        Assert.Contains(made.Rows, r => r is { Kind: "Household", What: DifferenceKind.HubValue } && r.Fields.Contains("HeadName"));
        Assert.Equal(["MonthlyAmount"], made.Rows.Single(r => r.Id == ids[0]).Fields);
        Assert.Equal(1, await federation.Hub!.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.EqualityBroken)));

        await SettledAsync(node);
        Assert.Empty(EqualityBook.Read(await MakeAsync(node))!.Rows);
        Assert.Equal(0, await federation.Hub!.WithDbAsync(db => db.Beneficiaries.CountAsync(b => b.Id == Extra)));
    }

    [Fact]
    public async Task Node_ChangedByHand_IsNamedNotSentAndSettledByAnOfficial()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var id = await LoadAsync(federation, node);
        var second = await node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id != id).Select(b => b.Id).FirstAsync());
        var third = await node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id != id && b.Id != second).Select(b => b.Id).FirstAsync());
        await node.WithDbAsync(async db =>
        {
            await db.Beneficiaries.Where(b => b.Id == id).ExecuteUpdateAsync(s => s.SetProperty(b => b.Village, "Sửa tay").SetProperty(b => b.Status, EntitlementStatus.Ended));
            await db.Beneficiaries.Where(b => b.Id == second).ExecuteUpdateAsync(s => s.SetProperty(b => b.StartMonth, 202501));
            return await db.RecordVersions.Where(v => v.RecordId == third).ExecuteUpdateAsync(s => s.SetProperty(v => v.Message, new byte[] { 1, 2, 3 }).SetProperty(v => v.Packed, false));
        });

        var made = EqualityBook.Read(await MakeAsync(node))!;

        Assert.Equal(
            [(id, DifferenceKind.NodeValue), (second, DifferenceKind.NodeValue), (third, DifferenceKind.NodeVersion)],
            made.Rows.Select(r => (Guid.Parse(r.Id), r.What)).OrderBy(r => r.Item1 == id ? 0 : r.Item1 == second ? 1 : 2));
        Assert.Equal(["village", "status"], made.Rows.Single(r => r.Id == id.ToString("D")).Fields);
        await SettledAsync(node);
        Assert.Equal(["", "Active"], await federation.Hub!.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == id.ToString("D")).Select(b => new[] { b.Village, b.Status }).SingleAsync()));

        using var official = await node.SignInAsync("administrator", "38");
        await PostAsync(official, id, accept: false);
        await PostAsync(official, second, accept: true);
        await SettledAsync(node);
        Assert.Empty(EqualityBook.Read(await MakeAsync(node))!.Rows);
        Assert.Equal("", await node.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == id).Select(b => b.Village).SingleAsync()));
        Assert.Equal(202501, await federation.Hub!.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == second.ToString("D")).Select(b => b.StartMonth).SingleAsync()));
        Assert.Equal(2, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == "equality.accept" || a.Kind == "equality.restore")));
    }

    // Backup on Monday, a dossier on Tuesday, Monday's backup put back: the hub has the only copy.
    [Fact]
    public async Task Dossier_OnlyAtTheHubAfterARestore_IsKeptNamedAndErasedByAnOfficialAlone()
    {
        await using var federation = await Federation.StartAsync();
        Guid id;
        await using (var tuesday = await federation.StartNodeAsync())
        {
            id = await new TestDossiers(tuesday).SubmittedAsync();
            await SettledAsync(tuesday);
        }

        await using var node = await federation.StartNodeAsync();
        await Federation.UntilAsync(() => Task.FromResult(Federation.Status(node).IsFenced));
        var early = await TryAsync(node);
        Assert.NotEqual(EqualityState.Done, early.State);
        Assert.Contains("replication repair", early.Trouble, StringComparison.Ordinal);
        Assert.Equal(0, await ReplicationCommands.RunAsync(node.App.Services, ["replication", "repair"], TextWriter.Null, CancellationToken.None));
        await Federation.UntilAsync(() => Task.FromResult(!Federation.Status(node).IsFenced));
        await SettledAsync(node);
        await Federation.UntilAsync(async () => (await federation.PositionAsync()).Epoch == 2);

        var made = await MakeAsync(node);

        Assert.Equal((id.ToString("D"), DifferenceKind.HubExtra), EqualityBook.Read(made)!.Rows.Select(r => (r.Id, r.What)).Single());
        Assert.Equal((1, 0), (made.Differing, made.Replayed));
        await SettledAsync(node);
        Assert.Equal((1, true), await HeldAsync(federation, id));

        using var official = await node.SignInAsync("administrator", "38");
        var page = await PageReader.OpenAsync(official, "/dong-bo/chung-nhan");
        Assert.Contains("hệ thống không tự xóa", page.Main, StringComparison.Ordinal);
        Assert.Contains("/dong-bo#sau-khoi-phuc", await official.GetStringAsync(new Uri("/dong-bo/chung-nhan", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("Đã xử lý bản ghi", (await page.SubmitAsync(new Dictionary<string, object?> { ["why"] = "Đã nhập lại theo giấy tờ" }, $"form:has(input[value='{id:D}'])")).Main, StringComparison.Ordinal);
        await SettledAsync(node);
        Assert.Empty(EqualityBook.Read(await MakeAsync(node))!.Rows);
        Assert.Equal((0, false), await HeldAsync(federation, id));
        Assert.Equal("Đã nhập lại theo giấy tờ", await node.WithDbAsync(db => db.Acts.Where(a => a.Kind == "equality.erase").Select(a => a.Reason).SingleAsync()));
    }

    [Fact]
    public async Task Changes_WhileItIsMade_AreOnTheirWayAndNoDifference()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var id = await LoadAsync(federation, node);
        using var stop = new CancellationTokenSource();
        var changing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await Federation.AddAsync(node, $"Mới {i}", 3);
                await Federation.RenameAsync(node, id, $"Đổi tên {i}");
            }
        });

        for (var i = 0; i < 5; i++)
        {
            Assert.Empty(EqualityBook.Read(await MakeAsync(node))!.Rows);
        }

        await stop.CancelAsync();
        await changing;
        await SettledAsync(node);
        Assert.True((await MakeAsync(node)) is { Differing: 0, InFlight: 0 });
    }

    [Fact]
    public async Task Hub_ThatAsks_GetsACertificateAfterTheNextAnswer()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var id = await LoadAsync(federation, node);
        await using (var scope = federation.Hub!.App.Services.CreateAsyncScope())
        {
            Assert.True(await scope.ServiceProvider.GetRequiredService<AskEquality>().HandleAsync("38", CancellationToken.None));
            Assert.False(await scope.ServiceProvider.GetRequiredService<AskEquality>().HandleAsync("46", CancellationToken.None));
        }

        await Federation.RenameAsync(node, id, "Đổi tên");
        await Federation.UntilAsync(async () =>
        {
            await node.App.Services.GetRequiredService<EqualityJob>().RunOnceAsync(CancellationToken.None);
            return await federation.Hub.WithDbAsync(db => db.EqualityCertificates.AnyAsync(c => c.Reason == "AskedByHub"));
        });
        Assert.Null(await federation.Hub.WithDbAsync(db => db.Positions.Select(p => p.EqualityAskedAt).SingleAsync()));
    }

    private const string Extra = "00000000-0000-4000-8000-0000000000ff";

    private static async Task<Guid> LoadAsync(Federation federation, NodeHost node)
    {
        var first = await Federation.AddAsync(node, "Lê Thị Thủy", People);
        await node.WithDbAsync(async db =>
        {
            await Households.KeepAsync(db, new HouseholdFacts("38.380.14758", "14758", "Thôn 1", "HN-1"), new MemberFacts("Trần Thị Mẹ", "038160000111"), [new MemberFacts("Lê Thị Thủy") { BeneficiaryId = first }], null, CancellationToken.None);
            return await db.SaveAsync(Federation.AnAct("hộ"), CancellationToken.None);
        });
        await SettledAsync(node);
        return first;
    }

    private static Task SettledAsync(NodeHost node) => Federation.UntilAsync(async () => !await node.WithDbAsync(db => db.Outbox.AnyAsync()));

    // Rows of the dossier, and whether its versions still have content.
    private static Task<(int Rows, bool Content)> HeldAsync(Federation federation, Guid id) => federation.Hub!.WithDbAsync(async db =>
        (await db.Dossiers.CountAsync(d => d.Id == id.ToString("D")), (await db.RecordVersions.Where(v => v.Id == id.ToString("D")).Select(v => v.Payload).ToListAsync()).Exists(p => p.Length > 0)));

    private static async Task<ProvinceNode.Replication.Equality.EqualityCertificate> MakeAsync(NodeHost node)
    {
        var made = await TryAsync(node);
        Assert.True(made.State == EqualityState.Done, made.Trouble);
        return made;
    }

    private static Task<ProvinceNode.Replication.Equality.EqualityCertificate> TryAsync(NodeHost node) => node.WithAsync(async s =>
    {
        var wanted = await s.GetRequiredService<AskCertificate>().BySystemAsync(EqualityReason.AskedByNode, EqualityState.Making, CancellationToken.None);
        return await s.GetRequiredService<MakeCertificate>().HandleAsync(wanted.Id, CancellationToken.None);
    });

    private static Task<bool> SpoilAsync(Federation federation, List<string> ids) => federation.Hub!.WithDbAsync(async db =>
    {
        var extra = await db.Beneficiaries.AsNoTracking().SingleAsync(b => b.Id == ids[0]);
        await db.Beneficiaries.Where(b => b.Id == ids[0]).ExecuteUpdateAsync(s => s.SetProperty(b => b.MonthlyAmount, 1));
        await db.RecordVersions.Where(v => v.Id == ids[1]).ExecuteUpdateAsync(s => s.SetProperty(v => v.Payload, new byte[] { 1, 2, 3 }));
        await db.Beneficiaries.Where(b => b.Id == ids[2]).ExecuteDeleteAsync();
        await db.Beneficiaries.Where(b => b.Id == ids[3]).ExecuteUpdateAsync(s => s.SetProperty(b => b.Version, 99));
        await db.Beneficiaries.Where(b => b.Id == ids[4]).ExecuteUpdateAsync(s => s.SetProperty(b => b.Version, 0));
        await db.Households.ExecuteUpdateAsync(s => s.SetProperty(h => h.HeadName, "Sửa tay"));
        extra.Id = Extra;
        db.Add(extra);
        return await db.SaveChangesAsync() == 1;
    });

    private static async Task PostAsync(HttpClient official, Guid id, bool accept)
    {
        var page = await PageReader.OpenAsync(official, "/dong-bo/chung-nhan");
        var answer = await page.SubmitAsync(
            new Dictionary<string, object?> { ["why"] = "Sửa tay trong cơ sở dữ liệu", ["accept"] = accept ? "true" : "false" }, $"form:has(input[value='{id:D}'])");
        Assert.Contains("Đã xử lý bản ghi", answer.Main, StringComparison.Ordinal);
    }

    private static async Task VerifyByCommandAsync(Federation federation, byte[] file)
    {
        var folder = Directory.CreateTempSubdirectory("equality-").FullName;
        try
        {
            var (path, authority) = (Path.Combine(folder, "c.json"), Path.Combine(folder, "ca.crt"));
            await File.WriteAllBytesAsync(path, file);
            await File.WriteAllTextAsync(authority, federation.Hub!.App.Services.GetRequiredService<CertificateAuthority>().Authority.ExportCertificatePem());
            Assert.Equal((0, true), await RunAsync(path, authority));
            file[file.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, file);
            Assert.Equal((1, false), await RunAsync(path, authority));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<(int Code, bool Told)> RunAsync(string path, string authority)
        {
            var (output, errors) = (new StringWriter(), new StringWriter());
            var code = await HubCommands.RunAsync(["equality", "verify", path, "--authority", authority, "--Data:Folder", Path.Combine(folder, "hub")], output, errors, CancellationToken.None);
            return (code, output.ToString().Contains("hai bên khớp", StringComparison.Ordinal));
        }
    }

    private static async Task AssertPagesAsync(Federation federation, NodeHost node, Guid run)
    {
        using var official = await node.SignInAsync("administrator", "38");
        Assert.Contains("Hai bên khớp", await official.GetStringAsync(new Uri("/dong-bo", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("Đối chiếu ngay", await official.GetStringAsync(new Uri("/dong-bo/chung-nhan", UriKind.Relative)), StringComparison.Ordinal);
        using var authority = X509CertificateLoader.LoadCertificate(federation.Hub!.App.Services.GetRequiredService<CertificateAuthority>().Authority.RawData);
        Assert.Empty(EqualitySeal.Verify(await official.GetByteArrayAsync(new Uri($"/dong-bo/chung-nhan?handler=File&so={run}", UriKind.Relative)), authority).Faults);
    }
}
