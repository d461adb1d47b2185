using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Population;
using Protos.Identity;
using TestSupport;

namespace NationalHub.Tests.Gateways;

/// <summary>A node asks about many people at once, for one purpose.</summary>
public sealed class VerifyManyTests : IAsyncLifetime
{
    private ServicesRun _services = null!;
    private HubHost _hub = null!;
    private X509Certificate2 _certificate = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _services = await ServicesRun.StartAsync();
        _hub = await GatewayHub.StartAsync(_services, null, null, ("DailyQuota", "5"));
        _certificate = await _hub.AddProvinceAsync("38");
        _channel = _hub.Channel(_certificate);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _hub.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task VerifyMany_OfSeveral_AnswersEachInOrderAndLogsEachWithThePurpose()
    {
        var reply = await AskAsync(
            Question("1", "038154000001", "Lê Thị Hòa", "1954-03-02", 2), Question("2", "038154000001", "Lê Thị Hoa", "1955", 2),
            Question("3", "038154999999", "Lê Thị Hòa", "1954", 2), Question("4", "12", "Lê Thị Hòa", "1954", 2), Question("5", "038050000002", "Phạm Văn Thủy", "1950", 1));

        Assert.Equal(["1", "2", "3", "4", "5"], reply.Answers.Select(a => a.RequestId));
        Assert.Equal([VerifyOutcome.Matched, VerifyOutcome.NotMatched, VerifyOutcome.NotFound, null, VerifyOutcome.Matched], reply.Answers.Select(a => a.Reply?.Outcome));
        Assert.Equal(AnswerRefusal.Invalid, reply.Answers[3].Refusal);
        Assert.Contains("12 chữ số", reply.Answers[3].RefusalReason, StringComparison.Ordinal);
        Assert.Equal("2022-09-01", reply.Answers[4].Reply.DeathDate);
        var logged = await _hub.WithDbAsync(db => db.IdentityQueries.ToListAsync());
        Assert.Equal(4, logged.Count);
        Assert.All(logged, q => Assert.Equal(("Rà soát cuối năm", "quantri.38", "38"), (q.Purpose, q.Official, q.ProvinceCode)));
    }

    [Fact]
    public async Task VerifyMany_AskedAgain_GivesTheKeptAnswersWithoutASecondQuery()
    {
        var first = await AskAsync(Question("1", "038154000001", "Lê Thị Hòa", "1954-03-02", 2));
        var again = await AskAsync(Question("1", "038154000001", "Lê Thị Hòa", "1954-03-02", 2));

        Assert.Equal(first, again);
        Assert.Equal(1, await _services.AnsweredAsync());
    }

    [Fact]
    public async Task VerifyMany_OverTheQuota_SaysSoOfThoseThatWereNotAsked()
    {
        var reply = await AskAsync([.. Enumerable.Range(1, 8).Select(i => Question($"{i}", $"03815400000{i}", "Lê Thị Hòa", "1954", 2))]);

        Assert.Equal(5, reply.Answers.Count(a => a.Reply is not null));
        Assert.Equal(3, reply.Answers.Count(a => a.Refusal == AnswerRefusal.OverQuota));
    }

    // The questions that open a province's day come at once: none of them may take the day that another opened for one that is used up.
    [Fact]
    public async Task VerifyMany_FirstOfTheDayAtOnce_AreNotRefusedForTheQuota()
    {
        string[] provinces = ["01", "04", "08", "11", "12", "14", "15", "19", "20", "22", "24", "25", "31", "33", "37", "40", "42", "44", "46", "48"];
        foreach (var province in provinces)
        {
            using var certificate = await _hub.AddProvinceAsync(province);
            using var channel = _hub.Channel(certificate);
            var reply = await AskAsync(channel, [.. Enumerable.Range(1, 4).Select(i => Question($"{i}", $"03815400000{i}", "Lê Thị Hòa", "1954", 2))]);

            Assert.All(reply.Answers, a => Assert.True(a.Reply is not null, $"{province}: {a.RefusalReason}"));
        }
    }

    [Fact]
    public async Task VerifyMany_WhileTheServiceIsAway_AsksNoMoreThanAFew()
    {
        await _services.StopAsync();

        var reply = await AskAsync([.. Enumerable.Range(1, 60).Select(i => Question($"{i}", "038154000001", "Lê Thị Hòa", "1954", 2))]);

        Assert.All(reply.Answers, a => Assert.Equal(VerifyOutcome.Unavailable, a.Reply?.Outcome));
        Assert.InRange(await _hub.WithDbAsync(db => db.IdentityQueries.CountAsync()), 3, 8);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.IdentityQuotas.SumAsync(q => q.Used)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(VerifyMany.Most + 1)]
    public async Task VerifyMany_OfNoneOrTooMany_IsRefused(int count)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync([.. Enumerable.Range(0, count).Select(i => Question($"{i}", "038154000001", "A B", "1954", 2))]));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    private Task<VerifyManyReply> AskAsync(params CitizenQuestion[] questions) => AskAsync(_channel, questions);

    private static async Task<VerifyManyReply> AskAsync(GrpcChannel channel, params CitizenQuestion[] questions)
    {
        var request = new VerifyManyRequest { Purpose = "Rà soát cuối năm", ProcedureCode = "BTXH-DOI-CHIEU", Official = "quantri.38", ReferenceDate = "2024-10-05" };
        request.Questions.AddRange(questions);
        return await new IdentityGateway.IdentityGatewayClient(channel).VerifyManyAsync(request);
    }

    private static CitizenQuestion Question(string id, string number, string name, string birth, int sex) => new() { RequestId = id, Number = number, FullName = name, BirthDate = birth, Sex = sex };
}
