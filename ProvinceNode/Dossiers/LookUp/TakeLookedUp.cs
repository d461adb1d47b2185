using System.Globalization;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Dossiers.LookUp;

/// <summary>Which values of the answer go into the declaration.</summary>
/// <param name="Version">Of the dossier that the official saw.</param>
/// <param name="Pass">The sealed answer, see <see cref="LookUpPass"/>.</param>
/// <param name="Fields">Fields of <see cref="PersonData"/> that he chose.</param>
public sealed record TakeLookedUpInput(Guid Id, long Version, string? Pass, IReadOnlyList<string> Fields);

/// <summary>
/// Nhận giá trị của dữ liệu dân cư vào tờ khai: field by field, by who holds the step, never by itself; the act keeps what was declared and what stands now. It is a correction of the declaration like
/// the one of a supplement, so the database is asked anew whether all agrees.
/// </summary>
public sealed class TakeLookedUp(DossierDesk desk, LookUpPass passes, VietnamTime time)
{
    // Before the posting, and again when the papers are appraised: what was posted or proposed is not changed under anybody's hands.
    private static readonly HashSet<DossierStatus> Open =
    [
        DossierStatus.AwaitingReception, DossierStatus.Received, DossierStatus.SentBack, DossierStatus.Reviewed, DossierStatus.UnderCouncil, DossierStatus.UnderCertificateCheck, DossierStatus.UnderAppraisal,
    ];

    /// <summary>Whether this official may correct the declaration now: he may look up, and the next step is his.</summary>
    public static bool MayTake(OpenDossier open) => Open.Contains(open.Dossier.Status) && open.Official.May(Actions.PopulationLookUp)
        && DossierFlow.Available(open.Context, open.Dossier, open.Official).Any(m => !m.OnRequest);

    /// <returns>What changed; numbers of persons are masked.</returns>
    public async Task<Outcome<IReadOnlyList<CorrectedAnswer>>> Handle(TakeLookedUpInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(input.Id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var dossier = open.Dossier;
        if (!official.May(Actions.PopulationLookUp))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (!MayTake(open) || Correction.SetOf(dossier) is not { } set)
        {
            return LookUpProblems.NotNow.Now(StatusTable.Name(dossier.Status));
        }

        if (passes.Open(input.Pass, dossier.Id, official.Id, LookUpPeople.Owner) is not { Citizen: { } citizen } reply)
        {
            return LookUpProblems.AnswerOld.Now();
        }

        if (dossier.Version != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        var correction = Correction.Of(dossier, Corrected(Correction.FiledValues(dossier, set), set.First.Owner, citizen, input.Fields));
        if (correction is null)
        {
            return LookUpProblems.ChooseFields.Now();
        }

        if (Faults(correction, set.First.Owner, open.Context) is { Count: > 0 } faults)
        {
            return faults;
        }

        correction.Apply(dossier);
        PersonChecks.Keep(dossier, PersonChecks.Of(dossier));
        var act = Act.By(official, ActKinds.TakeLookedUp, time.UtcNow, $"Nhận từ dữ liệu dân cư: {string.Join("; ", correction.Answers)}", reply.AnswerId).On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? new List<CorrectedAnswer>(correction.Answers) : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>The declaration with the chosen values of the database.</summary>
    public static FormValues Corrected(FormValues values, string prefix, CitizenRecord citizen, IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
        {
            switch (field)
            {
                case nameof(PersonData.FullName):
                    values[prefix + "FullName"] = VietnameseText.Cased(VietnameseText.Clean(citizen.FullName));
                    break;
                case nameof(PersonData.BirthDate) when BirthDate.TryParse(citizen.BirthDate, out var born):
                    var parts = born.ToString().Split('-');
                    (values[prefix + "BirthYear"], values[prefix + "BirthMonth"], values[prefix + "BirthDay"]) = (parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
                    break;
                case nameof(PersonData.Sex) when citizen.Sex is 1 or 2:
                    values[prefix + "Sex"] = citizen.Sex.ToString(CultureInfo.InvariantCulture);
                    break;
                case nameof(PersonData.EthnicCode) when citizen.EthnicCode.Length > 0:
                    values[prefix + "EthnicCode"] = citizen.EthnicCode;
                    break;
                case nameof(PersonData.CitizenId) when citizen.PersonalNumber.Length == 12:
                    values[prefix + "CitizenId"] = citizen.PersonalNumber;
                    break;
            }
        }

        return values;
    }

    // What the citizen declared beside these was taken when it was filed; only what comes from the database is judged.
    private static List<Problem> Faults(Correction correction, string prefix, FlowContext context)
    {
        string[] boxes = ["FullName", "Birth", "BirthDay", "BirthMonth", "BirthYear", "Sex", "EthnicCode", "CitizenId"];
        return correction.Faults(context.Today, context.LawNumbers).FindAll(f => boxes.Any(b => f.Field == prefix + b)).ConvertAll(f => f with { Field = null });
    }
}
