using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using NationalHub.Gateways.Transfers;
using NationalHub.Provinces;
using NationalHub.Tests.Platform;
using Protos.Transfer;
using TestSupport;
using Client = Protos.Transfer.TransferMailbox.TransferMailboxClient;

namespace NationalHub.Tests.Gateways;

/// <summary>The mailbox of changes of residence between provinces, by real certificates: posted once, read by the new place alone, answered once, forgotten (policy 3.7).</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private static readonly byte[] Paper = [.. Enumerable.Range(0, 600_000).Select(i => (byte)(i * 7))];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Paper));
    private readonly List<GrpcChannel> _channels = [];
    private HubHost _hub = null!;
    private Client _old = null!;
    private Client _new = null!;
    private Client _stranger = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync(configure: b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Transfers:MostOpen"] = "3" }));
        (_old, _new, _stranger) = (await NodeAsync("38"), await NodeAsync("46"), await NodeAsync("48"));
    }

    public async Task DisposeAsync()
    {
        _channels.ForEach(c => c.Dispose());
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Transfer_TakenByTheNewPlace_TravelsOnceAndIsForgotten()
    {
        var sent = Sent();
        var first = await PostAsync(sent);
        Assert.Equal((TransferStage.Fetching, Hash), (first.Stage, Assert.Single(first.Missing)));
        Assert.Empty((await _new.PullAsync(new PullRequest { Most = 10 })).Arrivals); // not before it is whole
        await PutAsync(_old, sent.TransferId, Paper);
        Assert.Equal(TransferStage.Waiting, (await PostAsync(sent)).Stage);
        Assert.Equal(TransferStage.Waiting, (await PostAsync(sent)).Stage); // again

        var row = await RowAsync(sent.TransferId);
        Assert.DoesNotContain("Thủy", Encoding.UTF8.GetString(row.Sealed), StringComparison.Ordinal);
        var arrival = Assert.Single((await _new.PullAsync(new PullRequest { Most = 10, Epoch = 1 })).Arrivals);
        Assert.Equal(("38", "Nguyễn Văn Thủy", 202210), (arrival.From.ProvinceCode, arrival.Person.FullName, arrival.StopMonth)); // the province is the certificate's
        Assert.Equal(Paper, await PaperAsync(_new, sent.TransferId, Hash));
        Assert.Single((await _new.PullAsync(new PullRequest { Most = 10, Epoch = 1 })).Arrivals); // until it is received
        Assert.Equal(TransferStage.Offered, (await _old.RecallAsync(Ask(sent))).Stage); // shown: no way back
        Assert.Equal(TransferStage.Received, (await _new.ReceiveAsync(new ReceiveRequest { TransferId = sent.TransferId, Epoch = 1 })).Stage);
        var pulled = await _new.PullAsync(new PullRequest { Most = 10, Epoch = 1 });
        Assert.Equal((0, sent.TransferId), (pulled.Arrivals.Count, Assert.Single(pulled.Open)));
        Assert.Single((await _new.PullAsync(new PullRequest { Most = 10, Epoch = 2 })).Arrivals); // the node was restored from a backup

        await _new.AnswerAsync(Word(sent, TransferOutcome.Taken));
        Assert.Equal(TransferOutcome.Taken, (await _new.AnswerAsync(Word(sent, TransferOutcome.Returned))).Outcome); // the first word counts
        Assert.Empty((await _new.PullAsync(new PullRequest { Most = 10, Epoch = 3 })).Arrivals);
        var answer = Assert.Single((await _old.PullAsync(new PullRequest { Most = 10 })).Answers);
        Assert.Equal((TransferOutcome.Taken, 202211, "05/QĐ-UBND"), (answer.Outcome, answer.FirstMonth, answer.Decision.Number));
        Assert.Equal(TransferStage.Settled, (await _old.SettleAsync(Ask(sent))).Stage);
        Assert.Empty((await _old.PullAsync(new PullRequest { Most = 10 })).Answers);
        Assert.Equal((TransferStage.Settled, TransferOutcome.Taken), await PostAsync(sent) is var late ? (late.Stage, late.Outcome) : default); // a restored node posts again
        row = await RowAsync(sent.TransferId);
        Assert.Equal((0, 0, 64), (row.Sealed.Length, row.SealedAnswer.Length, row.Hash.Length)); // who, when and the hash stay
        Assert.False(Directory.Exists(Path.Combine(_hub.Folder, "mailbox", TransferDesk.FolderOf(sent.TransferId))));
    }

    // What nodes of the version after this hub's tell each other passes through it whole.
    [Fact]
    public async Task Transfer_WithFieldsThatTheHubDoesNotKnow_ArrivesWithThem()
    {
        var sent = Sent();
        byte[] later = [0xF8, 0x3F, 0x07]; // field 1023, a number: 7
        sent.Payments.Add(new TransferPayment { Kind = "Assistance", CategoryCode = "6.n.adult", Times = 1, BeginsIn = 202212 });
        sent.Payments[^1] = TransferPayment.Parser.ParseFrom([.. sent.Payments[^1].ToByteArray(), .. later]);
        sent = Transfer.Parser.ParseFrom([.. sent.ToByteArray(), .. later]);
        await PostAsync(sent);
        await PutAsync(_old, sent.TransferId, Paper);
        Assert.Equal(TransferStage.Waiting, (await PostAsync(sent)).Stage);

        var arrival = Assert.Single((await _new.PullAsync(new PullRequest { Most = 10, Epoch = 1 })).Arrivals);
        Assert.Equal(202212, arrival.Payments[^1].BeginsIn);
        Assert.Equal(sent.Payments[^1].ToByteArray(), arrival.Payments[^1].ToByteArray());
        Assert.EndsWith(Convert.ToHexString(later), Convert.ToHexString(arrival.ToByteArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transfer_OfTwoOthers_IsNotThereForAStrangerAndThatIsRecorded()
    {
        var sent = await WaitingAsync();

        Assert.Empty((await _stranger.PullAsync(new PullRequest { Most = 10 })).Arrivals);
        await RefusedAsync(StatusCode.NotFound, () => PaperAsync(_stranger, sent.TransferId, Hash));
        await RefusedAsync(StatusCode.NotFound, async () => await _stranger.AnswerAsync(Word(sent, TransferOutcome.Returned)));
        await RefusedAsync(StatusCode.NotFound, async () => await _stranger.SettleAsync(Ask(sent)));
        await RefusedAsync(StatusCode.NotFound, async () => await _stranger.RecallAsync(Ask(sent)));
        await RefusedAsync(StatusCode.NotFound, async () => await _stranger.PostAsync(new PostRequest { Transfer = sent }));
        await RefusedAsync(StatusCode.NotFound, async () => await _new.SettleAsync(Ask(sent))); // each side does its own part alone
        await RefusedAsync(StatusCode.NotFound, async () => await _old.AnswerAsync(Word(sent, TransferOutcome.Returned)));
        await RefusedAsync(StatusCode.NotFound, () => PaperAsync(_old, sent.TransferId, Hash));
        var looked = new LookRequest();
        looked.TransferIds.Add(sent.TransferId);
        Assert.Equal(TransferStage.Unknown, (await _stranger.LookAsync(looked)).States.Single().Stage);

        Assert.Equal(TransferStage.Waiting, (await RowAsync(sent.TransferId)).Stage);
        var events = await _hub.WithDbAsync(db => db.SecurityEvents.Where(e => e.Kind == SecurityEventKind.TransferForeign).ToListAsync());
        Assert.Equal(6, events.Where(e => e.ProvinceCode == "48").Sum(e => e.Times));
        Assert.All(events, e => Assert.DoesNotContain("Thủy", e.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transfer_ToAProvinceWithoutANode_IsToldAtOnceAndNothingIsKept()
    {
        var nowhere = Sent();
        nowhere.To.ProvinceCode = "01";
        Assert.Equal(TransferStage.NoNode, (await PostAsync(nowhere)).Stage);

        // What is tried out never meets what is real.
        await _hub.WithDbAsync(db => db.Provinces.Where(p => p.Code == "46").ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, ProvinceStage.Live)));
        Assert.Equal(TransferStage.NoNode, (await PostAsync(Sent())).Stage);
        await _hub.WithDbAsync(db => db.Provinces.Where(p => p.Code == "38").ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, ProvinceStage.Pilot)));
        var sent = Sent();
        Assert.Equal(TransferStage.Fetching, (await PostAsync(sent)).Stage);

        // Barred since: what was only shown can be taken back.
        await PutAsync(_old, sent.TransferId, Paper);
        await PostAsync(sent);
        await _new.PullAsync(new PullRequest { Most = 10 });
        await _hub.WithDbAsync(db => db.NodeCertificates.Where(c => c.ProvinceCode == "46").ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, TimeProvider.System.GetUtcNow().UtcDateTime)));
        Assert.Equal(TransferStage.Recalled, (await _old.RecallAsync(Ask(sent))).Stage);
        Assert.Equal(1, await _hub.WithDbAsync(db => db.Transfers.CountAsync()));
    }

    [Fact]
    public async Task Transfer_Recalled_ComesTooLateWhenItIsPostedAgain()
    {
        var sent = await WaitingAsync();
        Assert.Equal(TransferStage.Recalled, (await _old.RecallAsync(Ask(sent))).Stage);
        Assert.Equal(TransferStage.Recalled, (await PostAsync(sent)).Stage);
        Assert.Empty((await _new.PullAsync(new PullRequest { Most = 10 })).Arrivals);
        var unknown = Sent();
        Assert.Equal(TransferStage.Recalled, (await _old.RecallAsync(Ask(unknown))).Stage); // its post is still under way
        Assert.Equal(TransferStage.Recalled, (await PostAsync(unknown)).Stage);

        var corrected = await WaitingAsync();
        (corrected.Version, corrected.To.ProvinceCode) = (2, "48");
        Assert.Equal(TransferStage.Waiting, (await PostAsync(corrected)).Stage);
        Assert.Empty((await _new.PullAsync(new PullRequest { Most = 10 })).Arrivals);
        Assert.Single((await _stranger.PullAsync(new PullRequest { Most = 10 })).Arrivals);
        (corrected.Version, corrected.To.ProvinceCode) = (3, "46");
        Assert.Equal((TransferStage.Offered, 2), await PostAsync(corrected) is var state ? (state.Stage, (int)state.Version) : default); // shown already
    }

    [Fact]
    public async Task Transfer_Wrong_IsRefusedWithEverythingInVietnamese()
    {
        var wrong = Sent();
        (wrong.Version, wrong.StopMonth, wrong.To.CommuneCode) = (0, 202213, "7");
        wrong.Papers[0].Hash = "x";
        var told = await RefusedAsync(StatusCode.InvalidArgument, async () => await _old.PostAsync(new PostRequest { Transfer = wrong }));
        Assert.All(new[] { "số phiên bản", "mã xã 5 chữ số", "yyyyMM", "SHA-256" }, part => Assert.Contains(part, told, StringComparison.Ordinal));
        var own = Sent();
        own.To.ProvinceCode = "38";
        Assert.Contains("cùng tỉnh", await RefusedAsync(StatusCode.InvalidArgument, async () => await _old.PostAsync(new PostRequest { Transfer = own })), StringComparison.Ordinal);
        var large = Sent();
        large.Form.Answers = new string('x', 300_000);
        Assert.Contains("256 KB", await RefusedAsync(StatusCode.InvalidArgument, async () => await _old.PostAsync(new PostRequest { Transfer = large })), StringComparison.Ordinal);

        var sent = Sent();
        await PostAsync(sent);
        await RefusedAsync(StatusCode.InvalidArgument, () => PutAsync(_old, sent.TransferId, Paper[..^1])); // shorter than it said
        await RefusedAsync(StatusCode.InvalidArgument, () => PutAsync(_old, sent.TransferId, [.. Paper, 1]));
        await RefusedAsync(StatusCode.InvalidArgument, () => PutAsync(_old, sent.TransferId, [.. Paper.Reverse()]));
        await PutAsync(_old, sent.TransferId, Paper);
        await PostAsync(sent);
        await RefusedAsync(StatusCode.InvalidArgument, async () => await _new.AnswerAsync(Word(sent, TransferOutcome.Returned, reason: "")));
        var late = Word(sent, TransferOutcome.Taken);
        late.Answer.FirstMonth = 202212;
        Assert.Contains("từ tháng 11/2022", await RefusedAsync(StatusCode.InvalidArgument, async () => await _new.AnswerAsync(late)), StringComparison.Ordinal);

        await PostAsync(Sent());
        await PostAsync(Sent());
        Assert.Contains("nhiều nhất 3", await RefusedAsync(StatusCode.ResourceExhausted, async () => await _old.PostAsync(new PostRequest { Transfer = Sent() })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfTheOperator_TellsWhereEachIsAndNamesNobody()
    {
        var sent = await WaitingAsync();
        using var client = OperatorClient.Stranger(_hub);
        Assert.Contains("Đăng nhập trục quốc gia", await client.GetStringAsync(new Uri("/chuyen-tinh", UriKind.Relative)), StringComparison.Ordinal);
        await client.SignInAsync(_hub);

        var page = await client.PageAsync("/chuyen-tinh?tinh=38");
        Assert.All(new[] { sent.TransferId, "Tỉnh Thanh Hóa, xã 16072", "trong hộp thư", "data-label=\"Chờ tỉnh\">46</td>" }, part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.All(new[] { "Thủy", "HIV", "6.n" }, part => Assert.DoesNotContain(part, page, StringComparison.Ordinal));
        await _new.AnswerAsync(Word(sent, TransferOutcome.Returned));
        Assert.Contains("nơi đi chưa lấy", await client.PageAsync("/chuyen-tinh"), StringComparison.Ordinal);
        await _old.SettleAsync(Ask(sent));
        Assert.Contains("Không có hồ sơ chuyển nào", await client.PageAsync("/chuyen-tinh"), StringComparison.Ordinal);
        Assert.Contains("nơi đến trả lại", await client.PageAsync("/chuyen-tinh?xong=true"), StringComparison.Ordinal);
    }

    private async Task<Client> NodeAsync(string province)
    {
        var channel = _hub.Channel(await _hub.AddProvinceAsync(province));
        _channels.Add(channel);
        return new Client(channel);
    }

    private async Task<TransferState> PostAsync(Transfer sent) => await _old.PostAsync(new PostRequest { Transfer = sent });

    private async Task<Transfer> WaitingAsync()
    {
        var sent = Sent();
        await PostAsync(sent);
        await PutAsync(_old, sent.TransferId, Paper);
        Assert.Equal(TransferStage.Waiting, (await PostAsync(sent)).Stage);
        return sent;
    }

    private static async Task PutAsync(Client node, string id, byte[] content)
    {
        using var call = node.PutPaper();
        for (var at = 0; at < content.Length; at += 100_000)
        {
            await call.RequestStream.WriteAsync(new PaperPart { TransferId = at == 0 ? id : "", Hash = at == 0 ? Hash : "", Content = ByteString.CopyFrom(content, at, Math.Min(100_000, content.Length - at)) });
        }

        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }

    private static async Task<byte[]> PaperAsync(Client node, string id, string hash)
    {
        using var call = node.GetPaper(new PaperRequest { TransferId = id, Hash = hash });
        using var content = new MemoryStream();
        while (await call.ResponseStream.MoveNext(default))
        {
            call.ResponseStream.Current.Content.WriteTo(content);
        }

        return content.ToArray();
    }

    private static async Task<string> RefusedAsync(StatusCode code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, refused.StatusCode);
        return refused.Status.Detail;
    }

    private Task<TransferObject> RowAsync(string id) => _hub.WithDbAsync(db => db.Transfers.AsNoTracking().SingleAsync(t => t.Id == id));

    private static TransferRequest Ask(Transfer sent) => new() { TransferId = sent.TransferId };

    private static AnswerRequest Word(Transfer sent, TransferOutcome outcome, string reason = "Không cư trú tại phường") => new()
    {
        Answer = new TransferAnswer
        {
            TransferId = sent.TransferId, Outcome = outcome, Reason = reason, FirstMonth = outcome == TransferOutcome.Taken ? 202211 : 0,
            Decision = outcome == TransferOutcome.Taken ? new TransferDecision { Number = "05/QĐ-UBND", SignedOn = "2022-11-03", Issuer = "UBND thành phố Huế" } : null,
        },
    };

    private static Transfer Sent()
    {
        var sent = new Transfer
        {
            TransferId = Guid.NewGuid().ToString("D"), Version = 1, StopMonth = 202210, Category = "6.n.adult", Facts = "{\"hiv\":1}",
            From = new TransferPlace { ProvinceCode = "01", CommuneCode = "16072", Name = "Xã Hoa Lộc, Tỉnh Thanh Hóa" }, To = new TransferPlace { ProvinceCode = "46", CommuneCode = "19774", Name = "Phường Phú Hội, Thành phố Huế" },
            Person = new TransferPerson { FullName = "Nguyễn Văn Thủy", BirthDate = "1982-03-15", Sex = 1, CitizenId = "038082000102" }, Form = new TransferForm { DossierCode = "H56-1" },
            Decision = new TransferDecision { Number = "01/QĐ-UBND", SignedOn = "2022-10-20", Issuer = "UBND huyện Hậu Lộc" },
        };
        sent.Papers.Add(new TransferPaper { Kind = "bo-sung", FileName = "giay.pdf", Hash = Hash, Bytes = Paper.Length });
        return sent;
    }
}
