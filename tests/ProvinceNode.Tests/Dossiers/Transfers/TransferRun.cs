using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Gateways.Transfers;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;
using TestSupport;
using Client = Protos.Transfer.TransferMailbox.TransferMailboxClient;

namespace ProvinceNode.Tests.Dossiers.Transfers;

/// <summary>A real hub, the real node of Thanh Hóa in two-tier days, and the node of Huế played over its certificate.</summary>
internal sealed class TransferRun : IAsyncDisposable
{
    public const string Commune = "38.16072";
    public const string HueCommune = "19753";
    private readonly string _folder = Directory.CreateTempSubdirectory("transfer-").FullName;
    private GrpcChannel? _channel;
    private readonly int _port = Ports.Free();

    public HubHost Hub { get; private set; } = null!;

    public NodeHost Node { get; private set; } = null!;

    public OutcomeRun Run { get; private set; } = null!;

    /// <summary>The node of Huế.</summary>
    public Client Hue { get; private set; } = null!;

    public static async Task<TransferRun> StartAsync(string day = "2026-08-03")
    {
        var world = new TransferRun();
        await world.StartHubAsync();
        var files = Path.Combine(world._folder, "node");
        (await world.Hub.AddProvinceAsync("38", files)).Dispose();
        world._channel = world.Hub.Channel(await world.Hub.AddProvinceAsync("46"));
        world.Hue = new Client(world._channel);
        world.Node = await NodeHost.StartAsync(new NodeHostSettings
        {
            Day = OutcomeTests.Day(day),
            Configuration = new Dictionary<string, string?>
            {
                ["Hub:Address"] = $"https://127.0.0.1:{world._port}", ["Hub:CertificateFile"] = Path.Combine(files, HubHost.NodeBundle), ["Hub:AuthorityFile"] = Path.Combine(files, HubHost.AuthorityFile),
            },
        });
        world.Run = new OutcomeRun(world.Node);
        return world;
    }

    public async Task StartHubAsync() => Hub = await HubHost.StartAsync(Path.Combine(_folder, "hub"), b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Listen:NodePort"] = $"{_port}" }));

    public ValueTask StopHubAsync() => Hub.DisposeAsync();

    public Task RoundAsync() => Node.WithAsync(s => s.GetRequiredService<TransferRounds>().RunOnceAsync(default));

    /// <summary>Somebody who receives by a decision of the node, and whose decision to move to Huế has its number.</summary>
    public async Task<TransferHalf> LeavingAsync(Person person, string province = "46", string commune = HueCommune)
    {
        await Run.DecidedAsync(await Run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, person, Commune), person.With(ProvinceNode.Eligibility.DisabilityDegree.Severe, OutcomeTests.Day("2026-08-03")));
        await Run.DecidedAsync(await Run.FiledAsync(Procedures.Move, RequestKind.MoveOut, person, Commune), person.Plain, new Measure { ToProvince = province, ToCommune = commune });
        Node.Clock.SetDay(new VietnamTime(Node.Clock).Today.AddDays(1)); // nobody seals papers here: the object waits for them no longer
        return await OutAsync();
    }

    public Task<TransferHalf> OutAsync() => Node.WithDbAsync(db => db.TransferHalves.AsNoTracking().SingleAsync(h => h.Side == TransferSide.Out));

    public Task<TransferHalf> InAsync() => Node.WithDbAsync(db => db.TransferHalves.AsNoTracking().SingleAsync(h => h.Side == TransferSide.In));

    public Task<TransferObject> AtHubAsync() => Hub.WithDbAsync(db => db.Transfers.AsNoTracking().SingleAsync());

    public async Task<PullReply> HuePullsAsync() => await Hue.PullAsync(new PullRequest { Most = 20, Epoch = 1 });

    public async Task HueAnswersAsync(TransferHalf half, TransferOutcome outcome, string reason) => await Hue.AnswerAsync(new AnswerRequest
    {
        Answer = new TransferAnswer
        {
            TransferId = half.TransferId.ToString("D"), Outcome = outcome, Reason = reason, FirstMonth = outcome == TransferOutcome.Taken ? new PayMonth(half.StopMonth).AddMonths(1).Number : 0,
            Decision = outcome == TransferOutcome.Returned ? null : new TransferDecision { Number = "05/QĐ-UBND", SignedOn = "2026-09-03", Issuer = "UBND phường Phú Xuân" },
        },
    });

    /// <summary>Huế posts somebody to a commune of the node, with a paper.</summary>
    public async Task<Transfer> HuePostsAsync(Person person, Action<Transfer>? change = null, string category = "6.n.adult")
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Citizens.WizardTests.Photo));
        var sent = new Transfer
        {
            TransferId = Guid.NewGuid().ToString("D"), Version = 1, StopMonth = 202607, Category = category,
            From = new TransferPlace { CommuneCode = HueCommune, Name = "Phường Phú Xuân, Thành phố Huế" }, To = new TransferPlace { ProvinceCode = "38", CommuneCode = "16078", Name = "Xã Vạn Lộc, Tỉnh Thanh Hóa" },
            Person = new TransferPerson { FullName = person.Name, BirthDate = person.Born, Sex = 1, CitizenId = person.Number, EthnicCode = "01", NewAddress = "Thôn Mới" },
            Form = new TransferForm { DossierCode = "H57-1", FormCode = "DN", FormVersion = "2021-07-01", Answers = "{}", Channel = 1 },
            Decision = new TransferDecision { Number = "11/QĐ-UBND", SignedOn = "2026-07-20", Issuer = "UBND phường Phú Xuân" },
        };
        sent.Payments.Add(new TransferPayment { Kind = "Assistance", CategoryCode = category, Times = 1, ReceiverName = person.Name, ReceiverNumber = person.Number, Method = "cash" });
        sent.Papers.Add(new TransferPaper { Kind = "giay-xac-nhan-khuyet-tat", FileName = "giay.jpg", Hash = hash, Bytes = Citizens.WizardTests.Photo.Length });
        change?.Invoke(sent);
        await Hue.PostAsync(new PostRequest { Transfer = sent });
        using var call = Hue.PutPaper();
        await call.RequestStream.WriteAsync(new PaperPart { TransferId = sent.TransferId, Hash = hash, Content = ByteString.CopyFrom(Citizens.WizardTests.Photo) });
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
        Assert.Equal(TransferStage.Waiting, (await Hue.PostAsync(new PostRequest { Transfer = sent })).Stage);
        return sent;
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await Node.DisposeAsync();
        await Hub.DisposeAsync();
        DataFolder.Remove(_folder);
    }
}
