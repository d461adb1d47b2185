using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Review;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.Direct;

/// <summary>A direct entry read and judged.</summary>
/// <param name="Problems">Each with the field of the form.</param>
/// <param name="Asked">Faults that are questions: a person who looks alike, values that differ.</param>
public sealed record ReadEntry(RowValues Said, RowPerson Person, RowMoney Money, RowFinding Finding, JudgeGround Ground, RegistryPicture Picture, IReadOnlyList<Problem> Problems, IReadOnlyList<StoredFault> Asked)
{
    public PayMonth Start => Said.Month(Field.StartMonth) ?? Ground.Month;
}

/// <summary>Reads what is typed by the same rules as a list, and judges it by the law of the decision's first month.</summary>
public sealed class EntryDesk
{
    /// <summary>Fields of the form, in its order.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        Field.DecisionNumber, Field.DecisionDate, Field.FullName, Field.Birth, Field.Sex, Field.Ethnic, Field.CitizenNumber, Field.OldNumber, Field.Commune, Field.Village, Field.Phone,
        Field.Category, Field.Children, Field.StartMonth, Field.MonthlyAmount, Field.ReceiverName, Field.ReceiverNumber, Field.ReceiverRelation, Field.Account, Field.Bank,
    ];

    private static readonly Field[] Required = [Field.DecisionNumber, Field.DecisionDate, Field.FullName, Field.Birth, Field.Commune, Field.Category, Field.StartMonth];

    private readonly NodeDb _db;
    private readonly UnitBooks _books;
    private readonly VietnamTime _time;
    private readonly string _province;

    public EntryDesk(NodeDb db, UnitBooks books, VietnamTime time, IOptions<NodeOptions> node) => (_db, _books, _time, _province) = (db, books, time, node.Value.ProvinceCode);

    public async Task<ReadEntry> ReadAsync(IReadOnlyDictionary<Field, string> typed, Func<string, string> chosen, SignedInOfficial official, CancellationToken cancel)
    {
        var month = DateReaders.Month(SheetCell.Of(typed.GetValueOrDefault(Field.StartMonth))) is { HasValue: true } told ? told.Value : _time.Month;
        var reading = new FieldReading(new ReadSettings(_province, _time.Today, _time.Today, month) { Home = official.Office.UnitCode }, _books.Of(_province));
        var (said, faults) = (RowValues.Empty(), (IReadOnlyList<StoredFault>)[]);
        foreach (var field in Fields)
        {
            faults = reading.Write(said, field, typed.GetValueOrDefault(field, ""), faults);
        }

        var problems = Required.Where(f => !said.Has(f) && faults.All(x => x.Field != f)).Select(f => DirectProblems.Missing.At(f.ToString(), Lower(FieldNames.Of(f)))).ToList();
        problems.AddRange(faults.Where(f => f.Level == FaultLevel.Error).Select(f => new Problem(f.Code, f.Field.ToString(), f.Message)));
        return await JudgeAsync(said, problems, month, chosen, official.Office.Value, cancel);
    }

    /// <summary>Judges an entry again, as before it is written.</summary>
    public Task<ReadEntry> AgainAsync(DirectEntry entry, CancellationToken cancel) =>
        JudgeAsync(entry.Said(), [], entry.Said().Month(Field.StartMonth)!.Value, entry.Chosen, entry.TenantPath, cancel);

    private async Task<ReadEntry> JudgeAsync(RowValues said, List<Problem> problems, PayMonth month, Func<string, string> chosen, string office, CancellationToken cancel)
    {
        var ground = await JudgeGround.TakeAsync(_db, month, office, _time, cancel);
        var person = RowPerson.Of(said, ground.OwnCommune);
        var picture = await RegistryPicture.TakeAsync(_db, [person], cancel);
        var finding = new RowJudge(ground, picture).Judge(said, chosen);
        var errors = finding.Faults.Where(f => f.Level == FaultLevel.Error).ToList();
        problems.AddRange(errors.Where(e => problems.TrueForAll(p => p.Field != e.Field.ToString())).Select(f => new Problem(f.Code, f.Field.ToString(), f.Message)));
        var asked = finding.Faults.Where(f => f.Code == DryRun.EntryProblems.LookAlike.Code || f.Code == DryRun.EntryProblems.LookAlikeElsewhere.Code || f.Code == DryRun.EntryProblems.Differs.Code).ToList();
        return new(said, person, finding.Money, finding, ground, picture, problems, asked);
    }

    /// <summary>Why an entry of group 4 ends: the children whom the decision names have grown up.</summary>
    public const string NoChild = "Không còn con dưới 16 tuổi, hoặc từ 16 đến 22 tuổi đang học (khoản 4 Điều 5 Nghị định số 20/2021/NĐ-CP)";

    /// <summary>The last month that a decision on a single parent is due, when all children have grown up by today; null while it goes on.</summary>
    public static PayMonth? EndsWith(RowValues said, PayMonth today) => said.Text(Field.Category) == RowMoney.OfChildren && said.Month(Field.StartMonth) is { } start
        && ListedChild.Parse(said.Text(Field.Children)) is { Count: > 0 } children && children.Any(c => c.CountsIn(start)) ? ListedChild.LastMonth(children, start, today) : null;

    /// <summary>
    /// What the decision grants: while the law explains its amount, versions of the law's amounts from the first month to today, as if it had been decided
    /// here; else its own amount from the first month on. A single parent's ends with the month in which the last child has grown up.
    /// </summary>
    public static IReadOnlyList<AwardRow> Awards(RowMoney money, PayMonth start, PayMonth today, RuleBook rules, string province, Receiver receiver)
    {
        var last = money.Category == RowMoney.OfChildren && money.Times > 0 ? ListedChild.LastMonth(money.Children, start, today) : null;
        List<AwardRow> awards = money.Law is { } rate && money.Entered(AmountRule.File) == rate.MonthlyDong ? ByLaw(money, rate, (start, last ?? today), rules, province, receiver)
            : money.Award(AmountRule.File, start, start, rules, province, receiver) is { } own ? [own] : [];
        if (last is not null && awards.Count > 0)
        {
            awards[^1] = awards[^1] with { End = last, EndReason = NoChild };
        }

        return awards;
    }

    private static List<AwardRow> ByLaw(RowMoney money, Rate rate, (PayMonth Start, PayMonth Until) months, RuleBook rules, string province, Receiver receiver)
    {
        var (awards, times) = (new List<AwardRow> { Row(months.Start, rate, money.Times) }, money.Times);
        for (var month = months.Start.AddMonths(1); month <= months.Until; month = month.AddMonths(1))
        {
            // In the last month the children who reach 16 in it are still paid for.
            times = money.TimesIn(month) is > 0 and var counted ? counted : times;
            if (rules.RateOf(money.Category, month, times, province) is not { } then)
            {
                break;
            }

            if (then != rate)
            {
                awards[^1] = awards[^1] with { End = month.AddMonths(-1) };
                awards.Add(Row(month, then, times));
                rate = then;
            }
        }

        return awards;

        AwardRow Row(PayMonth month, Rate of, int counted) =>
            new(RowMoney.KindOf(money.Category), money.Category, of.CoefficientHundredths, counted, new Dong(of.LevelDong), new Dong(of.MonthlyDong), month, receiver);
    }

    /// <summary>The office that decides on the person, and whether the official's is it or stands above it.</summary>
    public async Task<Problem?> RefusalAsync(ReadEntry entry, SignedInOfficial official, CancellationToken cancel)
    {
        if (entry.Ground.PathOf(entry.Person.Commune) is not { } path)
        {
            return null; // told as a missing or foreign commune
        }

        var decider = await DecidingOffice.OfAsync(_db, TenantPath.Parse(path), _time.Today, cancel);
        return decider.MayCheck(official) ? null : DirectProblems.WrongOffice.At(nameof(Field.Commune), entry.Ground.NameOf(entry.Person.Commune), decider.Name);
    }

    private static string Lower(string words) => char.ToLower(words[0], VietnameseFormat.Culture) + words[1..];
}
