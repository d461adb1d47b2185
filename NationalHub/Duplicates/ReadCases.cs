using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Duplicates;

namespace NationalHub.Duplicates;

/// <summary>Hands cases to the nodes of both sides until they know them.</summary>
public sealed class ReadCases(HubDb db)
{
    private const int MostAtOnce = 50;

    public async Task<CasesReply> HandleAsync(string province, CasesRequest request, CancellationToken cancellation)
    {
        // Ended ones too: a node that was restored from a backup may still hold for one.
        if (request.Again)
        {
            await db.CrossCases.Where(c => c.FirstProvince == province && c.Round > 0).ExecuteUpdateAsync(set => set.SetProperty(c => c.FirstKnows, 0L), cancellation).ConfigureAwait(false);
            await db.CrossCases.Where(c => c.SecondProvince == province && c.Round > 0).ExecuteUpdateAsync(set => set.SetProperty(c => c.SecondKnows, 0L), cancellation).ConfigureAwait(false);
        }

        foreach (var known in request.Known.Take(MostAtOnce))
        {
            await KnowsAsync(province, known, cancellation).ConfigureAwait(false);
        }

        var real = await RealProvinces.ReadAsync(db, cancellation).ConfigureAwait(false);
        var strangers = (await db.Provinces.AsNoTracking().Select(p => p.Code).ToListAsync(cancellation).ConfigureAwait(false)).FindAll(code => !real.Meet(code, province));
        var rows = await Unknown(db, province, strangers).Take(Math.Clamp(request.Most, 1, MostAtOnce)).ToListAsync(cancellation).ConfigureAwait(false);
        var reply = new CasesReply();
        reply.Cases.AddRange(rows.Select(c => Understood(Shown(Of(c, province), strangers), request.KnowsPast)));
        return reply;
    }

    /// <summary>Cases of a province in a version that its node does not know.</summary>
    /// <param name="strangers">Provinces with which it shares nothing (<see cref="RealProvinces"/>): of a case with one of them it hears only that it ended, so that nothing stays held.</param>
    internal static IQueryable<CrossCase> Unknown(HubDb db, string province, IReadOnlyCollection<string> strangers) => db.CrossCases.AsNoTracking()
        .Where(c => c.State == CaseState.Closed || c.State == CaseState.NotSame || (!strangers.Contains(c.FirstProvince) && !strangers.Contains(c.SecondProvince)))
        .Where(c => c.Round > 0 && ((c.FirstProvince == province && c.FirstKnows < c.Version) || (c.SecondProvince == province && c.SecondKnows < c.Version))).OrderBy(c => c.AskedAt).ThenBy(c => c.Id);

    /// <summary>A case as one of its sides reads it. Pure.</summary>
    internal static SharedCase Of(CrossCase of, string province)
    {
        var first = province == of.FirstProvince;
        var facts = CaseFacts.Read(of.Facts);
        var told = new SharedCase
        {
            Id = of.Id.ToString("D"), Version = of.Version, State = of.State.ToString(), Round = of.Round, BeneficiaryId = first ? of.FirstId : of.SecondId, AskedAtUnixMs = Moment(of.AskedAt),
            DueOn = of.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "", Score = of.Score, OurWord = Word(first ? of.FirstWord : of.SecondWord), TheirWord = Word(first ? of.SecondWord : of.FirstWord),
            Past = of.Past, PayerProvince = of.PayerProvince, StopMonth = of.StopMonth, DecidedBy = of.DecidedBy, DecidedReason = of.DecidedReason, ClosedWhy = of.ClosedWhy,
            Ours = Side(first ? facts?.First : facts?.Second, first ? of.FirstProvince : of.SecondProvince), Theirs = Side(first ? facts?.Second : facts?.First, first ? of.SecondProvince : of.FirstProvince),
        };
        told.Evidence.AddRange(of.Evidence.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        told.Months.AddRange((facts?.Months ?? []).Select(m => first
            ? new CommonMonth { Month = m.Month, OurDong = m.FirstDong, TheirDong = m.SecondDong, OurPaidDong = m.FirstPaid, TheirPaidDong = m.SecondPaid }
            : new CommonMonth { Month = m.Month, OurDong = m.SecondDong, TheirDong = m.FirstDong, OurPaidDong = m.SecondPaid, TheirPaidDong = m.FirstPaid }));
        return told;
    }

    // That it ended, and nothing of the other side.
    private static SharedCase Shown(SharedCase told, List<string> strangers)
    {
        if (strangers.Contains(told.Theirs.ProvinceCode))
        {
            (told.Theirs, told.TheirWord) = (Side(null, told.Theirs.ProvinceCode), new());
            told.Months.Clear();
        }

        return told;
    }

    // A node of the version before would hold a payment for it: to that node the case is over. Once it is upgraded it asks for everything again.
    private static SharedCase Understood(SharedCase told, bool knowsPast)
    {
        if (told.Past && !knowsPast)
        {
            (told.State, told.Past, told.PayerProvince, told.StopMonth) = (nameof(CaseState.Closed), false, "", 0);
            told.ClosedWhy = "Các tháng cùng có tiền đã qua hết, không còn phải tạm giữ. Việc thu hồi hiện ra ở trang này khi nút tỉnh được nâng cấp.";
        }

        return told;
    }

    private async Task KnowsAsync(string province, KnownCase known, CancellationToken cancellation)
    {
        if (Guid.TryParse(known.Id, out var id))
        {
            var version = known.Version;
            await db.CrossCases.Where(c => c.Id == id && c.FirstProvince == province && c.FirstKnows < version && version <= c.Version).ExecuteUpdateAsync(set => set.SetProperty(c => c.FirstKnows, version), cancellation).ConfigureAwait(false);
            await db.CrossCases.Where(c => c.Id == id && c.SecondProvince == province && c.SecondKnows < version && version <= c.Version).ExecuteUpdateAsync(set => set.SetProperty(c => c.SecondKnows, version), cancellation).ConfigureAwait(false);
        }
    }

    private static CaseSide Side(SideFacts? side, string province) => side is null ? new() { ProvinceCode = province, ProvinceName = ProvinceUnits.Find(province)?.Name ?? province } : new()
    {
        ProvinceCode = side.ProvinceCode, ProvinceName = side.ProvinceName, CommuneCode = side.CommuneCode, CommuneName = side.CommuneName, SinceMonth = side.SinceMonth, Category = side.Category, MonthlyDong = side.MonthlyDong,
        DecisionNumber = side.DecisionNumber, DecisionOn = side.DecisionOn, Office = side.Office, NumberMasked = side.NumberMasked,
    };

    private static CaseWord Word(SaidWord word) => word.Kind == WordKind.None ? new() : new()
    {
        Word = word.Kind.ToString(), FromMonth = word.FromMonth, Reason = word.Reason, Evidence = word.Evidence, Official = word.Official, Office = word.Office, SaidAtUnixMs = Moment(word.SaidAt),
    };

    private static long Moment(DateTime? at) => at is { } utc ? new DateTimeOffset(utc).ToUnixTimeMilliseconds() : 0;
}
