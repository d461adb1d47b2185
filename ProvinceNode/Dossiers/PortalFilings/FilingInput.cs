using System.Security.Cryptography;
using System.Text;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using Protos.PublicService;
using Protos.Values;

namespace ProvinceNode.Dossiers.PortalFilings;

/// <summary>A dossier of the national portal in the words of <see cref="Submit"/>: the boxes of the declaration as they came, and who files and for whom where the declaration left it open. Pure.</summary>
internal static class FilingInput
{
    /// <summary>The same dossier of the portal is the same application, whatever is repeated.</summary>
    public static string KeyOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("portal:" + code)));

    /// <summary>The day on which the citizen filed it, by which it is judged; a day that is still to come is today.</summary>
    public static DateOnly DayOf(Filing filing, DateOnly today) => VietnamTime.Day(DateTimeOffset.FromUnixTimeMilliseconds(filing.SubmittedAtUnixMs).UtcDateTime) is var day && day < today ? day : today;

    /// <summary>What it asks for; null when this node had no such procedure and form on that day.</summary>
    public static Situation? SituationOf(Filing filing, DateOnly day) =>
        Situations.All.FirstOrDefault(s => s.Procedure == filing.ProcedureCode && !s.ByOfficials && s.FormOn(day)?.Code == filing.FormCode);

    /// <summary>Code of a paper: a row of the portal's list of nine that this form knows, or the node's own code; null when it is neither.</summary>
    public static string? PaperOf(FormDefinition form, string kind)
    {
        if (SubmitPapers.IsKnown(kind))
        {
            return kind;
        }

        if (!int.TryParse(kind, out var row))
        {
            return null;
        }

        var own = form.Papers.Select(p => p.Kind).FirstOrDefault(p => p.PortalRow == row);
        return (own ?? SubmitPapers.All.FirstOrDefault(p => p.PortalRow == row))?.Code;
    }

    public static SubmitInput Of(Filing filing, Situation situation, IReadOnlyList<StoredFile> files, DateOnly today) => new()
    {
        ProcedureCode = situation.Procedure, Requests = SituationSets.RequestsOf([situation.Slug], today), Values = Values(filing, situation, today), Files = files,
        SubmissionKey = KeyOf(filing.Code), Portal = new PortalOrigin(filing.Code, DateTimeOffset.FromUnixTimeMilliseconds(filing.SubmittedAtUnixMs).UtcDateTime),
    };

    private static FormValues Values(Filing filing, Situation situation, DateOnly today)
    {
        var (values, form) = (new FormValues(), situation.FormOn(today)!);
        foreach (var (name, text) in filing.Answers)
        {
            values[name] = text;
        }

        var (owner, submitter) = (filing.Owner ?? new(), filing.Submitter ?? new());
        var forOther = owner.FullName.Length > 0 && (owner.Number.Length > 0 ? owner.Number != submitter.Number : owner.FullName != submitter.FullName);
        if (form.Declarant is Declarant.OwnerOrOther or Declarant.Owner)
        {
            ToldPerson.Of(forOther ? owner : submitter).Into(values, form.Owner);
            // Who declares stands in the declaration; else it is told by who files.
            Or(values, "DeclaredBy", form.Declarant == Declarant.Owner ? "" : forOther ? "other" : "owner");
            Or(values, "CommuneCode", owner.CommuneCode.Length > 0 ? owner.CommuneCode : submitter.CommuneCode);
            Or(values, "Village", owner.Address.Length > 0 ? owner.Address : submitter.Address);
            Or(values, "Phone", submitter.Phone);
        }

        if (form.Declarant == Declarant.OwnerOrOther && values["DeclaredBy"] == "other")
        {
            ToldPerson.Of(submitter).AsApplicant(values);
            Or(values, "ApplicantAddress", submitter.Address);
        }

        foreach (var (field, known) in form.Fields.Where(f => f.Default.Length > 0).Select(f => (f.Name, f.Default)).Concat(situation.Known))
        {
            Or(values, field, known);
        }

        // The portal lets nobody send without the promise; where nothing is said the result is taken at the desk.
        values[EndBlocks.Promise] = "1";
        Or(values, "ResultBy", "desk");
        return values;
    }

    private static void Or(FormValues values, string name, string otherwise) => values[name] = values[name].Length > 0 ? values[name] : otherwise;
}
