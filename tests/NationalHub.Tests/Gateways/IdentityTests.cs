using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Protos.Identity;
using TestSupport;

namespace NationalHub.Tests.Gateways;

/// <summary>A node asks about a citizen, over mTLS, while the population database answers, fails, lies or is away.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private ServicesRun _services = null!;
    private DataFolder _folder = null!;
    private HubHost _hub = null!;
    private X509Certificate2 _certificate = null!;
    private GrpcChannel _channel = null!;
    private int _questions;

    public async Task InitializeAsync()
    {
        _services = await ServicesRun.StartAsync();
        await StartHubAsync();
    }

    public async Task DisposeAsync()
    {
        await StopHubAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Verify_WhatWasDeclaredIsRight_MatchesFieldByFieldAndIsLoggedWithoutNumberOrName()
    {
        var question = Question();

        var answer = await AskAsync(question);

        Assert.Equal(VerifyOutcome.Matched, answer.Outcome);
        Assert.Equal(["number", "full_name", "birth_date", "sex"], answer.Fields.Select(f => f.Field));
        Assert.All(answer.Fields, f => Assert.True(f.Matches));
        Assert.True(answer.AnsweredAtUnixMs > 0);
        var row = await _hub.WithDbAsync(db => db.IdentityQueries.SingleAsync());
        Assert.Equal(("38", "canbo.xa", "H56.12.03-221005-0001", "1.001776"), (row.ProvinceCode, row.Official, row.Purpose, row.ProcedureCode));
        Assert.Equal(("Matched", answer.AnswerId, "038•••••0001"), (row.Outcome, row.AnswerId, row.NumberMasked));
        Assert.Matches("^[0-9a-f]{64}$", row.NumberHash);
        var kept = await _hub.WithDbAsync(db => db.IdentityAnswers.SingleAsync());
        Assert.DoesNotContain("HÒA", System.Text.Encoding.UTF8.GetString(kept.Sealed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AnotherNameAndYear_TellsWhichFieldsDifferAndTheOfficialValues()
    {
        var question = Question();
        (question.FullName, question.BirthDate) = ("Lê Thị Hoa", "1955");

        var answer = await AskAsync(question);

        Assert.Equal(VerifyOutcome.NotMatched, answer.Outcome);
        Assert.Equal(["full_name:LÊ THỊ HÒA", "birth_date:1954-03-02"], answer.Fields.Where(f => !f.Matches).Select(f => $"{f.Field}:{f.OfficialValue}"));
    }

    [Fact]
    public async Task Verify_NobodyHasTheNumber_IsNotFound()
    {
        var question = Question();
        question.Number = "038154999999";

        var answer = await AskAsync(question);

        Assert.Equal(VerifyOutcome.NotFound, answer.Outcome);
        Assert.Equal("number", Assert.Single(answer.Fields).Field);
    }

    [Theory]
    [InlineData("2022-10-05", "15877")]
    [InlineData("2025-07-01", "15880")]
    public async Task Verify_OnTheNodesOwnDay_TellsTheCommuneOfThatDay(string day, string commune)
    {
        var question = Question();
        (question.ReferenceDate, question.Number) = (day, "171234567");

        var answer = await AskAsync(question);

        Assert.Equal((VerifyOutcome.Matched, commune, ""), (answer.Outcome, answer.PermanentCommuneCode, answer.DeathDate));
    }

    [Fact]
    public async Task Verify_PersonDied_TellsTheDay()
    {
        var question = Question();
        (question.Number, question.FullName, question.BirthDate, question.Sex) = ("038050000002", "Phạm Văn Thuỷ", "1950", 0);

        var answer = await AskAsync(question);

        Assert.Equal((VerifyOutcome.Matched, "2022-09-01", 3), (answer.Outcome, answer.DeathDate, answer.Fields.Count));
    }

    [Fact]
    public async Task Verify_ServiceDownThenUp_IsUnavailableThenAnsweredUnderTheSameId()
    {
        var question = Question();
        await _services.SetAsync(ServicesRun.Population, "fail");
        var down = await AskAsync(question);
        Assert.Equal(3, await _services.StruckAsync(ServicesRun.Population));
        await _services.SetAsync(ServicesRun.Population, "none");

        var up = await AskAsync(question);

        Assert.Equal((VerifyOutcome.Unavailable, VerifyOutcome.Matched), (down.Outcome, up.Outcome));
        Assert.Equal(["Unavailable", "Matched"], await OutcomesAsync());
        Assert.Equal(1, await _hub.WithDbAsync(db => db.IdentityQuotas.Select(q => q.Used).SingleAsync()));
    }

    [Fact]
    public async Task Verify_ServiceRefusesConnections_IsUnavailable()
    {
        await _services.StopAsync();

        Assert.Equal(VerifyOutcome.Unavailable, (await AskAsync(Question())).Outcome);
    }

    [Fact]
    public async Task Verify_BlackHole_IsUnavailableInBoundedTimeAndLogged()
    {
        await StartHubAsync(("TryMilliseconds", "100"));
        await _services.SetAsync(ServicesRun.Population, "blackhole");

        var answer = await AskAsync(Question());

        Assert.Equal(VerifyOutcome.Unavailable, answer.Outcome);
        Assert.Equal(["Unavailable"], await OutcomesAsync());
    }

    [Fact]
    public async Task Verify_AnswerLostOnItsWay_IsAskedAgainUnderTheSameIdAndAnsweredOnce()
    {
        await _services.SetAsync(ServicesRun.Population, "fail", "after", rate: 0.5);
        await AskAsync(Question());
        var question = Question();

        var answer = await AskAsync(question);

        Assert.Equal(VerifyOutcome.Matched, answer.Outcome);
        Assert.Equal(1, await _services.StruckAsync(ServicesRun.Population));
        Assert.Equal(1, await _services.AnsweredAsync($"38-{question.RequestId}"));
    }

    [Fact]
    public async Task Verify_ServiceStaysBroken_IsLeftAloneAndTriedAgainLater()
    {
        await StartHubAsync(("BreakMilliseconds", "1000"));
        await _services.SetAsync(ServicesRun.Population, "fail");
        for (var i = 0; i < 5; i++)
        {
            await AskAsync(Question());
        }

        var struck = await _services.StruckAsync(ServicesRun.Population);
        Assert.True(struck < 15, $"{struck} requests reached a broken service.");
        await _services.SetAsync(ServicesRun.Population, "none");
        await GatewayHub.UntilAsync("the service is asked again", async () => (await AskAsync(Question())).Outcome == VerifyOutcome.Matched);
    }

    [Fact]
    public async Task Verify_ServiceTakesTheQuestionTwice_GivesOneAnswer()
    {
        await _services.SetAsync(ServicesRun.Population, "duplicate");
        var question = Question();

        var first = await AskAsync(question);
        var again = await AskAsync(question);

        Assert.Equal(VerifyOutcome.Matched, first.Outcome);
        Assert.Equal(first, again);
        Assert.Equal(2, await _services.AnsweredAsync($"38-{question.RequestId}"));
    }

    [Fact]
    public async Task Verify_ServiceLies_IsPassedOnAsToldAndAnotherQuestionGetsTheTruth()
    {
        await _services.SetAsync(ServicesRun.Population, "lie");
        var question = Question();
        var lied = await AskAsync(question);
        await _services.SetAsync(ServicesRun.Population, "none");

        Assert.Equal((VerifyOutcome.NotMatched, "2020-01-01"), (lied.Outcome, lied.DeathDate));
        Assert.Equal(lied, await AskAsync(question));
        Assert.Equal(VerifyOutcome.Matched, (await AskAsync(Question())).Outcome);
    }

    [Fact]
    public async Task Verify_SameIdAgainEvenAfterARestart_GetsTheSameAnswerWithoutASecondQuery()
    {
        var question = Question();
        var first = await AskAsync(question);
        await RestartHubAsync();
        await _services.StopAsync();

        var again = await AskAsync(question);

        Assert.Equal(first, again);
        Assert.Equal([false, true], await _hub.WithDbAsync(db => db.IdentityQueries.OrderBy(q => q.Id).Select(q => q.Repeated).ToListAsync()));
        Assert.Equal(1, await _hub.WithDbAsync(db => db.IdentityQuotas.Select(q => q.Used).SingleAsync()));
    }

    [Fact]
    public async Task Verify_SameIdTwiceAtOnce_AsksOnce()
    {
        await _services.SetAsync(ServicesRun.Population, "slow", delayMs: 300);
        var question = Question();

        var answers = await Task.WhenAll(AskAsync(question), AskAsync(question), AskAsync(question));

        Assert.Single(answers.Distinct());
        Assert.Equal(1, await _services.StruckAsync(ServicesRun.Population));
    }

    [Fact]
    public async Task Verify_SameIdOfAnotherProvince_IsAnotherQuestion()
    {
        var question = Question();
        await AskAsync(question);
        using var other = await _hub.AddProvinceAsync("46");
        using var channel = _hub.Channel(other);

        await new IdentityGateway.IdentityGatewayClient(channel).VerifyAsync(question);

        Assert.Equal(2, await _services.AnsweredAsync());
    }

    [Fact]
    public async Task Verify_IdUsedForAnotherQuestion_IsRefused()
    {
        var question = Question();
        await AskAsync(question);
        question.FullName = "Nguyễn Văn Khác";

        var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync(question));

        // Neither an answer nor a wrong question: a node that took it for one would write "not found" into somebody's file.
        Assert.Equal(StatusCode.AlreadyExists, refused.StatusCode);
        Assert.Contains("đã dùng cho một câu hỏi khác", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_BeyondTheDaysQuota_IsRefusedUntilTomorrow()
    {
        var clock = new JumpClock();
        await StartHubAsync(clock, ("DailyQuota", "2"));
        await AskAsync(Question());
        await AskAsync(Question());

        var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync(Question()));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("hết 2 lượt", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(["Matched", "Matched", "OverQuota"], await OutcomesAsync());
        clock.Jump(TimeSpan.FromDays(1));
        Assert.Equal(VerifyOutcome.Matched, (await AskAsync(Question())).Outcome);
    }

    [Fact]
    public async Task Verify_EverythingWrong_IsToldAllAtOnceAndNothingIsAsked()
    {
        var question = new VerifyCitizenRequest { RequestId = "có dấu", Number = "12345", BirthDate = "02/03/1954", Sex = 9, ReferenceDate = "hôm nay" };

        var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync(question));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        string[] fields = ["request_id:", "purpose:", "procedure_code:", "official:", "full_name:", "number:", "sex:", "birth_date:", "reference_date:"];
        Assert.All(fields, f => Assert.Contains(f, refused.Status.Detail, StringComparison.Ordinal));
        Assert.Equal(0, await _services.AnsweredAsync());
    }

    [Fact]
    public async Task Verify_ForgedCertificate_IsRefused()
    {
        using var forged = HubHost.Forged("38");
        using var channel = _hub.Channel(forged);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new IdentityGateway.IdentityGatewayClient(channel).VerifyAsync(Question()));

        Assert.Contains(refused.StatusCode, new[] { StatusCode.Unauthenticated, StatusCode.PermissionDenied });
        Assert.Equal(0, await _services.AnsweredAsync());
    }

    private VerifyCitizenRequest Question() => new()
    {
        RequestId = $"q-{++_questions}", Purpose = "H56.12.03-221005-0001", ProcedureCode = "1.001776", Official = "canbo.xa",
        Number = "038154000001", FullName = "Lê Thị Hoà", BirthDate = "1954-03-02", Sex = 2,
    };

    private async Task<VerifyCitizenReply> AskAsync(VerifyCitizenRequest question) =>
        await new IdentityGateway.IdentityGatewayClient(_channel).VerifyAsync(question);

    private Task<List<string>> OutcomesAsync() => _hub.WithDbAsync(db => db.IdentityQueries.OrderBy(q => q.Id).Select(q => q.Outcome).ToListAsync());

    private Task StartHubAsync(params (string Name, string Value)[] more) => StartHubAsync(null, more);

    /// <summary>Starts a hub on an empty folder, in place of the one before.</summary>
    private async Task StartHubAsync(TimeProvider? clock, params (string Name, string Value)[] more)
    {
        await StopHubAsync();
        _folder = new DataFolder();
        _hub = await GatewayHub.StartAsync(_services, _folder.Path, clock, more);
        _certificate = await _hub.AddProvinceAsync("38");
        _channel = _hub.Channel(_certificate);
    }

    private async Task StopHubAsync()
    {
        _channel?.Dispose();
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        _folder?.Dispose();
    }

    private async Task RestartHubAsync()
    {
        _channel.Dispose();
        await _hub.DisposeAsync();
        _hub = await GatewayHub.StartAsync(_services, _folder.Path);
        _channel = _hub.Channel(_certificate);
    }
}
