using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>Two real nodes and the hub between them over mutual TLS: a move travels as one object and comes back with its reason, also when the hub stops in between (policy 3.7).</summary>
[Collection(Alone.Name)]
public sealed class TransferTests
{
    private const string From = "38.16072";
    private const string To = "46.19753";

    [Fact]
    public async Task Transfer_BetweenTwoNodes_GoesThereAndComesBackWithItsReason()
    {
        var folder = Directory.CreateTempSubdirectory("transfers-").FullName;
        var port = Ports.Free();
        var hub = await HubAsync(folder, port);
        await using var old = await NodeAsync(hub, folder, "38", port);
        await using var next = await NodeAsync(hub, folder, "46", port);
        var half = await LeavingAsync(old);

        await RoundAsync(old);
        await hub.DisposeAsync();
        await RoundAsync(next); // nobody answers: nothing is lost, nothing is made
        hub = await HubAsync(folder, port);
        await RoundAsync(next);
        await RoundAsync(next);
        var dossier = await next.WithDbAsync(db => db.Dossiers.AsNoTracking().Include(d => d.Steps).SingleAsync());
        Assert.Equal((To, RequestKind.MoveIn, "Lê Thị Thủy"), (dossier.TenantPath, dossier.Kind, dossier.Owner.FullName));
        await RoundAsync(old);
        Assert.Contains("Thành phố Huế đã nhận ngày", await PageAsync(old, From), StringComparison.Ordinal);

        var officer = await next.SignInAsync(Roles.SocialOfficer, To);
        var page = await (await PageReader.OpenAsync(officer, $"/ho-so/{dossier.Id}/tra-lai-chuyen-di")).SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Không cư trú tại phường" });
        Assert.Contains("Đã trả lại", page.Document.Body!.TextContent, StringComparison.Ordinal);
        await RoundAsync(next);
        await RoundAsync(old);
        await RoundAsync(next);

        half = await old.WithDbAsync(db => db.TransferHalves.AsNoTracking().SingleAsync());
        Assert.Equal((TransferStatus.Returned, TransferPassage.Settled, "Không cư trú tại phường"), (half.Status, half.Passage, half.Reason));
        Assert.Equal(From, (await old.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.Resume))).TenantPath);
        Assert.Equal((TransferStatus.Returned, TransferPassage.Settled), await next.WithDbAsync(db => db.TransferHalves.AsNoTracking().SingleAsync()) is var arrived ? (arrived.Status, arrived.Passage) : default);
        Assert.Equal((TransferStage.Settled, 0), await hub.WithDbAsync(db => db.Transfers.AsNoTracking().SingleAsync()) is var row ? (row.Stage, row.Sealed.Length) : default);
        await hub.DisposeAsync();
    }

    private static Task<HubHost> HubAsync(string folder, int port) =>
        HubHost.StartAsync(Path.Combine(folder, "hub"), b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Listen:NodePort"] = $"{port}" }));

    private static async Task<NodeHost> NodeAsync(HubHost hub, string folder, string province, int port)
    {
        var files = Path.Combine(folder, province);
        (await hub.AddProvinceAsync(province, files)).Dispose();
        return await NodeHost.StartAsync(new NodeHostSettings
        {
            Province = province, Day = new DateOnly(2026, 8, 3),
            Configuration = new Dictionary<string, string?>
            {
                ["Hub:Address"] = $"https://127.0.0.1:{port}", ["Hub:CertificateFile"] = Path.Combine(files, HubHost.NodeBundle), ["Hub:AuthorityFile"] = Path.Combine(files, HubHost.AuthorityFile),
            },
        });
    }

    // Signed and numbered: the verbs that lead there are tried beside the node.
    private static async Task<TransferHalf> LeavingAsync(NodeHost node)
    {
        var now = new VietnamTime(node.Clock).UtcNow;
        var person = Sample.Beneficiary(From, "Lê Thị Thủy", "38-16072-000001");
        person.Status = EntitlementStatus.Ended;
        var dossier = Sample.Dossier(From, person.FullName, "H56-260803-0001", Procedures.Move);
        var decision = new Decision
        {
            Id = Guid.CreateVersion7(), DossierId = dossier.Id, DossierCode = dossier.Code, TenantPath = From, Paper = MoveOutcome.Paper, SignedOn = new DateOnly(2026, 8, 3), SignerId = Guid.NewGuid(), SignerName = "Chủ tịch",
            SignerTitle = "Chủ tịch", IssuerPath = From, IssuerName = "UBND xã Hoa Lộc", Content = "{}", Explanation = "{}", Number = "01/QĐ-UBND", NumberedAt = now, NumberedBy = "Văn thư",
        };
        var packet = new TransferPacket(person.FullName, [new TransferRow(EntitlementKind.Assistance, "6.n.adult", 150, 750_000, person.FullName, "", "")], null, dossier.Code);
        var half = new TransferHalf
        {
            Id = Guid.CreateVersion7(), TransferId = Guid.CreateVersion7(), Side = TransferSide.Out, TenantPath = From, BeneficiaryId = person.Id, OtherProvince = "46", OtherCommune = "19753",
            OtherName = "Phường Phú Xuân, Thành phố Huế", StopMonth = 202608, Status = TransferStatus.Outside, DecisionId = decision.Id, Packet = packet.ToJson(), RecordedAt = now,
        };
        await node.WithDbAsync(db =>
        {
            db.AddRange(person, dossier, decision, half);
            return db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, now), default);
        });
        return half;
    }

    private static Task RoundAsync(NodeHost node) => node.WithAsync(s => s.GetRequiredService<TransferRounds>().RunOnceAsync(default));

    private static async Task<string> PageAsync(NodeHost node, string office) => (await PageReader.OpenAsync(await node.SignInAsync(Roles.SocialOfficer, office), "/doi-tuong/chuyen-noi-o")).Document.Body!.TextContent;
}
