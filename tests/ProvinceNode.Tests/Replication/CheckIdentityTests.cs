using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Identity;

namespace ProvinceNode.Tests.Replication;

public sealed class CheckIdentityTests
{
    [Theory]
    [InlineData(VerifyOutcome.Matched, IdentityStatus.Matched)]
    [InlineData(VerifyOutcome.NotMatched, IdentityStatus.NotMatched)]
    [InlineData(VerifyOutcome.NotFound, IdentityStatus.NotFound)]
    public async Task Answer_IsKept_WithoutTouchingTheDossiersStatus(VerifyOutcome outcome, IdentityStatus expected)
    {
        var gateway = new FakeGateway { Outcome = outcome };
        await using var node = await StartAsync(gateway);
        var id = await AddDossierAsync(node);

        Assert.Equal(expected, (await CheckAsync(node, id)).Value.Status);
        var dossier = await DossierAsync(node, id);
        Assert.Equal((expected, "TRA-1", DossierStatus.AwaitingReception), (dossier.Identity.Status, dossier.Identity.AnswerId, dossier.Status));
        Assert.Contains("\"officialValue\":\"Nguyễn Thị Hòa\"", dossier.Identity.Fields, StringComparison.Ordinal);
        var asked = Assert.Single(gateway.Asked);
        Assert.Equal(("H56-1", "1.001776", "system", "038154000123"), (asked.Purpose, asked.ProcedureCode, asked.Official, asked.Number));
        Assert.Contains(await node.ActsAsync(), a => a.Kind == ActKinds.CheckIdentity && a.Subject == $"dossier/{id:D}");
    }

    [Fact]
    public async Task ServiceAway_CountsTheAttempt_AndAsksANewQuestionNextTime()
    {
        var gateway = new FakeGateway { Away = true };
        await using var node = await StartAsync(gateway);
        var id = await AddDossierAsync(node);

        Assert.Equal(IdentityStatus.Pending, (await CheckAsync(node, id)).Value.Status);
        gateway.Away = false;
        await CheckAsync(node, id);
        var dossier = await DossierAsync(node, id);
        Assert.Equal((IdentityStatus.Matched, 1), (dossier.Identity.Status, dossier.Identity.Attempts));
        Assert.Equal(2, gateway.Asked.Select(a => a.RequestId).Distinct().Count());
    }

    // The service answered and its answer got lost: asked again on another day under the same id it would say that the id is taken, and nobody may read that as "nobody has this number".
    [Fact]
    public async Task Question_OfAnotherDay_HasAnIdOfItsOwnAndAClashIsNoAnswer()
    {
        var gateway = new FakeGateway { BeforeAnswer = () => throw new RpcException(new Status(StatusCode.AlreadyExists, "request_id: Mã câu hỏi này đã dùng cho một câu hỏi khác.")) };
        await using var node = await StartAsync(gateway);
        var id = await AddDossierAsync(node);

        Assert.Equal(IdentityStatus.Pending, (await CheckAsync(node, id)).Value.Status);

        var dossier = await DossierAsync(node, id);
        var owner = CheckIdentity.OwnerOf(dossier);
        Assert.NotEqual(CheckIdentity.QuestionId(dossier, owner, "2022-10-05"), CheckIdentity.QuestionId(dossier, owner, "2022-10-06"));
        Assert.Equal(CheckIdentity.QuestionId(dossier, owner, "2022-10-05"), CheckIdentity.QuestionId(dossier, owner, "2022-10-05"));
        var person = new ProvinceNode.Registry.Beneficiary { Id = id, TenantPath = "38.400.16063", Code = "1", FullName = "Lê Thị Hòa", FoldedName = "le thi hoa", CitizenId = "038154000123", BirthDate = "1954", CommuneCode = "16063", EthnicCode = "01", IdentityStatus = "Pending", OldIdentityNumber = "", Phone = "", Sex = 2, Village = "" };
        var row = new ProvinceNode.Registry.Quality.PopulationAnswer { BeneficiaryId = id, TenantPath = "38.400.16063" };
        Assert.NotEqual(
            ProvinceNode.Dossiers.Reverify.PopulationQuestion.Of(person, row, new(2022, 10, 5))!.RequestId, ProvinceNode.Dossiers.Reverify.PopulationQuestion.Of(person, row, new(2022, 10, 6))!.RequestId);
    }

    [Fact]
    public async Task Answer_LostWithTheProcess_IsAskedAgainUnderTheSameId()
    {
        var gateway = new FakeGateway();
        await using var node = await StartAsync(gateway);
        var id = await AddDossierAsync(node);
        gateway.BeforeAnswer = () => throw new InvalidOperationException("killed");
        await Assert.ThrowsAsync<InvalidOperationException>(() => CheckAsync(node, id));
        gateway.BeforeAnswer = null;
        await CheckAsync(node, id);
        Assert.Single(gateway.Asked.Select(a => a.RequestId).Distinct());
    }

    [Fact]
    public async Task Dossier_ChangedWhileTheServiceThinks_KeepsBothChanges()
    {
        var gateway = new FakeGateway();
        await using var node = await StartAsync(gateway);
        var id = await AddDossierAsync(node);
        gateway.BeforeAnswer = () => node.WithAsync(async db =>
        {
            (await db.Dossiers.SingleAsync(d => d.Id == id)).ReviewNote = "Đã xem";
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        Assert.Equal(IdentityStatus.Matched, (await CheckAsync(node, id)).Value.Status);
        var dossier = await DossierAsync(node, id);
        Assert.Equal(("Đã xem", IdentityStatus.Matched), (dossier.ReviewNote, dossier.Identity.Status));
    }

    [Fact]
    public async Task Data_CorrectedWhileTheServiceThinks_DropsTheAnswerAboutTheOld()
    {
        var gateway = new FakeGateway();
        await using var node = await StartAsync(gateway);
        var id = await AddDossierAsync(node);
        gateway.BeforeAnswer = () => node.WithAsync(async db =>
        {
            (await db.Dossiers.SingleAsync(d => d.Id == id)).Owner.BirthDate = "1955";
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        Assert.Equal(IdentityStatus.Pending, (await CheckAsync(node, id)).Value.Status);
    }

    [Fact]
    public async Task Official_AsksAgain_UnderHisName()
    {
        var gateway = new FakeGateway { Outcome = VerifyOutcome.NotFound };
        await using var node = await StartAsync(gateway);
        var id = await AddDossierAsync(node);
        await CheckAsync(node, id);
        gateway.Outcome = VerifyOutcome.Matched;
        var official = new SignedInOfficial(
            Guid.NewGuid(), "canbo", "Lê Thị An", "Công chức", Protos.Values.TenantPath.Parse("38.380.14758"), UnitLevel.Commune, new HashSet<string>(), new HashSet<string>());

        Assert.Equal(IdentityStatus.Matched, (await CheckAsync(node, id, official)).Value.Status);
        Assert.Equal("canbo", gateway.Asked[^1].Official);
        Assert.Equal(IdentityStatus.Matched, (await CheckAsync(node, id)).Value.Status);
        Assert.Equal(2, gateway.Asked.Count);
    }

    [Fact]
    public async Task Match_TellingTheOldCard_IsKeptForTheSearchOfDuplicates()
    {
        await using var node = await StartAsync(new FakeGateway { OldNumber = "172345678" });
        var id = await AddDossierAsync(node);

        await CheckAsync(node, id);

        Assert.Equal(("038154000123", "172345678"), ((await DossierAsync(node, id)).Owner.CitizenId, (await DossierAsync(node, id)).Owner.OldIdentityNumber));
    }

    [Fact]
    public async Task People_OfTheDossier_AreAskedAboutUnderTheirOwnNumbers()
    {
        var gateway = new FakeGateway();
        await using var node = await StartAsync(gateway);
        var id = await AddDossierAsync(node);
        await node.WithAsync(async db =>
        {
            var dossier = await db.Dossiers.SingleAsync(d => d.Id == id);
            db.Add(DossierRequest.Of(id, dossier.TenantPath, RequestKind.Grant, "1d", new DateOnly(2021, 7, 1),
                """{"DeclaredBy":"other","ApplicantName":"Lê Thị Mai","ApplicantCitizenId":"038180000777"}"""));
            dossier.AsksPeople = true;
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        await CheckAsync(node, id);
        await CheckAsync(node, id); // both are answered: nobody is asked about again

        Assert.Equal([("038154000123", "1954"), ("038180000777", "1980")], gateway.Asked.Select(a => (a.Number, a.BirthDate)));
        var known = await node.AskAsync(db => db.Dossiers.Include(d => d.Requests).AsNoTracking().SingleAsync(d => d.Id == id));
        Assert.False(known.AsksPeople);
        Assert.Equal(("người khai thay", IdentityStatus.Matched), PersonChecks.Of(known).Select(p => (p.Role, p.Check.Status)).Single());
    }

    [Fact]
    public async Task Job_AsksWhatIsDue_AndGivesUpWhenTheServiceIsAway()
    {
        var gateway = new FakeGateway { Away = true };
        await using var node = await StartAsync(gateway);
        for (var i = 0; i < 6; i++)
        {
            await AddDossierAsync(node, i);
        }

        var job = node.Services.GetRequiredService<CheckIdentityJob>();
        await job.RunOnceAsync(CancellationToken.None);
        Assert.Equal(3, gateway.Asked.Count);
        gateway.Away = false;
        await job.RunOnceAsync(CancellationToken.None);
        Assert.Equal(6, gateway.Asked.Count); // The first three wait out their pause.
        Assert.Equal(3, await node.AskAsync(db => db.Dossiers.CountAsync(d => d.Identity.Status == IdentityStatus.Matched)));
    }

    [Fact]
    public async Task Submission_WhenFiled_IsAskedAboutAtOnce()
    {
        var gateway = new FakeGateway();
        await using var node = await StartAsync(gateway);
        var loop = node.Services.GetServices<IHostedService>().OfType<CheckIdentityAtOnce>().Single();
        await loop.StartAsync(CancellationToken.None);
        var id = await AddDossierAsync(node);
        await RelayNode.UntilAsync(async () => (await DossierAsync(node, id)).Identity.Status == IdentityStatus.Matched);
        await loop.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 30)]
    [InlineData(3, 120)]
    [InlineData(60, 3600)]
    public void Pause_GrowsWithEachFailure_UpToAnHour(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new CheckIdentityOptions().Pause(attempts));

    private static Task<RelayNode> StartAsync(FakeGateway gateway) => RelayNode.StartAsync(relaying: false, configure: services =>
    {
        services.AddIdentityCheck(new ConfigurationBuilder().Build());
        services.RemoveAll<HubClient>();
        services.AddSingleton(new HubClient(new FakeWire(new FakeHub(), gateway)));
    });

    private static async Task<Outcome<IdentityCheck>> CheckAsync(RelayNode node, Guid id, SignedInOfficial? official = null)
    {
        await using var scope = node.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(RelayNode.Province);
        return await scope.ServiceProvider.GetRequiredService<CheckIdentity>().HandleAsync(id, official, CancellationToken.None);
    }

    private static Task<Dossier> DossierAsync(RelayNode node, Guid id) => node.AskAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Id == id));

    private static Task<Guid> AddDossierAsync(RelayNode node, int number = 1) => node.AskAsync(async db =>
    {
        var dossier = new Dossier
        {
            Id = Guid.CreateVersion7(), Code = $"H56-{number}", TenantPath = "38.380.14758", ProcedureCode = Procedures.MonthlyAssistance,
            Channel = 2, Status = DossierStatus.AwaitingReception, SubmissionKey = Guid.NewGuid().ToString("N"),
            Owner = new PersonData { FullName = "Nguyễn Thị Hòa", BirthDate = "1954", Sex = 2, CitizenId = "038154000123", CommuneCode = "14758" },
            Applicant = new ApplicantData(), Identity = new IdentityCheck(), SubmittedAt = node.AnAct().At,
        };
        db.Add(dossier);
        Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        return dossier.Id;
    });

    private sealed class FakeGateway : IdentityGateway.IdentityGatewayBase
    {
        public VerifyOutcome Outcome { get; set; } = VerifyOutcome.Matched;

        public string OldNumber { get; init; } = "";

        public bool Away { get; set; }

        public Func<Task>? BeforeAnswer { get; set; }

        public List<VerifyCitizenRequest> Asked { get; } = [];

        public override async Task<VerifyCitizenReply> Verify(VerifyCitizenRequest request, ServerCallContext context)
        {
            Asked.Add(request);
            if (BeforeAnswer is not null)
            {
                await BeforeAnswer();
            }

            if (Away)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "away"));
            }

            var reply = new VerifyCitizenReply { Outcome = Outcome, AnswerId = "TRA-1", OldNumber = OldNumber };
            reply.Fields.Add(new FieldAnswer { Field = "full_name", Matches = true, OfficialValue = "Nguyễn Thị Hòa" });
            return reply;
        }
    }
}
