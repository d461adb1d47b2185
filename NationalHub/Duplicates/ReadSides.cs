using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>What the hub holds of one side.</summary>
internal sealed record Side(Beneficiary Person, IReadOnlyList<Entitlement> Rows, Decision? Decision, IReadOnlyList<PaymentLine> Lines)
{
    // As nodes write it on what a change of residence ended.
    private const string Moved = "Chuyển nơi cư trú";
    private const string Suspended = "Suspended";

    public SideMoney Money { get; } = new(
        [.. Rows.Select(e => new Granted(e.StartMonth, e.EndMonth, e.MonthlyAmount, e.Status, e.Withheld))],
        Person is { MonthlyAmount: > 0, StartMonth: > 0, Status: not "Ended" } ? new(Person.StartMonth, 0, Person.MonthlyAmount, Person.Status, false) : null,
        BirthDate.TryParse(Person.DiedOn, out var died) ? died.Assumed : null,
        Stopped(Rows));

    public SideFacts Facts
    {
        get
        {
            var running = Running;
            return new(Person.ProvinceCode, Name, Person.CommuneCode, Person.CommuneName, running?.StartMonth ?? Person.StartMonth, CategoryWords.Of(running?.CategoryCode ?? Person.CategoryCode), running?.MonthlyAmount ?? Person.MonthlyAmount)
            {
                DecisionNumber = Decision?.Number ?? "", DecisionOn = Decision?.SignedOn ?? "", Office = Decision?.IssuingOffice ?? "", NumberMasked = Person.CitizenIdMasked,
            };
        }
    }

    public string Name => ProvinceUnits.Find(Person.ProvinceCode)?.Name ?? Person.ProvinceCode;

    /// <summary>The highest version in course, else the last one.</summary>
    public Entitlement? Running => Highest(Rows);

    /// <summary>Đồng that lists paid of a month.</summary>
    public long Paid(int month) => Lines.SelectMany(l => Claims(l.Claims)).Where(c => c.BeneficiaryId == Person.Id && c.Month == month && c is { State: "Paid", Kind: "Regular" or "Care" or "Arrears" }).Sum(c => c.Amount);

    internal static Entitlement? Highest(IReadOnlyList<Entitlement> rows) =>
        rows.Where(e => e.EndMonth == 0 || e.EndMonth >= e.StartMonth).OrderByDescending(e => e.EndMonth == 0).ThenByDescending(e => e.MonthlyAmount).ThenByDescending(e => e.StartMonth).ThenBy(e => e.Id, StringComparer.Ordinal).FirstOrDefault();

    // The last month before a move that nothing follows here: the other place pays the next one.
    private static int? Stopped(IReadOnlyList<Entitlement> rows) =>
        rows.Count > 0 && rows.All(e => e.EndMonth > 0) && rows.MaxBy(e => e.EndMonth) is { EndReason: Moved } last && last.Status != Suspended ? last.EndMonth : null;

    private static List<PaidClaim> Claims(string json) => JsonSerializer.Deserialize<List<PaidClaim>>(json) ?? [];

    private sealed record PaidClaim(string BeneficiaryId, string Kind, int Month, long Amount, string State);
}

/// <summary>Reads traits, money and facts of people at the hub, by sets: a bounded number of queries whatever the number of people asked for.</summary>
internal static class ReadSides
{
    private const int Chunk = 500;

    /// <summary>Who they are, out of the newest message. Erased records and those that became part of another are not among them.</summary>
    public static async Task<Dictionary<PersonKey, PersonTraits>> TraitsAsync(HubDb db, IEnumerable<PersonKey> people, CancellationToken cancellation)
    {
        var found = new Dictionary<PersonKey, PersonTraits>();
        foreach (var (province, ids) in Chunks(people))
        {
            foreach (var row in await Messages(db, province, ids).ToListAsync(cancellation).ConfigureAwait(false))
            {
                if (row.Payload.Length > 0 && Record.Parser.ParseFrom(row.Payload).Beneficiary is { } state && PersonTraits.Of(province, row.Id, state) is { } traits)
                {
                    found[traits.Key] = traits;
                }
            }
        }

        return found;
    }

    /// <summary>What they receive, by which decision, and what lists paid them.</summary>
    public static async Task<Dictionary<PersonKey, Side>> SidesAsync(HubDb db, IEnumerable<PersonKey> people, CancellationToken cancellation)
    {
        var found = new Dictionary<PersonKey, Side>();
        foreach (var (province, ids) in Chunks(people))
        {
            var persons = await db.Beneficiaries.AsNoTracking().Where(b => b.ProvinceCode == province && ids.Contains(b.Id)).ToListAsync(cancellation).ConfigureAwait(false);
            var rows = (await db.Entitlements.AsNoTracking().Where(e => e.ProvinceCode == province && ids.Contains(e.BeneficiaryId)).ToListAsync(cancellation).ConfigureAwait(false)).ToLookup(e => e.BeneficiaryId);
            var lines = (await db.PaymentLines.AsNoTracking().Where(l => l.ProvinceCode == province && ids.Contains(l.BeneficiaryId)).ToListAsync(cancellation).ConfigureAwait(false)).ToLookup(l => l.BeneficiaryId);
            var wanted = persons.Select(p => Side.Highest([.. rows[p.Id]])?.DecisionId).OfType<string>().Distinct().ToList();
            var decisions = await db.Decisions.AsNoTracking().Where(d => d.ProvinceCode == province && wanted.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancellation).ConfigureAwait(false);
            foreach (var person in persons)
            {
                List<Entitlement> own = [.. rows[person.Id]];
                found[new(province, person.Id)] = new(person, own, decisions.GetValueOrDefault(Side.Highest(own)?.DecisionId ?? ""), [.. lines[person.Id]]);
            }
        }

        return found;
    }

    /// <summary>The newest message of each person.</summary>
    internal static IQueryable<Message> Messages(HubDb db, string province, List<string> ids)
    {
        const int Person = (int)RecordKind.Beneficiary;
        return from b in db.Beneficiaries.AsNoTracking()
               where b.ProvinceCode == province && ids.Contains(b.Id)
               join v in db.RecordVersions.AsNoTracking() on new { b.ProvinceCode, Kind = Person, b.Id, b.Epoch, b.Version } equals new { v.ProvinceCode, v.Kind, v.Id, v.Epoch, v.Version }
               select new Message { Id = b.Id, Payload = v.Payload };
    }

    private static IEnumerable<(string Province, List<string> Ids)> Chunks(IEnumerable<PersonKey> people) =>
        people.Distinct().GroupBy(p => p.ProvinceCode, p => p.Id).SelectMany(g => g.Chunk(Chunk).Select(ids => (g.Key, ids.ToList())));

    internal sealed class Message
    {
        public required string Id { get; init; }

        public required byte[] Payload { get; init; }
    }
}
