using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Gateways.Population;
using NationalHub.Tests.Platform;
using Protos.Identity;

namespace NationalHub.Tests.Gateways;

/// <summary>Look-up "037" over mTLS: what is held, who may ask how often, what is kept, and that each answer is in the log.</summary>
public sealed class LookUpTests
{
    [Fact]
    public async Task LookUp_OfACitizen_TellsWhatIsHeldAndIsLoggedWithOfficePurposeAndDossier()
    {
        await using var world = await LookUpWorld.StartAsync();

        var reply = await world.AskAsync(world.Request());

        Assert.Equal((VerifyOutcome.Matched, false, false), (reply.Outcome, reply.Withheld, reply.Reused));
        Assert.Equal(("TRỊNH THỊ MỴ", "1954", "15877", "Lê Thị Cả"), (reply.Citizen.FullName, reply.Citizen.BirthDate, reply.Citizen.Permanent.CommuneCode, reply.Citizen.Mother.FullName));
        var row = Assert.Single(await world.LogAsync());
        Assert.Equal((QueryKind.LookUp, "can.bo", "38.399.15877", "H56.12.03-221005-0001", "Đối chiếu nơi thường trú khi tiếp nhận"), (row.Kind, row.Official, row.Office, row.DossierCode, row.Purpose));
        Assert.Equal(("Matched", reply.AnswerId, "038•••••0003", false), (row.Outcome, row.AnswerId, row.NumberMasked, row.Repeated));
        var kept = await world.Hub.WithDbAsync(db => db.IdentityAnswers.SingleAsync());
        Assert.DoesNotContain("MỴ", System.Text.Encoding.UTF8.GetString(kept.Sealed), StringComparison.Ordinal);
    }

    // What a confirmation teaches of both numbers of a person a look-up teaches too: otherwise his record under the old one is another's.
    [Fact]
    public async Task LookUp_ThatMatches_LearnsThatBothNumbersAreOnePersons()
    {
        await using var world = await LookUpWorld.StartAsync();
        var wrong = world.Request();
        wrong.FullName = "Người Khác Hẳn";
        await world.AskAsync(wrong);
        Assert.Equal(0, await world.Hub.WithDbAsync(db => db.Set<NationalHub.Gateways.LinkedNumber>().CountAsync()));

        await world.AskAsync(world.Request());

        Assert.Equal(1, await world.Hub.WithDbAsync(db => db.Set<NationalHub.Gateways.LinkedNumber>().CountAsync()));
    }

    [Fact]
    public async Task LookUp_ForTheSamePurposeWithinTheHours_IsAnsweredFromWhatIsKeptAndLoggedEachTime()
    {
        var clock = new JumpClock();
        await using var world = await LookUpWorld.StartAsync(clock, ("ReuseHours", "8"));
        var first = await world.AskAsync(world.Request());

        var again = await world.AskAsync(world.Request());
        await world.AskAsync(world.Request(official: "can.bo.khac"));
        var other = world.Request();
        other.Purpose = "Xác minh chủ hộ khi xét duyệt";
        await world.AskAsync(other);
        clock.Jump(TimeSpan.FromHours(9));
        await world.AskAsync(world.Request());

        Assert.Equal((true, first.AnswerId, first.Citizen), (again.Reused, again.AnswerId, again.Citizen));
        Assert.Equal([false, true, false, false, false], (await world.LogAsync()).Select(q => q.Repeated));
        Assert.Equal(4, await world.Services.AnsweredAsync());
        Assert.Equal(4, (await world.UsedAsync()).Where(u => u.Key.Length > 0).Sum(u => u.Value));
    }

    [Fact]
    public async Task Kept_AfterTheHours_IsForgottenAndTheLogStays()
    {
        var clock = new JumpClock();
        await using var world = await LookUpWorld.StartAsync(clock, ("ReuseHours", "8"));
        await world.AskAsync(world.Request());
        await world.VerifyAsync();
        clock.Jump(TimeSpan.FromHours(9));

        await world.Hub.App.Services.GetServices<IHostedService>().OfType<ForgetAnswers>().Single().HandleAsync(default);

        Assert.Null(Assert.Single(await world.Hub.WithDbAsync(db => db.IdentityAnswers.ToListAsync())).ReuseHash);
        Assert.Equal(2, (await world.LogAsync()).Count);
    }

    [Fact]
    public async Task Quota_OfAnOffice_HoldsForItAloneUntilTomorrow()
    {
        var clock = new JumpClock();
        await using var world = await LookUpWorld.StartAsync(clock, ("ReuseHours", "0"), ("OfficeDailyQuota", "2"), ("OfficeQuotas:38.399.15880", "3"));
        await world.AskAsync(world.Request());
        await world.AskAsync(world.Request());

        var refused = await Assert.ThrowsAsync<RpcException>(() => world.AskAsync(world.Request()));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("Đơn vị đã dùng hết 2 lượt", refused.Status.Detail, StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            await world.AskAsync(world.Request("38.399.15880"));
        }

        await Assert.ThrowsAsync<RpcException>(() => world.AskAsync(world.Request("38.399.15880")));
        Assert.Equal(["Matched", "Matched", "OverQuota", "Matched", "Matched", "Matched", "OverQuota"], (await world.LogAsync()).Select(q => q.Outcome));
        Assert.Equal(5, (await world.UsedAsync())[""]);
        clock.Jump(TimeSpan.FromDays(1));
        Assert.Equal(VerifyOutcome.Matched, (await world.AskAsync(world.Request())).Outcome);
    }

    [Fact]
    public async Task Quota_OfTheProvince_CountsConfirmationsTooAndGivesTheOfficeItsQuestionBack()
    {
        await using var world = await LookUpWorld.StartAsync(null, ("ReuseHours", "0"), ("ProvinceQuotas:38", "2"));
        await world.VerifyAsync();
        await world.AskAsync(world.Request());

        var refused = await Assert.ThrowsAsync<RpcException>(() => world.AskAsync(world.Request()));

        Assert.Contains("Tỉnh đã dùng hết 2 lượt", refused.Status.Detail, StringComparison.Ordinal);
        var used = await world.UsedAsync();
        Assert.Equal((2, 1), (used[""], used["38.399.15877"]));
    }

    [Fact]
    public async Task Settings_Shipped_GiveEachOfficeAQuota()
    {
        await using var world = await LookUpWorld.StartAsync();
        var quotas = world.Hub.App.Services.GetRequiredService<QuotaBook>();

        Assert.True(quotas.OfOffice("38.399.15877") > 0);
        Assert.True(quotas.OfProvince("38") > quotas.OfOffice("38.399.15877"));
    }

    [Fact]
    public async Task LookUp_WhileTheDatabaseIsAway_IsUnavailableCountsNothingAndIsLogged()
    {
        await using var world = await LookUpWorld.StartAsync();
        await world.Services.SetAsync(ServicesRun.Population, "fail");

        var reply = await world.AskAsync(world.Request());

        Assert.Equal(VerifyOutcome.Unavailable, reply.Outcome);
        Assert.Equal("Unavailable", Assert.Single(await world.LogAsync()).Outcome);
        Assert.All((await world.UsedAsync()).Values, used => Assert.Equal(0, used));
        await world.Services.SetAsync(ServicesRun.Population, "none");
        Assert.Equal(VerifyOutcome.Matched, (await world.AskAsync(world.Request())).Outcome);
    }

    [Fact]
    public async Task LookUp_WhileTheDatabaseStaysBroken_LeavesItAlone()
    {
        await using var world = await LookUpWorld.StartAsync(null, ("BreakMilliseconds", "60000"));
        await world.Services.SetAsync(ServicesRun.Population, "fail");
        for (var i = 0; i < 8; i++)
        {
            await world.AskAsync(world.Request());
        }

        Assert.True(await world.Services.StruckAsync(ServicesRun.Population) < 15);
    }

    [Fact]
    public async Task LookUp_WithAMistypedNumber_TellsNothingOfWhoHasIt()
    {
        await using var world = await LookUpWorld.StartAsync();
        var request = world.Request();
        (request.Number, request.BirthDate) = ("038050000002", "1954");

        var reply = await world.AskAsync(request);

        Assert.Equal((VerifyOutcome.NotMatched, true), (reply.Outcome, reply.Withheld));
        Assert.Null(reply.Citizen);
        Assert.DoesNotContain("THỦY", reply.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("46.474.19777")]
    [InlineData("")]
    [InlineData("x")]
    public async Task LookUp_OfAnOfficeElsewhere_IsRefusedAndNotAsked(string office)
    {
        await using var world = await LookUpWorld.StartAsync();
        var request = world.Request(office);
        (request.Purpose, request.DossierCode) = ("xem", "");

        var refused = await Assert.ThrowsAsync<RpcException>(() => world.AskAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.All(new[] { "office:", "purpose:", "dossier_code:" }, f => Assert.Contains(f, refused.Status.Detail, StringComparison.Ordinal));
        Assert.Equal(0, await world.Services.AnsweredAsync());
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Queries_UnderEitherProvider_Translate(string provider)
    {
        using var db = Providers.Open(provider);
        var now = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

        Assert.Contains("SELECT", LookUpCitizen.Reusable(db, "38", "h", now).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("SELECT", db.IdentityAnswers.Where(a => a.ReuseHash != null && a.AnsweredAt < now).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("SELECT", db.IdentityQuotas.Where(q => q.ProvinceCode == "38" && q.Office == "38.1" && q.Day == new DateOnly(2026, 11, 1) && q.Used < 5).ToQueryString(), StringComparison.Ordinal);
    }
}
