using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Letters that a chairman signs with the step itself (D11, CS0, the answers to objections KN1 and KT8). The number is the clerk's and comes after the signature (Decree 30/2020 Art. 15,
/// policy 4.1); the dossier does not wait for it, and its control sheet tells the number once it is given.
/// </summary>
public sealed class SignedLetters(NodeDb db, IOptions<PaperOptions> options)
{
    private const string Numbered = "Công văn số ";
    private static readonly string[] OfSteps = ["D11", "CS0", "KN1", "KT8"];

    /// <summary>Freezes what was signed. Inside the transaction of the step; the caller saves.</summary>
    /// <param name="body">Name of the body that speaks when it is no committee: a care institution.</param>
    public async Task<IssuedPaper> IssueAsync(OpenDossier open, string paper, PaperContent content, CancellationToken cancel, string? body = null)
    {
        var (dossier, context, official) = open;
        var letter = PaperDesk.Issue(context, dossier, paper, "", content, official.Office, body);
        (letter.SignerId, letter.SignerName, letter.SignerTitle) = (official.Id, official.FullName, official.Title);
        db.Papers.Add(letter);
        if (options.Value.NumberedBy == "system")
        {
            await NumberPaper.GiveAsync(db, letter, context.NowUtc, cancel);
        }

        return letter;
    }

    /// <summary>What the control sheet says of a letter as it is sent.</summary>
    public static string Words(IssuedPaper letter) => letter.Number.Length > 0 ? Numbered + letter.Number : "Đã ký công văn, văn thư vào số sau";

    /// <summary>The letter of the last forwarding as later papers cite it, e.g. Công văn số 07/UBND-VHXH ngày 05/10/2022; empty while it has no number.</summary>
    public static string Cited(Dossier dossier)
    {
        var steps = dossier.Steps.OrderBy(s => s.Number).ToList();
        var sent = steps.FindLastIndex(s => s.Verb == ActKinds.Forward);
        return sent >= 0 && steps.Skip(sent).FirstOrDefault(s => s.Verb is ActKinds.Forward or ActKinds.NumberPaper && s.Note.StartsWith(Numbered, StringComparison.Ordinal)) is { } step
            ? $"{step.Note} ngày {VietnameseFormat.Date(VietnamTime.Day(step.At))}" : "";
    }

    /// <summary>The clerk gave a letter its number: a line in the control sheet of each dossier that it is about. Inside his transaction; the caller saves.</summary>
    public static async Task TellAsync(NodeDb db, IssuedPaper letter, SignedInOfficial clerk, DateTime nowUtc, CancellationToken cancel)
    {
        if (!OfSteps.Contains(letter.Paper))
        {
            return;
        }

        var (first, id, path) = (letter.DossierId, letter.Id, letter.OfficePath);
        var unit = await db.Offices.AsNoTracking().Where(o => o.TenantPath == path).Select(o => o.UnitName).FirstAsync(cancel);
        var note = letter.Paper == "D11" ? Numbered + letter.Number : $"{PaperDesk.NameOf(letter.Paper)} số {letter.Number}";
        foreach (var dossier in await db.Dossiers.Include(d => d.Steps).Where(d => d.Id == first || db.CommonPapers.Any(c => c.PaperId == id && c.DossierId == d.Id)).ToListAsync(cancel))
        {
            dossier.Steps.Add(DeskStep.Note(dossier, ActKinds.NumberPaper, clerk, $"UBND {FlowContext.Lower(unit)}", nowUtc, note));
        }
    }
}
