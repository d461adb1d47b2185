using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Protos.Transfer;
using TestSupport;
using Client = Protos.Transfer.TransferMailbox.TransferMailboxClient;

namespace NationalHub.Tests.Gateways;

/// <summary>One province cannot keep another from its transfers, by size or by number (policy 3.7).</summary>
public sealed class TransferPullTests : IAsyncLifetime
{
    private const int Many = 24;
    private HubHost _hub = null!;
    private GrpcChannel _oldChannel = null!;
    private GrpcChannel _newChannel = null!;

    private Client Old => new(_oldChannel);

    private Client New => new(_newChannel);

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        (_oldChannel, _newChannel) = (_hub.Channel(await _hub.AddProvinceAsync("38")), _hub.Channel(await _hub.AddProvinceAsync("46")));
    }

    public async Task DisposeAsync()
    {
        _oldChannel.Dispose();
        _newChannel.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Pull_OfManyLargeObjects_FitsInWhatANodeTakesAndShowsEach()
    {
        for (var i = 0; i < Many; i++)
        {
            Assert.Equal(TransferStage.Waiting, (await Old.PostAsync(new PostRequest { Transfer = Sent(250_000) })).Stage);
        }

        var seen = new HashSet<string>();
        var first = await New.PullAsync(new PullRequest { Most = 20, Epoch = 1 });
        Assert.InRange(first.CalculateSize(), 1_000_000, 2 * 1024 * 1024);
        Assert.Equal(Many - first.Arrivals.Count, await _hub.WithDbAsync(db => db.Transfers.CountAsync(t => t.Stage == TransferStage.Waiting))); // what was not shown can be recalled
        seen.UnionWith(first.Arrivals.Select(a => a.TransferId));
        for (var round = 0; round < 2; round++)
        {
            seen.UnionWith((await New.PullAsync(new PullRequest { Most = 20, Epoch = 1 })).Arrivals.Select(a => a.TransferId));
        }

        Assert.Equal(Many, seen.Count);
    }

    [Fact]
    public async Task Pull_WhenTheOldestCannotBeTakenIn_ShowsTheOthersToo()
    {
        for (var i = 0; i < Many; i++)
        {
            await Old.PostAsync(new PostRequest { Transfer = Sent(10) });
        }

        var first = (await New.PullAsync(new PullRequest { Most = 20, Epoch = 1 })).Arrivals.Select(a => a.TransferId).ToList();
        var second = (await New.PullAsync(new PullRequest { Most = 20, Epoch = 1 })).Arrivals.Select(a => a.TransferId).ToList();
        Assert.Equal(Many, first.Union(second).Count()); // none of the first page was received
        Assert.Equal(second[..4].Order(), second.Except(first).Order()); // those that were never shown come first
    }

    [Fact]
    public async Task Message_ThatNamesAGroupOrIsTooLarge_IsNotKept()
    {
        var apart = Sent(10);
        apart.Payments.Add(new TransferPayment { Kind = "Assistance", CategoryCode = "3.u4", Times = 1 });
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await Old.PostAsync(new PostRequest { Transfer = apart }))).StatusCode);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.Transfers.CountAsync()));

        var sent = Sent(10);
        await Old.PostAsync(new PostRequest { Transfer = sent });
        var large = new TransferAnswer
        {
            TransferId = sent.TransferId, Outcome = TransferOutcome.Returned, Reason = "Không cư trú", Decision = new TransferDecision { Issuer = new string('x', 3_000_000) },
        };
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await New.AnswerAsync(new AnswerRequest { Answer = large }))).StatusCode);
    }

    private static Transfer Sent(int letters) => new()
    {
        TransferId = Guid.NewGuid().ToString("D"), Version = 1, StopMonth = 202210, Category = "6.n.adult",
        From = new TransferPlace { ProvinceCode = "38", CommuneCode = "16072", Name = "Xã Hoa Lộc, Tỉnh Thanh Hóa" }, To = new TransferPlace { ProvinceCode = "46", CommuneCode = "19774", Name = "Phường Phú Hội, Thành phố Huế" },
        Person = new TransferPerson { FullName = "Nguyễn Văn Thủy", BirthDate = "1982-03-15", Sex = 1, CitizenId = "038082000102" },
        Form = new TransferForm { DossierCode = "H56-1", Answers = new string('x', letters) }, Decision = new TransferDecision { Number = "01/QĐ-UBND", SignedOn = "2022-10-20", Issuer = "UBND huyện Hậu Lộc" },
    };
}
