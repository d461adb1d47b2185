using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What a signed decision tells of people beside what it grants: who cares for them, their guardian and supporters, the household of form 2a, the
/// poverty of the year, days in an institution. Called after the outcome, in the transaction of the signature; each value keeps the dossier as its origin.
/// </summary>
public static class PersonFile
{
    /// <summary>Why a stay ended with a death.</summary>
    internal const string LeftByDeath = "Chết";

    /// <summary>Why a stay ended when its person went missing.</summary>
    internal const string LeftMissing = "Mất tích";

    /// <param name="decisions">Ids of the decisions that were signed.</param>
    public static async Task FillAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        foreach (var one in found.Everybody)
        {
            if (Of(db, one) is { } person)
            {
                var parts = new List<(string Field, string Place)>();
                await LinksAsync(db, one, person, decisions, parts, cancel);
                await PovertyAsync(db, one, person, parts, cancel);
                await StayAsync(db, one, person, decisions[0], parts, cancel);
                PersonFields.Note(db, person.Id, parts.Distinct(), OriginOf(found));
                Lives(db, one, person);
                Checked(db, one, person);
            }
        }

        await HouseholdAsync(db, found, cancel);
    }

    /// <summary>The dossier as the origin of what it brings.</summary>
    public static Origin OriginOf(Case found) => new(OriginKind.Dossier, found.Dossier.Code, found.Context.NowUtc);

    /// <summary>Where the form says each field of its person.</summary>
    public static IReadOnlyDictionary<string, string> Places(Case found)
    {
        var forms = FormFacts.FormsOf(found.Dossier);
        if (forms.Count == 0 || found.Appraisal.About is not null)
        {
            return new Dictionary<string, string>();
        }

        string At(string field) => $"{forms[0].Code}:{field}";
        var prefix = forms[0].Owner;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(Beneficiary.FullName)] = At(prefix + "FullName"), [nameof(Beneficiary.BirthDate)] = At(prefix + "Birth"), [nameof(Beneficiary.Sex)] = At(prefix + "Sex"),
            [nameof(Beneficiary.EthnicCode)] = At(prefix + "EthnicCode"), [nameof(Beneficiary.CitizenId)] = At(prefix + "CitizenId"), [nameof(Beneficiary.OldIdentityNumber)] = At(prefix + "CitizenId"),
            [nameof(Beneficiary.CommuneCode)] = At("CommuneCode"), [nameof(Beneficiary.Village)] = At("Village"), [nameof(Beneficiary.Phone)] = At("Phone"),
        };
    }

    // What the outcome entered stands in the context: the person found before, or the one with the subject's number or name.
    private static Beneficiary? Of(NodeDb db, Case one)
    {
        var (id, number, subject) = (one.Person?.Id, one.Number, one.Subject);
        return db.Beneficiaries.Local.FirstOrDefault(b => id is not null ? b.Id == id
            : number.Length > 0 ? b.CitizenId == number || b.OldIdentityNumber == number : b.FullName == subject.FullName && b.BirthDate == subject.BirthDate);
    }

    // The carer is who takes the support for care (Art. 20): he begins with the decision that pays him and ends with the one that ends it.
    private static async Task LinksAsync(NodeDb db, Case one, Beneficiary person, IReadOnlyList<Guid> decisions, List<(string, string)> parts, CancellationToken cancel)
    {
        var (scope, on, code) = (Declared(one), one.Measure.On ?? one.Context.Today, one.Dossier.Code);
        var care = db.Entitlements.Local.Where(e => e.BeneficiaryId == person.Id && e.Strand == EntitlementStrand.Care && e.ReceiverName != person.FullName).ToList();
        var running = care.Where(e => e.Status != EntitlementStatus.Ended).ToList();
        foreach (var ended in care.Where(e => e.EndDecisionId is { } by && decisions.Contains(by) && !running.Exists(r => r.ReceiverName == e.ReceiverName)))
        {
            Noted(await PersonParts.UnlinkAsync(db, person, Carer(ended, scope), on, cancel), PersonFields.Links, "");
        }

        foreach (var begun in running.Where(e => decisions.Contains(e.DecisionId)))
        {
            // What was undone leaves no gap: the carer is one again from the month that is restored.
            var since = one.Dossier.Kind == RequestKind.Undo ? new PayMonth(begun.StartMonth).FirstDay : on;
            Noted(await PersonParts.LinkAsync(db, person, Carer(begun, scope), since, code, cancel), PersonFields.Links, "Carer");
        }

        if (!one.Dossier.Applicant.IsOwner && VietnameseText.Fold(one.Dossier.Applicant.Relation).Contains("giam ho", StringComparison.Ordinal) && one.Appraisal.About is null)
        {
            var applicant = one.Dossier.Applicant;
            Noted(await PersonParts.LinkAsync(db, person, new(LinkRole.Guardian, applicant.FullName, applicant.CitizenId, applicant.Relation), one.Context.Today, code, cancel), PersonFields.Links, "Applicant");
        }

        foreach (var row in one.Appraisal.About is null && scope.Values is not null ? scope.Rows("Supporters").Where(r => r.Has("FullName")).ToList() : [])
        {
            var supporter = new LinkedPerson(LinkRole.Supporter, row.Text("FullName"), CitizenId.Clean(row.Text("CitizenId")), row.Text("Relation"), row.Birth()?.ToString() ?? "");
            Noted(await PersonParts.LinkAsync(db, person, supporter, Since(row, "Since"), code, cancel), PersonFields.Links, "Supporters");
        }

        void Noted(bool changed, string field, string place)
        {
            if (changed)
            {
                parts.Add((field, place));
            }
        }
    }

    private static LinkedPerson Carer(Entitlement care, FormScope scope)
    {
        var named = scope.Values is not null && scope.Text("CarerFullName") == care.ReceiverName;
        return new(LinkRole.Carer, care.ReceiverName, care.ReceiverNumber, care.ReceiverRelation, named ? scope.Birth("CarerBirth")?.ToString() ?? "" : "");
    }

    // What the appraiser found counts; that a household is neither poor nor near-poor is only known when the form asked.
    private static async Task PovertyAsync(NodeDb db, Case one, Beneficiary person, List<(string, string)> parts, CancellationToken cancel)
    {
        var (scope, today) = (Declared(one), one.Context.Today);
        var spans = one.Appraisal.Facts.Poverty.Where(p => (p.From is null || p.From <= today) && (p.Until is null || today <= p.Until)).ToList();
        var declared = scope.Values is not null && scope.Has("Poverty");
        // Facts that an earlier decision rested on say nothing of this year.
        if (!declared && (spans.Count == 0 || one.Dossier.Kind is not (RequestKind.Grant or RequestKind.Care or RequestKind.SocialPension)))
        {
            return;
        }

        // What was declared and struck out is no poverty. A household on form 2a declares for all its members; the appraised facts are about each of them.
        var status = spans.Count > 0 ? spans.Max(p => p.Status) : one.Appraisal.About is null ? PovertyStatus.None : scope["Poverty"] switch { "poor" => PovertyStatus.Poor, "near" => PovertyStatus.NearPoor, _ => PovertyStatus.None };
        if (await PersonParts.PovertyAsync(db, person, today.Year, status, one.Dossier.Code, cancel))
        {
            parts.Add((PersonFields.Poverty, declared ? "Poverty" : ""));
        }
    }

    private static async Task StayAsync(NodeDb db, Case one, Beneficiary person, Guid decision, List<(string, string)> parts, CancellationToken cancel)
    {
        var on = one.Measure.On ?? one.Context.Today;
        var changed = one.Dossier.Kind switch
        {
            RequestKind.Admit => await PersonParts.AdmitAsync(db, person, new InstitutionStay
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(one.Context.NowUtc)), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Institution = one.Measure.Institution,
                DecisionId = decision, From = on, // its number is the clerk's and comes later
            }, cancel),
            RequestKind.Discharge => await PersonParts.LeaveAsync(db, person, on, one.Measure.Words, cancel),
            _ when Death.IsGone(one) => await PersonParts.LeaveAsync(db, person, on, Death.IsMissing(one) ? LeftMissing : LeftByDeath, cancel),
            _ => false,
        };
        if (changed)
        {
            parts.Add((PersonFields.Stays, ""));
        }
    }

    // Since when he lives there, where the form told it.
    private static void Lives(NodeDb db, Case one, Beneficiary person)
    {
        var scope = Declared(one);
        if (scope.Values is not null && one.Appraisal.About is null && (Since(scope, "ResidenceSince") ?? Arrived(one, scope)) is { } since)
        {
            var value = new FieldValue(nameof(Beneficiary.ResidentSince), since.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "ResidenceSince");
            PersonFields.Set(db, person, [value], OriginOf(one));
        }
    }

    // The day on the form of the place left begins nothing there.
    private static DateOnly? Arrived(Case one, FormScope scope) => one.Dossier.Kind is RequestKind.MoveIn or RequestKind.MoveWithin ? scope.Day("Moved") : null;

    private static DateOnly? Since(FormScope scope, string month) => scope.Month(month) is { } told ? BirthDate.Parse(told).Assumed : null;

    // The answer of the population database is where the result of the check comes from, whatever dossier it was asked for.
    private static void Checked(NodeDb db, Case one, Beneficiary person)
    {
        if (one.Appraisal.About is null && one.Dossier.Identity is { CheckedAt: { } at, AnswerId: { Length: > 0 } answer })
        {
            PersonFields.Note(db, person.Id, [(nameof(Beneficiary.IdentityStatus), "")], new Origin(OriginKind.Population, answer, at));
        }
    }

    // Form 2a: the head, those it cares for, and who cares.
    private static async Task HouseholdAsync(NodeDb db, Case found, CancellationToken cancel)
    {
        var scope = Declared(found);
        if (scope.Values is null || !found.Dossier.Requests.Exists(r => r.Form == "2a"))
        {
            return;
        }

        var owner = found.Dossier.Owner;
        var head = new MemberFacts(owner.FullName, owner.CitizenId.Length > 0 ? owner.CitizenId : owner.OldIdentityNumber, owner.BirthDate, owner.Sex);
        var cared = found.Everybody.Where(c => c.Appraisal.About is not null).Select(c => new MemberFacts(c.Subject.FullName, c.Number, c.Subject.BirthDate, c.Subject.Sex)
        {
            BeneficiaryId = Of(db, c)?.Id, CertificateNumber = c.Appraisal.Facts.Disability?.CertificateNumber ?? "",
        });
        var carer = FormFacts.Carer(found.Dossier) is { } named && named.Name != owner.FullName
            ? [new MemberFacts(named.Name, named.Number, scope.Birth("CarerBirth")?.ToString() ?? "", scope.Count("CarerSex") ?? 0)] : Array.Empty<MemberFacts>();
        var facts = new HouseholdFacts(found.Commune.Value, found.Commune.UnitCode, owner.Village, scope.Text("PovertyCode"));
        await Households.KeepAsync(db, facts, head, [.. cared, .. carer], null, cancel);
    }

    private static FormScope Declared(Case one) =>
        one.Dossier.Requests.Count > 0 && FormFacts.FormsOf(one.Dossier).Count > 0 ? FormFacts.ValuesOf(one.Dossier).On(VietnamTime.Day(one.Dossier.SubmittedAt)) : default;
}
