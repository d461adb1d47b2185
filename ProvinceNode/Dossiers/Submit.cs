using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>An application as it comes through any door.</summary>
public sealed record SubmitInput
{
    public required string ProcedureCode { get; init; }

    public required SubmitForm Form { get; init; }

    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>Made when the form was opened; the same key again gives the first receipt.</summary>
    public required string SubmissionKey { get; init; }

    /// <summary>The official who keys it in ("nhập hộ"); null when the citizen sends it himself.</summary>
    public SignedInOfficial? EnteredBy { get; init; }
}

/// <summary>What the citizen gets.</summary>
/// <param name="Again">True when the same application had been sent before: nothing was stored now.</param>
public sealed record SubmitReceipt(Guid Id, string Code, DateTime SubmittedAt, bool Again);

/// <summary>Nộp hồ sơ: the one handler behind the citizens' pages, the clerk's entry and the tests.</summary>
public sealed class Submit(NodeDb db, FlowRules rules, VietnamTime time)
{
    /// <summary>Channels of policy 5.3.</summary>
    public const int InPerson = 1;
    public const int Online = 2;

    // Form 1đ of Decree 20/2021.
    private static readonly DateOnly FormVersion = new(2021, 7, 1);

    // Two clerks of one commune may take the same number or key at once; one of them tries again.
    private const int Tries = 5;

    public async Task<Outcome<SubmitReceipt>> Handle(SubmitInput input, CancellationToken cancel)
    {
        if (await FirstReceiptAsync(input.SubmissionKey, cancel) is { } first)
        {
            return first;
        }

        var commune = await CommuneAsync(input.Form.CommuneCode, cancel);
        var problems = Check(input, commune);
        if (problems.Count > 0)
        {
            return problems;
        }

        if (input.EnteredBy is null)
        {
            db.Scope.Enter(commune!.Path);
        }

        for (var left = Tries; ; left--)
        {
            try
            {
                if (await StoreAsync(input, commune!, cancel) is { } receipt)
                {
                    return receipt;
                }
            }
            catch (DbUpdateException) when (left > 1)
            {
                // Either the same application won the race, or its number did: the next round tells.
            }

            db.ChangeTracker.Clear();
            if (await FirstReceiptAsync(input.SubmissionKey, cancel) is { } winner)
            {
                return winner;
            }

            if (left <= 1)
            {
                return CommonProblems.ChangedMeanwhile.Now();
            }
        }
    }

    /// <summary>Communes of the node in force today, by unit code.</summary>
    public IQueryable<Office> CommunesToday()
    {
        var today = time.Today;
        return db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo));
    }

    private async Task<Office?> CommuneAsync(string code, CancellationToken cancel)
    {
        if (code.Length is 0 or > 5)
        {
            return null;
        }

        var end = "." + code;
        return await CommunesToday().FirstOrDefaultAsync(o => o.TenantPath.EndsWith(end), cancel);
    }

    private List<Problem> Check(SubmitInput input, Office? commune)
    {
        var around = new SubmitSurroundings(time.Today, _ => commune is not null, input.Files.Select(f => f.Paper).ToHashSet(StringComparer.Ordinal), input.EnteredBy is not null);
        var problems = SubmitRules.Check(input.Form, around);
        if (input.ProcedureCode != Procedures.MonthlyAssistance)
        {
            problems.Add(SubmitProblems.NotProcedure.Now());
        }

        if (input.EnteredBy is { } official)
        {
            if (!official.May(Actions.DossierEnter))
            {
                problems.Add(CommonProblems.NotAllowed.Now());
            }
            else if (commune is not null && official.Office != commune.Path)
            {
                problems.Add(SubmitProblems.CommuneOther.At(nameof(input.Form.CommuneCode), "xã, phường, thị trấn của mình"));
            }
        }

        return problems;
    }

    // The filter by tenant is off for this one question: a retry may name another commune than the first time. Only the receipt comes back.
    private async Task<SubmitReceipt?> FirstReceiptAsync(string key, CancellationToken cancel) =>
        await db.Dossiers.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(d => d.SubmissionKey == key)
            .Select(d => new SubmitReceipt(d.Id, d.Code, d.SubmittedAt, true)).FirstOrDefaultAsync(cancel);

    private async Task<SubmitReceipt?> StoreAsync(SubmitInput input, Office commune, CancellationToken cancel)
    {
        var context = await rules.ForAsync(commune.Path, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var code = await SubmitCode.NextAsync(db, commune, context.Today, cancel);
        var dossier = Make(input, commune, context, code);
        var mover = input.EnteredBy is { } by ? Mover.Of(by) : Mover.Citizen(dossier.Applicant.FullName);
        DossierFlow.Apply(context, dossier, DossierStatus.AwaitingReception, ActKinds.Submit, mover, context.OfficeName(Authorities.CommuneDesk, commune.Path),
            input.EnteredBy is null ? "Nộp trực tuyến" : "Nộp trực tiếp, cán bộ nhập hộ");
        db.Add(dossier);
        var act = input.EnteredBy is { } official
            ? Act.By(official, ActKinds.Submit, context.NowUtc, "Nhập hộ")
            : Act.ByCitizen(commune.Path, ActKinds.Submit, context.NowUtc);
        if (!await db.SaveAsync(act.On("dossier", dossier.Id), cancel))
        {
            return null;
        }

        await transaction.CommitAsync(cancel);
        return new SubmitReceipt(dossier.Id, code, dossier.SubmittedAt, false);
    }

    private static Dossier Make(SubmitInput input, Office commune, FlowContext context, string code)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc));
        return new Dossier
        {
            Id = id, Code = code, TenantPath = commune.TenantPath, ProcedureCode = input.ProcedureCode, Kind = RequestKind.Grant,
            Channel = input.EnteredBy is null ? Online : InPerson, Status = DossierStatus.AwaitingReception,
            Owner = SubmitMapping.Owner(input.Form, commune.UnitName, context.Today), Applicant = SubmitMapping.Applicant(input.Form),
            Requests = [DossierRequest.Of(id, commune.TenantPath, RequestKind.Grant, "1đ", FormVersion, SubmitMapping.Answers(input.Form, context.Today).ToJson())], EnteredById = input.EnteredBy?.Id,
            EnteredByName = input.EnteredBy?.FullName, SubmissionKey = input.SubmissionKey, ResultBy = input.Form.ResultBy,
            SubmittedAt = context.NowUtc, Identity = new IdentityCheck(),
            Attachments = input.Files.Select(f => f.AsAttachment(id, commune.TenantPath, context.NowUtc)).ToList(),
        };
    }
}
