using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Citizens.Own;

/// <summary>
/// Proves a citizen by what only he and the office hold: the code of a dossier (on his receipt), his whole number and his birth date. The dossier is one that was found eligible and decided:
/// what an anonymous form says of somebody proves nothing until an office has held it against his papers. He is its owner, or declared for the owner: whoever filed it typed that number, and nobody
/// held it against a paper, so it opens the file of that dossier's owner alone, never his own. His birth date is that of his own record; where none knows it the phone that he declared stands in for it.
/// </summary>
public sealed class ProveCitizen(NodeDb db, IOptions<NodeOptions> options)
{
    private const int LongestCode = 40;

    /// <param name="phone">As declared in the dossier; asked of who declared for somebody else.</param>
    /// <returns>Null when the three do not belong together: which of them is wrong nobody is told.</returns>
    public async Task<CitizenIdentity?> HandleAsync(string? code, string? number, BirthDate birth, string? phone, CancellationToken cancel)
    {
        var (clean, digits) = ((code ?? "").Trim().ToUpperInvariant(), CitizenId.Clean(number));
        if (clean.Length is 0 or > LongestCode || digits.Length is not (9 or 12) || !digits.All(char.IsAsciiDigit))
        {
            return null;
        }

        db.Scope.Enter(TenantPath.Parse(options.Value.ProvinceCode));
        var found = await db.Dossiers.AsNoTracking().Where(d => d.Code == clean && d.AppraisedEligible == true && db.Decisions.Any(x => x.DossierId == d.Id && x.Number != null))
            .Select(d => new { d.Owner.CitizenId, d.Owner.OldIdentityNumber, d.Owner.BirthDate, Applicant = d.Applicant.CitizenId, d.Applicant.Phone }).SingleOrDefaultAsync(cancel);
        var isOwner = found is not null && (digits == found.CitizenId || digits == found.OldIdentityNumber);
        if (found is null || (!isOwner && digits != found.Applicant))
        {
            return null;
        }

        var written = await BirthsAsync(digits, cancel);
        if (!isOwner && written.Count == 0)
        {
            return PersonRules.Phone(phone ?? "") is { } given && given == PersonRules.Phone(found.Phone) ? new(digits, Text(birth)) { OnlyOf = clean, Proof = $"{CitizenIdentity.ByPhone} {clean}" } : null;
        }

        // The whole date where the whole date is known: a year alone is soon guessed. People share old numbers: of the owner both the dossier and the registry tell the same.
        var typed = Text(birth);
        bool Agrees(string known) => known.Length >= 4 && typed.StartsWith(known, StringComparison.Ordinal);
        if ((isOwner && !Agrees(found.BirthDate)) || (written.Count > 0 && !written.Exists(Agrees)))
        {
            return null;
        }

        return isOwner ? new(digits, typed) { Proof = $"{CitizenIdentity.ByOwner} {clean}" } : new(digits, typed) { OnlyOf = clean, Proof = $"{CitizenIdentity.ByApplicant} {clean}" };
    }

    private async Task<List<string>> BirthsAsync(string number, CancellationToken cancel)
    {
        var own = await db.Beneficiaries.AsNoTracking().Where(b => b.CitizenId == number || b.OldIdentityNumber == number).Select(b => b.BirthDate).ToListAsync(cancel);
        own.AddRange(await db.PersonLinks.AsNoTracking().Where(l => l.Number == number && l.BirthDate != "").Select(l => l.BirthDate).ToListAsync(cancel));
        return own;
    }

    private static string Text(BirthDate birth) => birth.Precision switch
    {
        BirthPrecision.Year => birth.Assumed.ToString("yyyy", System.Globalization.CultureInfo.InvariantCulture),
        BirthPrecision.Month => birth.Assumed.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
        _ => birth.Assumed.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };
}
