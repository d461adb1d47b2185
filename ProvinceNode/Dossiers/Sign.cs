using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Ký: the deciding chairman signs (policy 3.4 S6). The decision, the beneficiary, the entitlement and their outbox rows are one
/// transaction. The amount is recomputed for the month of signing; nobody types it.
/// </summary>
public sealed class Sign(DossierDesk desk)
{
    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => DecideAsync(id, version, official, cancel), cancel);

    private async Task<Outcome<Dossier>> DecideAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.Sign, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var appraisal = Today(dossier, context);
        if (await FaultsAsync(dossier, appraisal, official, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var decision = Draft(opened.Value, appraisal);
        desk.Db.Decisions.Add(decision);
        if (dossier.AppraisedEligible == true)
        {
            await Grant.HandleAsync(desk.Db, GrantOf(dossier, appraisal, decision.Id), context.NowUtc, cancel);
        }

        var words = dossier.AppraisedEligible == true ? "Ký quyết định trợ cấp" : "Ký thông báo không đủ điều kiện";
        return await desk.MoveAsync(opened.Value, ActKinds.Sign, DossierStatus.Signed, words, cancel, $"decision/{decision.Id:D}");
    }

    /// <summary>The appraised facts asked again for the month of signing.</summary>
    public static Appraisal Today(Dossier dossier, FlowContext context)
    {
        var appraised = Appraisal.Parse(dossier.AppraisalJson!);
        return Appraisal.Of(appraised.Facts, context.Month, context.Rules, appraised.ProvinceCode);
    }

    /// <summary>Months due before the first regular list, which is the month after signing.</summary>
    public static IReadOnlyList<ArrearsSpan> ArrearsOf(Appraisal appraisal, FlowContext context) =>
        Arrears.Between(appraisal.Facts, new PayMonth(appraisal.Answer.Main?.StartMonth ?? context.Month.Number), context.Month.AddMonths(1), context.Rules, appraisal.ProvinceCode);

    private async Task<List<Problem>> FaultsAsync(Dossier dossier, Appraisal appraisal, SignedInOfficial official, CancellationToken cancel)
    {
        var faults = new List<Problem>();
        if (dossier.AppraisedById == official.Id)
        {
            faults.Add(DossierProblems.FourEyes.Now("thẩm định", "ký quyết định"));
        }

        if (dossier.AppraisedEligible != true)
        {
            return faults;
        }

        if (!dossier.Identity.AllowsDecision)
        {
            faults.Add(DossierProblems.IdentityPending.Now());
        }

        if (!appraisal.Answer.Eligible)
        {
            faults.Add(DossierProblems.NotEligible.Now(appraisal.WhyNot(dossier.Form)));
        }

        if (await Grant.ActiveAsync(desk.Db, dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, cancel) is { } active)
        {
            faults.Add(DossierProblems.Duplicate.Now(active.Code));
        }

        return faults;
    }

    private static Decision Draft(OpenDossier open, Appraisal appraisal)
    {
        var (dossier, context, official) = open;
        var granting = dossier.AppraisedEligible == true;
        var content = granting
            ? DecisionPapers.Granting(context, dossier, appraisal, ArrearsOf(appraisal, context), official)
            : DecisionPapers.Rejecting(context, dossier, appraisal, official);
        return new Decision
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, DossierCode = dossier.Code, TenantPath = dossier.TenantPath,
            Paper = granting ? "D14" : "D20", SignedOn = context.Today, SignerId = official.Id, SignerName = official.FullName, SignerTitle = official.Title,
            IssuerPath = official.Office.Value, IssuerName = context.OfficeName(Authorities.Decider, TenantPath.Parse(dossier.TenantPath)),
            Content = content.ToJson(), Explanation = appraisal.ToJson(),
        };
    }

    private static GrantInput GrantOf(Dossier dossier, Appraisal appraisal, Guid decisionId)
    {
        var (owner, award) = (dossier.Owner, appraisal.Answer.Main!);
        return new GrantInput(
            TenantPath.Parse(dossier.TenantPath),
            new PersonFacts(owner.FullName, owner.BirthDate, owner.Sex, owner.EthnicCode, owner.CitizenId, owner.OldIdentityNumber,
                owner.CommuneCode, owner.Village, owner.Phone, dossier.Identity.Status.ToString()),
            award.CategoryCode, award.CoefficientHundredths, new Dong(award.LevelDong), new Dong(award.MonthlyDong),
            new PayMonth(award.StartMonth), decisionId, owner.FullName);
    }
}

/// <inheritdoc cref="Sign"/>
[Needs(Actions.DossierSign)]
public sealed class SignModel(Sign verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    public override string Verb => ActKinds.Sign;

    /// <summary>Exactly what will be signed.</summary>
    public PaperContent? Paper { get; private set; }

    public Appraisal? Appraisal { get; private set; }

    protected override string Done => "Đã ký. Văn thư vào số và phát hành.";

    protected override Task ShowAsync(CancellationToken cancel)
    {
        if (Dossier.AppraisalJson is null)
        {
            return Task.CompletedTask;
        }

        Appraisal = Sign.Today(Dossier, Open.Context);
        Paper = Dossier.AppraisedEligible == true && Appraisal.Answer.Eligible
            ? DecisionPapers.Granting(Open.Context, Dossier, Appraisal, Sign.ArrearsOf(Appraisal, Open.Context), Official)
            : DecisionPapers.Rejecting(Open.Context, Dossier, Appraisal, Official);
        return Task.CompletedTask;
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
