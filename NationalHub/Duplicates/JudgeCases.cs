using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Gateways;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>Two records of two provinces, in the order of the province codes.</summary>
public readonly record struct PersonPair(PersonKey First, PersonKey Second)
{
    /// <summary>Null for two of one province: they are that province's own matter.</summary>
    public static PersonPair? Of(PersonKey one, PersonKey other) => string.CompareOrdinal(one.ProvinceCode, other.ProvinceCode) switch
    {
        < 0 => new(one, other),
        > 0 => new(other, one),
        _ => null,
    };
}

/// <summary>Holds pairs against what the hub knows of both now, and brings their cases up to it. Told twice, or the other way round, it changes nothing.</summary>
public sealed class JudgeCases(HubDb db, GatewayKey key, VietnamTime time, IOptions<DuplicateOptions> options)
{
    private const int Chunk = 100;

    /// <summary>Judges and saves, a hundred at a time.</summary>
    /// <returns>Cases to which something happened.</returns>
    public async Task<int> HandleAsync(IReadOnlyCollection<PersonPair> pairs, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var chunk in pairs.Distinct().Chunk(Chunk))
        {
            changed += await StageAsync(chunk, cancellation).ConfigureAwait(false);
            await SaveAsync(cancellation).ConfigureAwait(false);
        }

        return changed;
    }

    /// <summary>Judges; the caller saves what is tracked.</summary>
    internal async Task<int> StageAsync(IReadOnlyCollection<PersonPair> pairs, CancellationToken cancellation)
    {
        if (pairs.Count == 0)
        {
            return 0;
        }

        var real = await RealProvinces.ReadAsync(db, cancellation).ConfigureAwait(false);
        var people = pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct().ToList();
        var traits = await ReadSides.TraitsAsync(db, people, cancellation).ConfigureAwait(false);
        var links = await LinksAsync(traits.Values, cancellation).ConfigureAwait(false);
        var cases = await CasesAsync(pairs, cancellation).ConfigureAwait(false);
        var judged = pairs.Select(p => (Pair: p, Sameness: Compare(traits, links, p))).Where(j => j.Sameness.IsSame || cases.ContainsKey(j.Pair)).ToList();
        var sides = await ReadSides.SidesAsync(db, judged.SelectMany(j => new[] { j.Pair.First, j.Pair.Second }), cancellation).ConfigureAwait(false);
        var changed = 0;
        foreach (var (pair, sameness) in judged)
        {
            var of = cases.GetValueOrDefault(pair) ?? New(pair);
            var identity = traits.TryGetValue(pair.First, out var one) && traits.TryGetValue(pair.Second, out var other) ? Identity(one, other) : "";
            var verdict = real.Meet(pair.First.ProvinceCode, pair.Second.ProvinceCode) ? VerdictOf(of, sameness, sides, identity) : Apart(sameness);
            var word = CaseRules.Weigh(of, verdict, time.UtcNow, time.Today.AddDays(options.Value.AnswerDays));
            if (word is not null)
            {
                db.Add(Step(of, "", word, time.UtcNow));
                changed++;
            }
        }

        return changed;
    }

    internal async Task<bool> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            // A word was said meanwhile, or another hub on the same store was first: what is not saved is judged again.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    internal static CrossCaseStep Step(CrossCase of, string by, string what, DateTime at) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(at)), CaseId = of.Id, At = at, By = by, What = what.Length <= CrossCaseStep.LongestWords ? what : what[..CrossCaseStep.LongestWords],
    };

    private CrossCase New(PersonPair pair)
    {
        var of = new CrossCase
        {
            Id = IdOf(pair), FirstProvince = pair.First.ProvinceCode, FirstId = pair.First.Id, SecondProvince = pair.Second.ProvinceCode, SecondId = pair.Second.Id, FoundAt = time.UtcNow,
        };
        db.CrossCases.Add(of);
        return of;
    }

    // Of the pair itself: a hub that was restored from a backup finds the same case again, and nodes that hold for it know it.
    private Guid IdOf(PersonPair pair) => Guid.ParseExact(key.Hash($"pair {pair.First.ProvinceCode} {pair.First.Id} {pair.Second.ProvinceCode} {pair.Second.Id}")[..32], "N");

    // Kept quietly, without what either side tells: it is judged when both are real.
    private static Verdict Apart(Sameness sameness) => new(sameness, false, "Một trong hai tỉnh đang chạy thử bằng dữ liệu mẫu: không đối chiếu với dữ liệu thật của tỉnh kia.", "", "{}");

    private Verdict VerdictOf(CrossCase of, Sameness sameness, Dictionary<PersonKey, Side> sides, string identity)
    {
        if (!sides.TryGetValue(of.First, out var one) || !sides.TryGetValue(of.Second, out var other))
        {
            return new(new(0, []), false, $"Hồ sơ ở {Name(sides.ContainsKey(of.First) ? of.SecondProvince : of.FirstProvince)} đã bị xóa.", "", "{}");
        }

        var (thisMonth, from) = (time.Month, CaseRules.FromMonth(of, time.Month.Number));
        var facts = new CaseFacts(one.Facts, other.Facts, CaseFacts.MonthsOf(one.Money, other.Money, month => (one.Paid(month), other.Paid(month)), thisMonth));
        var twice = sameness.IsSame && MoneyMonths.PaysTwice(one.Money, other.Money, from);
        var moves = one.Money.StoppedWith is not null || other.Money.StoppedWith is not null;
        var paid = sameness.IsSame && !twice && facts.PaidTwice(moves, CaseRules.PastFrom(of, thisMonth, options.Value.PastMonths), thisMonth.Number);
        return new(sameness, twice, twice || paid ? "" : WhyNot(sameness, one, other, from), identity, facts.ToJson()) { PaidTwice = paid };
    }

    private static string WhyNot(Sameness sameness, Side one, Side other, int from)
    {
        if (!sameness.IsSame)
        {
            return "Số định danh, họ tên hoặc ngày sinh đã được sửa, hoặc hồ sơ đã gộp vào hồ sơ khác: hai hồ sơ không còn khớp.";
        }

        string[] why =
        [
            .. new[] { one, other }.Where(s => s.Person.DiedOn.Length > 0).Select(s => $"{s.Name}: người hưởng đã chết."),
            .. new[] { one, other }.Where(s => s.Money.StoppedWith is not null).Select(s => $"{s.Name} đã thôi chi trả từ sau tháng {new PayMonth(s.Money.StoppedWith!.Value)} để chuyển nơi cư trú."),
            .. new[] { one, other }.Where(s => s.Person.DiedOn.Length == 0 && s.Money.StoppedWith is null && !MoneyMonths.Of(s.Money).Any(m => m.Reaches(from))).Select(s => $"{s.Name} không chi trả từ tháng {new PayMonth(from)}."),
        ];
        return why.Length > 0 ? string.Join(' ', why) : "Hai tỉnh không có tháng nào cùng chi trả.";
    }

    private string Identity(PersonTraits one, PersonTraits other) => key.Hash($"case {one.Number}|{one.OldNumber}|{one.Name}|{one.Birth}|{one.Sex} {other.Number}|{other.OldNumber}|{other.Name}|{other.Birth}|{other.Sex}");

    private Sameness Compare(Dictionary<PersonKey, PersonTraits> traits, HashSet<(string, string)> links, PersonPair pair) =>
        traits.TryGetValue(pair.First, out var one) && traits.TryGetValue(pair.Second, out var other) ? SamePerson.Of(one, other, Linked(one, other, links) || Linked(other, one, links)) : new(0, []);

    private bool Linked(PersonTraits one, PersonTraits other, HashSet<(string, string)> links) =>
        one.Number.Length > 0 && other.OldNumber.Length > 0 && links.Contains((NumberHash.Of(key, one.Number), NumberHash.Of(key, other.OldNumber)));

    private async Task<HashSet<(string Number, string OldNumber)>> LinksAsync(IEnumerable<PersonTraits> people, CancellationToken cancellation)
    {
        var numbers = people.Where(p => p.Number.Length > 0).Select(p => NumberHash.Of(key, p.Number)).Distinct().ToList();
        return [.. (await db.LinkedNumbers.AsNoTracking().Where(l => numbers.Contains(l.Number)).ToListAsync(cancellation).ConfigureAwait(false)).Select(l => (l.Number, l.OldNumber))];
    }

    private async Task<Dictionary<PersonPair, CrossCase>> CasesAsync(IReadOnlyCollection<PersonPair> pairs, CancellationToken cancellation)
    {
        var (firsts, seconds) = (pairs.Select(p => p.First.Id).Distinct().ToList(), pairs.Select(p => p.Second.Id).Distinct().ToList());
        return (await db.CrossCases.Where(c => firsts.Contains(c.FirstId) && seconds.Contains(c.SecondId)).ToListAsync(cancellation).ConfigureAwait(false))
            .ToDictionary(c => new PersonPair(c.First, c.Second));
    }

    private static string Name(string province) => ProvinceUnits.Find(province)?.Name ?? province;
}
