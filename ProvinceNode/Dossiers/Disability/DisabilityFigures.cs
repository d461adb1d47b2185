using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>A conclusion, a sending to the medical board or a certificate, as Mẫu 07 and 08 count it.</summary>
/// <param name="Types">Types 1–6 separated by commas; empty when none is concluded.</param>
/// <param name="On">Day that counts.</param>
public sealed record DisabilityEvent(string Types, DisabilityDegree Degree, string Birth, int Sex, DateOnly On);

/// <summary>Figures of Mẫu 07 (commune) and 08 (district, province) of Circular 01/2019 from the council's rounds and the certificates of the official's area (policy 7.1).</summary>
public sealed class DisabilityFigures(NodeDb db)
{
    /// <summary>Persons under this age are children (Children Law).</summary>
    public const int Grown = 16;

    public const string Several = "Từ hai dạng trở lên";

    public const string Unknown = "Chưa xác định dạng";

    /// <summary>Rows for the days from and until, both included; the scope of the reader narrows them.</summary>
    public async Task<IReadOnlyList<DisabilityReportRow>> RowsAsync(DateOnly from, DateOnly until, CancellationToken cancel)
    {
        var rounds = await db.CouncilCases.AsNoTracking()
            .Where(c => c.Outcome == CouncilOutcome.Disabled && (c.BoardOn ?? c.HeldOn) >= from && (c.BoardOn ?? c.HeldOn) <= until
                // Until the day that is reported: a complaint that was right begins another round, and only the last one counts, whatever it concluded.
                && !db.CouncilCases.Any(l => l.DossierId == c.DossierId && l.Round > c.Round && l.Outcome != null && (l.BoardOn ?? l.HeldOn) <= until))
            .Join(db.Dossiers, c => c.DossierId, d => d.Id, (c, d) => new { c.Types, c.Degree, c.HeldOn, c.BoardOn, c.DossierId, c.Round, d.Owner.BirthDate, d.Owner.Sex }).ToListAsync(cancel);
        var determined = rounds.ConvertAll(r => new DisabilityEvent(r.Types, r.Degree, r.BirthDate, r.Sex, (r.BoardOn ?? r.HeldOn)!.Value));
        var sent = await db.CouncilCases.AsNoTracking().Where(c => c.SentToBoardOn >= from && c.SentToBoardOn <= until).Select(c => new { c.Types, c.SentToBoardOn }).ToListAsync(cancel);
        var given = await db.DisabilityCertificates.AsNoTracking().Where(c => c.IssuedOn >= from && c.IssuedOn <= until).Select(c => new { c.Types, c.IssuedOn }).ToListAsync(cancel);
        return Rows(determined, sent.ConvertAll(s => s.Types), given.ConvertAll(g => g.Types));
    }

    /// <summary>One row for each type of the law, then for several types, then for none yet; each person stands once.</summary>
    public static IReadOnlyList<DisabilityReportRow> Rows(IReadOnlyList<DisabilityEvent> determined, IReadOnlyList<string> toBoard, IReadOnlyList<string> certificates)
    {
        string[] labels = [.. CertificateWords.AllTypes.Select(t => t.Value), Several, Unknown];
        var rows = labels.Select(label =>
        {
            var mine = determined.Where(d => Label(d.Types) == label).ToList();
            return new DisabilityReportRow(
                label, mine.Count, mine.Count(d => d.Degree == DisabilityDegree.ExtremelySevere), mine.Count(d => d.Degree == DisabilityDegree.Severe), mine.Count(d => d.Degree == DisabilityDegree.Mild),
                mine.Count(d => BirthDate.Parse(d.Birth).AgeInYears(d.On) < Grown), mine.Count(d => d.Sex == 2), toBoard.Count(t => Label(t) == label), certificates.Count(t => Label(t) == label));
        });
        return rows.Where(r => r.Type != Unknown || r.Determined + r.ToMedicalBoard + r.Certificates > 0).ToList();
    }

    private static string Label(string types) => types.Split(',', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => Unknown,
        [var one] => CertificateWords.AllTypes.FirstOrDefault(t => t.Key == one).Value ?? Unknown,
        _ => Several,
    };
}
