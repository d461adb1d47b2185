using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>One dossier walked through the procedure by the officials of its offices.</summary>
public sealed class FlowRun
{
    private readonly NodeHost _host;

    public FlowRun(NodeHost host)
    {
        _host = host;
        Dossiers = new TestDossiers(host);
        Desk = Dossiers.Official(Roles.Desk);
        Officer = Dossiers.Official(Roles.SocialOfficer);
        CommuneChairman = Dossiers.Official(Roles.Chairman);
        Appraiser = Dossiers.Official(Roles.Appraiser, Dossiers.DecidingOffice);
        Chairman = Dossiers.Official(Roles.Chairman, Dossiers.DecidingOffice);
        Clerk = Dossiers.Official(Roles.RecordsClerk, Dossiers.DecidingOffice);
    }

    public TestDossiers Dossiers { get; }

    public Guid Id { get; private set; }

    public SignedInOfficial Desk { get; }

    public SignedInOfficial Officer { get; }

    public SignedInOfficial CommuneChairman { get; }

    public SignedInOfficial Appraiser { get; }

    public SignedInOfficial Chairman { get; }

    public SignedInOfficial Clerk { get; }

    public async Task SubmitAsync(Action<SubmitForm>? change = null) => Id = await Dossiers.SubmittedAsync(change);

    public Task<Outcome<Dossier>> DoAsync(SignedInOfficial official, Func<IServiceProvider, long, Task<Outcome<Dossier>>> verb) => Dossiers.DoAsync(Id, official, verb);

    public Task ReceiveAsync() => MustAsync(Desk, (s, v) => s.GetRequiredService<Receive>().Handle(new(Id, v), Desk, default));

    public Task ReviewAsync() => MustAsync(Officer, (s, v) => s.GetRequiredService<Review>().Handle(new(Id, v, true, "Đã xác minh tại thôn"), Officer, default));

    public Task OpenPostingAsync() => MustAsync(Officer, (s, v) => s.GetRequiredService<OpenPosting>().Handle(Id, v, Officer, default));

    /// <summary>The citizen's answer to a supplement request.</summary>
    public Task AnswerAsync() => _host.WithDbAsync(async db =>
    {
        var rules = new FlowRules(db, new Protos.Values.VietnamTime(_host.Clock));
        var dossier = await db.Dossiers.Include(d => d.Steps).Include(d => d.Supplements).SingleAsync(d => d.Id == Id);
        var context = await rules.ForAsync(Protos.Values.TenantPath.Parse(dossier.TenantPath), default);
        dossier.Supplements[0].AnsweredAt = context.NowUtc;
        DossierFlow.Apply(context, dossier, dossier.ResumeStatus!.Value, ActKinds.AnswerSupplement, Mover.Citizen("Nguyễn Văn Thủy"), "");
        return await db.SaveAsync(Act.ByCitizen(Protos.Values.TenantPath.Parse(dossier.TenantPath), ActKinds.AnswerSupplement, context.NowUtc).On("dossier", Id), default);
    });

    public async Task ToAppraisalAsync()
    {
        await SubmitAsync();
        await ReceiveAsync();
        await ReviewAsync();
        await OpenPostingAsync();
        _host.Clock.SetDay((await Dossiers.LoadAsync(Id)).StepDueOn!.Value);
        await MustAsync(Officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(Id, v, Officer, default));
        if ((await Dossiers.LoadAsync(Id)).Status == DossierStatus.AwaitingForward)
        {
            await MustAsync(CommuneChairman, (s, v) => s.GetRequiredService<Forward>().Handle(Id, v, CommuneChairman, default));
        }
    }

    public async Task ToAwaitingSignatureAsync(bool match = true)
    {
        await ToAppraisalAsync();
        await MustAsync(Appraiser, (s, v) => s.GetRequiredService<Appraise>().Handle(Appraised(v), Appraiser, default));
        if (match)
        {
            await Dossiers.MatchIdentityAsync(Id);
        }
    }

    /// <summary>The appraiser agrees with the declaration of <see cref="TestDossiers.Form"/>.</summary>
    public AppraiseInput Appraised(long version, DisabilityDegree degree = DisabilityDegree.Severe) => new(Id, version, true, "Giấy tờ đầy đủ, đúng quy định", new Facts
    {
        Birth = Protos.Values.BirthDate.Of(Dossiers.Today.Year - 40, 3, 15),
        Disability = new DisabilityFacts(degree, 1, "38.400.16063.000012", new DateOnly(Dossiers.Today.AddMonths(-1).Year, Dossiers.Today.AddMonths(-1).Month, 5)),
    });

    public async Task MustAsync(SignedInOfficial official, Func<IServiceProvider, long, Task<Outcome<Dossier>>> verb)
    {
        var outcome = await DoAsync(official, verb);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
    }
}
