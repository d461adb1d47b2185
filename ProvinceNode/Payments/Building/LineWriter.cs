using ProvinceNode.Documents;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>What every list of a building of a commune has in common.</summary>
/// <param name="Sequence">Number of a list of a kind and method: one more than the last that was not discarded.</param>
public sealed record WriterTerms(PaymentRun Run, string Commune, string UnitName, DateTime NowUtc, Func<ListType, PayMethod, int> Sequence);

/// <summary>The rows of a list.</summary>
public sealed record WrittenList(PaymentList List, IReadOnlyList<PaymentLine> Lines, IReadOnlyList<PaymentClaim> Claims);

/// <summary>Makes rows of drafts: frozen copies of names, labels and sums (policy 6.3).</summary>
/// <param name="label">Award of a version with its label as lists print it; neutral when it is sensitive.</param>
/// <param name="decision">Number and day of a decision in words; empty when nobody knows it here.</param>
public sealed class LineWriter(WriterTerms terms, Func<Entitlement, PaperAward> label, Func<Guid, string> decision)
{
    /// <summary>Shared by the ids of one building, which so lie beside each other.</summary>
    private readonly DateTimeOffset _at = new(terms.NowUtc);

    // A list has few awards and many lines: each is put in words once.
    private readonly Dictionary<(string, int), (string Code, string Coefficient)> _words = [];

    public WrittenList Write(DraftList draft)
    {
        var listId = Guid.CreateVersion7(_at);
        var (lines, claims) = (new List<PaymentLine>(draft.Lines.Count), new List<PaymentClaim>(draft.Lines.Count + 8));
        foreach (var one in draft.Lines)
        {
            var line = Line(listId, lines.Count + 1, one);
            lines.Add(line);
            claims.AddRange(one.Parts.Select(p => Claim(line, p)));
        }

        return new(List(listId, draft, lines, claims), lines, claims);
    }

    private PaymentList List(Guid id, DraftList draft, List<PaymentLine> lines, List<PaymentClaim> claims) => new()
    {
        Id = id, TenantPath = terms.Commune, HolderPath = terms.Run.TenantPath, PeriodId = terms.Run.PeriodId, RunId = terms.Run.Id, Month = terms.Run.Month, Type = draft.Type, Method = draft.Method,
        Sequence = terms.Sequence(draft.Type, draft.Method), UnitName = terms.UnitName, BuiltById = terms.Run.StartedById, BuiltByName = terms.Run.StartedByName, BuiltAt = terms.NowUtc,
        Lines = lines.Count, People = claims.Select(c => c.BeneficiaryId).Distinct().Count(), MonthlyDong = Sum(lines, l => l.Monthly), CareDong = Sum(lines, l => l.Care), ArrearsDong = Sum(lines, l => l.Arrears),
        RecoveryDong = Sum(lines, l => l.Recovery), CarriedDong = Sum(lines, l => l.Carried), OneOffDong = Sum(lines, l => l.OneOff), TotalDong = Sum(lines, l => l.Total), Version = 1,
    };

    private PaymentLine Line(Guid list, int order, DraftLine draft)
    {
        var (main, parts) = (draft.Main, draft.Parts);
        var cards = parts.Count == 1 ? [parts[0].Card] : parts.Select(p => p.Card).DistinctBy(c => (c.Id, c.Name, c.Number)).ToList();
        var awards = parts.Select(p => p.Claim.Version).OfType<Entitlement>().Select(Words).ToList();
        var arrears = parts.Where(p => p.Claim.Why != ClaimWhy.Carried && (p.Claim.Why == ClaimWhy.Missed || p.Claim.Kind == ClaimKind.Arrears)).Select(p => p.Claim).ToList();
        var (from, to) = arrears.Count == 0 ? (0, 0)
            : (arrears.Select(a => a.Once?.FromMonth ?? a.Month).Where(m => m > 0).DefaultIfEmpty(0).Min(), arrears.Select(a => a.Once?.ToMonth ?? a.Month).DefaultIfEmpty(0).Max());
        return new PaymentLine
        {
            Id = Guid.CreateVersion7(_at), ListId = list, TenantPath = terms.Commune, Order = order, PersonId = main.Id, BeneficiaryCode = main.Code, PersonName = main.Name, BirthDate = main.Birth, Sex = main.Sex,
            PersonNumber = main.Number, Village = main.Village, Category = Cut(Joined(", ", awards.ConvertAll(a => a.Code)), 100),
            Coefficient = Cut(Joined("; ", awards.ConvertAll(a => a.Coefficient)), 40),
            Level = new Dong(parts.Select(p => p.Claim.Version?.Level.Amount ?? 0).Max()), Monthly = Column(parts, c => c is { Kind: ClaimKind.Regular, Why: ClaimWhy.Current }),
            Care = Column(parts, c => c is { Kind: ClaimKind.Care, Why: ClaimWhy.Current }), Arrears = new Dong(arrears.Sum(a => a.Amount)), ArrearsFrom = from, ArrearsTo = to,
            Recovery = Column(parts, c => c.Kind == ClaimKind.Recovery), Carried = Column(parts, c => c.Why == ClaimWhy.Carried),
            CarriedMonths = parts.Where(p => p.Claim is { Why: ClaimWhy.Carried, Month: > 0 }).Select(p => p.Claim.Month).Distinct().Count(),
            OneOff = Column(parts, c => c is { Kind: ClaimKind.OneOff, Why: ClaimWhy.Once }), Total = new Dong(draft.Total), Method = draft.Way.Method, AccountNumber = draft.Way.AccountNumber,
            Bank = draft.Way.Bank, AccountHolder = draft.Way.Holder, ReceiverName = draft.Receiver.Name, ReceiverNumber = draft.Receiver.Number, ReceiverRelation = Neutral(draft.Receiver.Relation),
            ProxyName = draft.Proxy?.ProxyName ?? "", ProxyNumber = draft.Proxy?.ProxyNumber ?? "", ProxyRelation = Neutral(draft.Proxy?.Relation ?? ""), ProxyId = draft.Proxy?.Id, People = cards.Count,
            Others = cards.Count == 1 ? "" : Cut(string.Join("; ", cards.Where(c => c != main).Select(c => c.Code.Length > 0 ? $"{c.Name} ({c.Code})" : c.Name)), PaymentLine.LongestOthers), Note = Cut(Note(parts), PaymentLine.LongestNote), Version = 1,
        };
    }

    private PaymentClaim Claim(PaymentLine line, LinePart part)
    {
        var claim = part.Claim;
        return new PaymentClaim
        {
            Id = Guid.CreateVersion7(_at), LineId = line.Id, ListId = line.ListId, TenantPath = terms.Commune, BeneficiaryId = part.Card.Id ?? claim.Once!.Id, Kind = claim.Kind, Why = claim.Why, Strand = claim.Strand,
            // A recovery goes on over several lists: each list takes of it once.
            Month = claim is { Kind: ClaimKind.Recovery, Month: 0 } ? terms.Run.Month : claim.Month, SourceId = claim.SourceId, ListMonth = terms.Run.Month, Amount = new Dong(claim.Amount),
            EntitlementId = claim.Version?.Id, EntitlementVersion = claim.Version?.Version ?? 0,
        };
    }

    // What is new on the list names its decision (column 20).
    private string Note(IReadOnlyList<LinePart> parts)
    {
        var decisions = parts.Select(p => p.Claim).Where(c => c.Once is not null || (c.Version is { } v && (c.Why == ClaimWhy.Missed || (c.Why == ClaimWhy.Current && v.StartMonth == terms.Run.Month))))
            .Select(c => c.Once?.DecisionId ?? c.Version!.DecisionId).Distinct().Select(decision).Where(d => d.Length > 0).ToList();
        return decisions.Count == 0 ? "" : NeutralWords.Remark(string.Join("; ", decisions));
    }

    private (string Code, string Coefficient) Words(Entitlement version)
    {
        var key = (version.CategoryCode, version.CoefficientHundredths);
        if (!_words.TryGetValue(key, out var words))
        {
            var award = label(version);
            _words[key] = words = (award.ShortCode, award.CoefficientWords);
        }

        return words;
    }

    // Words of before entry refused them; empty stays empty, for it says that he takes it himself.
    private static string Neutral(string relation) => NeutralWords.Reveals(relation) ? ListWords.SomeReceiver : relation;

    private static string Joined(string between, List<string> words) =>
        words.Count == 1 ? words[0] : string.Join(between, words.Where(w => w.Length > 0).Distinct(StringComparer.Ordinal));

    private static Dong Column(IReadOnlyList<LinePart> parts, Func<DueClaim, bool> belongs)
    {
        var sum = 0L;
        foreach (var part in parts)
        {
            sum += belongs(part.Claim) ? part.Claim.Amount : 0;
        }

        return new Dong(sum);
    }

    private static Dong Sum(List<PaymentLine> lines, Func<PaymentLine, Dong> column) => new(lines.Sum(l => column(l).Amount));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
