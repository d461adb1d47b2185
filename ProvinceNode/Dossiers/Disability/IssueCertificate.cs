using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>
/// Ký Giấy xác nhận khuyết tật (Mẫu số 06), or the written answer that there is none. The certificate gets its number, takes the place of
/// the person's earlier ones and holds from this signature (Circular 01/2019 Art. 6, 7), in one transaction under the savers' turn.
/// </summary>
public sealed class IssueCertificate(CouncilDesk council)
{
    /// <summary>Number book of certificates of a commune; never restarts.</summary>
    public const string Book = "GXNKT";

    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel) =>
        council.Dossiers.InTransactionAsync(() => SignAsync(id, version, official, cancel), cancel);

    private async Task<Outcome<Dossier>> SignAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await council.Dossiers.OpenAsync(id, version, official, ActKinds.IssueCertificate, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        if (dossier.AppraisedById == official.Id)
        {
            return DossierProblems.FourEyes.Now("ghi kết luận", "ký Giấy xác nhận");
        }

        dossier.SignedAs = Authorities.CommuneChair;
        if (await CertificateGround.OfAsync(council, dossier, cancel) is not { } ground)
        {
            return await AnswerAsync(opened.Value, cancel);
        }

        // A certificate is proof of its own for years: nobody gets one whose identity nobody settled (policy 8.2).
        if (PersonChecks.Faults(dossier) is { Count: > 0 } unsettled)
        {
            return unsettled;
        }

        var number = await PaperNumbers.NextAsync(council.Db, dossier.TenantPath, Book, 0, cancel);
        var certificate = ground.Certificate(context, dossier, number, official);
        var paper = CouncilPapers.Certificate(context, dossier, certificate, official);
        var issued = PaperDesk.Issue(context, dossier, "KT6", certificate.Number, paper);
        dossier.FinishedAt = context.NowUtc;
        return await RecordAsync(opened.Value, ground, certificate, issued, paper, cancel);
    }

    private async Task<Outcome<Dossier>> RecordAsync(OpenDossier open, CertificateGround ground, DisabilityCertificate certificate, IssuedPaper issued, PaperContent paper, CancellationToken cancel)
    {
        // The person may have moved here: what another commune of the province issued stands no longer either, though its rows are not this office's.
        council.Db.Scope.Enter(TenantPath.Parse(open.Official.Office.Province));
        try
        {
            await ReplaceAsync(certificate, issued, ground, open, cancel);
            council.Db.DisabilityCertificates.Add(certificate);
            await Households.CertifyAsync(council.Db, certificate, cancel);
            council.Db.Papers.Add(issued);
            council.Db.Decisions.Add(DecisionOf(open, "KT6", paper, certificate.Number));
            return await council.Dossiers.MoveAsync(open, ActKinds.IssueCertificate, DossierStatus.Issued, $"Giấy xác nhận số {certificate.Number}", cancel, $"certificate/{certificate.Id:D}");
        }
        finally
        {
            council.Db.Scope.Enter(open.Official.Office);
        }
    }

    // The written answer waits for the clerk's number as other notices do.
    private Task<Outcome<Dossier>> AnswerAsync(OpenDossier open, CancellationToken cancel)
    {
        var paper = CouncilPapers.Answer(open.Context, open.Dossier, open.Official);
        council.Db.Decisions.Add(DecisionOf(open, "D20", paper, null));
        return council.Dossiers.MoveAsync(open, ActKinds.IssueCertificate, DossierStatus.Signed, "Ký văn bản trả lời", cancel);
    }

    private async Task ReplaceAsync(DisabilityCertificate certificate, IssuedPaper issued, CertificateGround ground, OpenDossier open, CancellationToken cancel)
    {
        foreach (var earlier in await CertificateRegister.StandingAsync(council.Db, certificate, ground.Known, cancel))
        {
            await EndCertificate.ReplaceAsync(council.Db, earlier, issued, ground.Why, certificate.Number, open, cancel);
        }
    }

    private static Decision DecisionOf(OpenDossier open, string kind, PaperContent paper, string? number)
    {
        var (dossier, context, official) = open;
        return new Decision
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, DossierCode = dossier.Code, TenantPath = dossier.TenantPath,
            Paper = kind, SignedOn = context.Today, SignerId = official.Id, SignerName = official.FullName, SignerTitle = official.Title,
            IssuerPath = official.Office.Value, IssuerName = $"UBND {FlowContext.Lower(context.UnitName(official.Office))}",
            Content = paper.ToJson(), Explanation = "", Number = number,
            NumberedAt = number is null ? null : context.NowUtc, NumberedBy = number is null ? null : official.FullName,
        };
    }
}

/// <summary>What a certificate rests on: a council round or a check of the archive.</summary>
/// <param name="Why">Stands in the history of the certificates that it replaces.</param>
public sealed record CertificateGround(Eligibility.DisabilityDegree Degree, string Types, string Basis, bool Listed, string Why, bool KeepLastDay, DateOnly? LastDay)
{
    /// <summary>The certificate that is exchanged, when the register has it.</summary>
    public Guid? Known { get; init; }

    /// <summary>The ground of a dossier, or null when a written answer is due.</summary>
    public static async Task<CertificateGround?> OfAsync(CouncilDesk council, Dossier dossier, CancellationToken cancel)
    {
        if (dossier.ReviewedEligible != true)
        {
            return null;
        }

        if (dossier.ProcedureCode == Procedures.CertificateExchange)
        {
            var check = await council.Db.CertificateChecks.AsNoTracking().Where(c => c.DossierId == dossier.Id).OrderByDescending(c => c.At).FirstAsync(cancel);
            return new(check.Degree, check.Types, check.Basis, check.ListedExtremelySevere, ExchangeReasons.Words(check.Reason), true, check.ValidTo) { Known = check.CertificateId };
        }

        return await council.ConcludedAsync(dossier.Id, cancel) is { Outcome: CouncilOutcome.Disabled } round
            ? new(round.Degree, round.Types, BasisOf(round), round.ListedExtremelySevere, "Xác định lại mức độ khuyết tật", false, null) : null;
    }

    /// <summary>The certificate as the chairman signs it today.</summary>
    public DisabilityCertificate Certificate(FlowContext context, Dossier dossier, int number, SignedInOfficial signer)
    {
        var owner = dossier.Owner;
        return new DisabilityCertificate
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), Number = $"{dossier.TenantPath}.{number:000000}", TenantPath = dossier.TenantPath, DossierId = dossier.Id,
            FullName = owner.FullName, FoldedName = VietnameseText.Fold(owner.FullName), BirthDate = owner.BirthDate, Sex = owner.Sex, CitizenId = owner.CitizenId,
            OldIdentityNumber = owner.OldIdentityNumber, Residence = CouncilPapers.Residence(context, dossier), Types = Types, Degree = Degree, Basis = Basis,
            IssuedOn = context.Today, IssuerName = $"UBND {FlowContext.Lower(context.UnitName(TenantPath.Parse(dossier.TenantPath)))}", SignerName = signer.FullName,
            ValidTo = KeepLastDay ? LastDay : DisabilityCertificate.LastDay(BirthDate.Parse(owner.BirthDate), context.Today, Listed), ListedExtremelySevere = Listed,
        };
    }

    private static string BasisOf(CouncilCase round) => round.BoardOn is { } on
        ? $"Kết luận số {round.BoardNumber} ngày {VietnameseFormat.Date(on)} của {round.BoardName}"
        : $"Biên bản số {round.MinutesNumber} ngày {VietnameseFormat.Date(round.HeldOn!.Value)} của Hội đồng xác định mức độ khuyết tật";
}

/// <inheritdoc cref="IssueCertificate"/>
[Needs(Actions.DossierSign)]
public sealed class IssueCertificateModel(IssueCertificate verb, CouncilDesk council, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(council.Dossiers, current, foreign)
{
    public override string Verb => ActKinds.IssueCertificate;

    /// <summary>Exactly what will be signed; the number is given by signing.</summary>
    public PaperContent? Paper { get; private set; }

    /// <summary>False when it is a written answer.</summary>
    public bool Certifies { get; private set; }

    protected override string Done => "Đã ký. Bộ phận Một cửa trả kết quả; văn bản trả lời do văn thư vào số.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        var ground = await CertificateGround.OfAsync(council, Dossier, cancel);
        Certifies = ground is not null;
        Paper = ground is null ? CouncilPapers.Answer(Open.Context, Dossier, Official)
            : CouncilPapers.Certificate(Open.Context, Dossier, ground.Certificate(Open.Context, Dossier, 0, Official), Official) with { NumberLine = "Số: ………" };
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
