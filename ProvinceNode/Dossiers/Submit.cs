using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>One request of an application.</summary>
/// <param name="Form">Code of the form; the version in force today is taken.</param>
public sealed record RequestInput(RequestKind Kind, string Form);

/// <summary>An application as it comes through any door.</summary>
public sealed record SubmitInput
{
    public required string ProcedureCode { get; init; }

    /// <summary>What is asked for, on which forms, in order; the first leads.</summary>
    public required IReadOnlyList<RequestInput> Requests { get; init; }

    /// <summary>Values of all forms together: the same name is the same question.</summary>
    public required FormValues Values { get; init; }

    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>Made when the form was opened; the same key again gives the first receipt.</summary>
    public required string SubmissionKey { get; init; }

    /// <summary>Number of who sends it, when VNeID vouches for him with level 2; empty otherwise.</summary>
    public string ProvenNumber { get; init; } = "";

    /// <summary>Where it was filed on the national portal; null when it comes through a door of the node.</summary>
    public PortalOrigin? Portal { get; init; }

    /// <summary>
    /// The day by whose forms, procedures and numbers it is judged: the day on which the citizen filed it. What came by the national portal may be collected days later, and is not turned back
    /// for what was right when it was filed.
    /// </summary>
    public DateOnly DayOf(DateOnly today) => Portal is { } portal && VietnamTime.Day(portal.SubmittedAt) is var day && day < today ? day : today;

    /// <summary>The official who keys it in ("nhập hộ"); null when the citizen sends it himself.</summary>
    public SignedInOfficial? EnteredBy { get; init; }
}

/// <summary>A dossier of the national portal keeps the code that its citizen was given there (policy 5.2).</summary>
public sealed record PortalOrigin(string Code, DateTime SubmittedAt);

/// <summary>What the citizen gets.</summary>
/// <param name="Again">True when the same application had been sent before: nothing was stored now.</param>
public sealed record SubmitReceipt(Guid Id, string Code, DateTime SubmittedAt, bool Again);

/// <summary>Nộp hồ sơ: the one handler behind the citizens' pages, the clerk's entry and the tests.</summary>
public sealed class Submit(NodeDb db, FlowRules rules, VietnamTime time)
{
    /// <summary>Channels of policy 5.3.</summary>
    public const int InPerson = 1;
    public const int Online = 2;
    public const int ByPost = 3;

    // Two clerks of one commune may take the same number or key at once; one of them tries again.
    private const int Tries = 5;

    public async Task<Outcome<SubmitReceipt>> Handle(SubmitInput input, CancellationToken cancel)
    {
        if (await FirstReceiptAsync(input.SubmissionKey, cancel) is { } first)
        {
            return first;
        }

        var commune = await CommuneAsync(input.Values["CommuneCode"], input.DayOf(time.Today), cancel);
        var problems = await CheckAsync(input, commune, cancel);
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
            if (await TryStoreAsync(input, commune!, left > 1, cancel) is { } receipt)
            {
                return receipt;
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

    private async Task<SubmitReceipt?> TryStoreAsync(SubmitInput input, Office commune, bool again, CancellationToken cancel)
    {
        try
        {
            return await StoreAsync(input, commune, cancel);
        }
        catch (DbUpdateException) when (again)
        {
            // Either the same application won the race, or its number did: the next round tells.
            return null;
        }
        catch (DbException e) when (again && DatabaseRefusals.LostToAnother(e))
        {
            // Another saver was let pass.
            return null;
        }
    }

    /// <summary>Communes of the node in force today, by unit code.</summary>
    public IQueryable<Office> CommunesToday()
    {
        var today = time.Today;
        return db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo));
    }

    /// <summary>The law's single numbers of today, against which a declaration is judged.</summary>
    public Task<IReadOnlyDictionary<string, long>> LawNumbersAsync(CancellationToken cancel) => LawNumbersAsync(time.Today, cancel);

    private async Task<IReadOnlyDictionary<string, long>> LawNumbersAsync(DateOnly day, CancellationToken cancel)
    {
        var rows = await db.Set<Eligibility.ParameterRow>().AsNoTracking().Where(p => p.ValidFrom <= day && (p.ValidTo == null || day <= p.ValidTo)).ToListAsync(cancel);
        return rows.GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(p => p.ValidFrom)!.Value, StringComparer.Ordinal);
    }

    /// <inheritdoc cref="OwnGroups"/>
    public Task<IReadOnlyList<string>> OwnGroupsAsync(CancellationToken cancel) => OwnGroups.OnAsync(db, time.Today, cancel);

    /// <param name="filed">A commune of that day that is no more goes on as the one that took it over (Law 72/2025/QH15, packs of the hub since).</param>
    private async Task<Office?> CommuneAsync(string code, DateOnly filed, CancellationToken cancel)
    {
        if (code.Length is 0 or > 5)
        {
            return null;
        }

        return await NowAsync(code) ?? (filed < time.Today && Heir() is { } heir ? await NowAsync(heir) : null);

        Task<Office?> NowAsync(string unit)
        {
            var end = "." + unit;
            return CommunesToday().FirstOrDefaultAsync(o => o.TenantPath.EndsWith(end), cancel);
        }

        string? Heir() => filed < UnitSeed.TwoTierFrom ? Succession.MainOn(code, time.Today) : UnitCatalogue.InForce.MainOf(code, time.Today);
    }

    private async Task<List<Problem>> CheckAsync(SubmitInput input, Office? commune, CancellationToken cancel)
    {
        var day = input.DayOf(time.Today);
        var set = SetOf(input, day);
        if (set is null || (commune is not null && !IsTaken(input, (await rules.ForAsync(commune.Path, cancel)).Authorities.RegimeOn(day), day)))
        {
            return [SubmitProblems.NotProcedure.Now()];
        }

        var around = new SubmitSurroundings(day, _ => commune is not null, input.Files.Select(f => f.Paper).ToHashSet(StringComparer.Ordinal), input.EnteredBy is not null)
        {
            Numbers = await LawNumbersAsync(day, cancel), OwnGroups = await OwnGroups.OnAsync(db, day, cancel),
        };
        var problems = FormCheck.Check(set, input.Values, around);
        problems.AddRange(MovesIn.Faults(input, commune?.Path.Province));
        if (input.EnteredBy is { } official)
        {
            if (!official.May(Actions.DossierEnter))
            {
                problems.Add(CommonProblems.NotAllowed.Now());
            }
            else if (commune is not null && official.Office != commune.Path)
            {
                problems.Add(SubmitProblems.CommuneOther.At("CommuneCode", UnitNames.OfDay("xã, phường, thị trấn của mình", time.Today)));
            }
        }

        return problems;
    }

    private static bool IsTaken(SubmitInput input, string regime, DateOnly day) =>
        Procedures.IsOpen(input.ProcedureCode, regime, day) && input.Requests.All(r => Procedures.RouteOf(input.ProcedureCode, r.Kind, regime, day) is not null);

    // Only a clerk can tell that an envelope came by post.
    private static int ChannelOf(SubmitInput input) => input.EnteredBy is null ? Online : input.Values[EndBlocks.CameByPost] == "1" ? ByPost : InPerson;

    // Null when a form is not in force today.
    private static FormSet? SetOf(SubmitInput input, DateOnly day)
    {
        var forms = input.Requests.Select(r => FormCatalogue.On(r.Form, day)).ToList();
        return forms.Count == 0 || forms.Contains(null) ? null : new FormSet(forms.OfType<FormDefinition>().Distinct().ToList());
    }

    /// <summary>The receipt of an application that was sent with a key; null while none was.</summary>
    // The filter by tenant is off for this one question: a retry may name another commune than the first time. Only the receipt comes back.
    public async Task<SubmitReceipt?> FirstReceiptAsync(string key, CancellationToken cancel) =>
        await db.Dossiers.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(d => d.SubmissionKey == key)
            .Select(d => new SubmitReceipt(d.Id, d.Code, d.SubmittedAt, true)).FirstOrDefaultAsync(cancel);

    private async Task<SubmitReceipt?> StoreAsync(SubmitInput input, Office commune, CancellationToken cancel)
    {
        var context = await rules.ForAsync(commune.Path, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var code = input.Portal?.Code ?? await SubmitCode.NextAsync(db, commune, context.Today, cancel);
        var dossier = Make(input, commune, context, code);
        PersonChecks.Keep(dossier, PersonChecks.Of(dossier));
        var mover = input.EnteredBy is { } by ? Mover.Of(by) : Mover.Citizen(dossier.Applicant.FullName);
        DossierFlow.Apply(context, dossier, DossierStatus.AwaitingReception, ActKinds.Submit, mover, context.OfficeName(Authorities.CommuneDesk, commune.Path),
            ChannelOf(input) switch { Online => input.Portal is { } portal ? $"Nộp trên Cổng Dịch vụ công quốc gia ngày {VietnameseFormat.Date(VietnamTime.Day(portal.SubmittedAt))}" : input.ProvenNumber.Length > 0 && input.ProvenNumber == dossier.Applicant.CitizenId ? "Nộp trực tuyến, người nộp đã đăng nhập VNeID mức 2" : "Nộp trực tuyến", ByPost => "Gửi qua dịch vụ bưu chính, cán bộ nhập hộ", _ => "Nộp trực tiếp, cán bộ nhập hộ" });
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
        var (id, day) = (Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), input.DayOf(context.Today));
        var set = SetOf(input, day)!;
        return new Dossier
        {
            Id = id, Code = code, TenantPath = commune.TenantPath, ProcedureCode = input.ProcedureCode, Kind = input.Requests[0].Kind,
            Channel = ChannelOf(input), Status = DossierStatus.AwaitingReception,
            Owner = SubmitMapping.Owner(set, input.Values, commune.UnitName, day), Applicant = SubmitMapping.Applicant(set, input.Values, day),
            Requests = Requests(input, set, id, commune.TenantPath, day), EnteredById = input.EnteredBy?.Id,
            EnteredByName = input.EnteredBy?.FullName, SubmissionKey = input.SubmissionKey, ResultBy = input.Values["ResultBy"],
            SubmittedAt = context.NowUtc, Identity = new IdentityCheck(),
            Attachments = input.Files.Select(f => f.AsAttachment(id, commune.TenantPath, context.NowUtc)).ToList(),
        };
    }

    // Care support of Art. 20(2)(a) is declared on form 1đ itself: it becomes a request of its own.
    private static List<DossierRequest> Requests(SubmitInput input, FormSet set, Guid dossier, string path, DateOnly today)
    {
        var wanted = input.Requests.Select(r => (r.Kind, Form: FormCatalogue.On(r.Form, today)!)).ToList();
        if (wanted.FirstOrDefault(w => w.Kind == RequestKind.Grant && w.Form.AsksOwnCare(input.Values.On(today))) is { Form: { } form })
        {
            wanted.Add((RequestKind.Care, form));
        }

        return wanted.Distinct().Select((w, i) =>
            DossierRequest.Of(dossier, path, w.Kind, w.Form.Code, w.Form.Version, set.Kept(w.Form, input.Values, today).ToJson(), i + 1)).ToList();
    }
}
