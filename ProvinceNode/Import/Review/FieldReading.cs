using Protos.Values;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Units;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Review;

/// <summary>
/// Reads what an official writes over a cell by the same rules as the file's own cells, one field at a time: what the rest of the row says stays as it
/// was read with its sheet. Pure.
/// </summary>
public sealed class FieldReading(ReadSettings settings, UnitBook book)
{
    private const int LongText = 500;
    private const int ShortText = 200;

    private readonly UnitReader _units = new(book, settings.UnitDay, settings.Home);

    /// <summary>Fields that can be written over, in the order of the screen.</summary>
    public static IReadOnlyList<Field> Editable { get; } =
    [
        Field.FullName, Field.Birth, Field.Sex, Field.Ethnic, Field.CitizenNumber, Field.OldNumber, Field.Phone, Field.Commune, Field.Village, Field.Category, Field.Coefficient,
        Field.Children, Field.MonthlyAmount, Field.StartMonth, Field.DecisionNumber, Field.DecisionDate, Field.ReceiverName, Field.ReceiverNumber, Field.ReceiverRelation, Field.Bank, Field.Account,
        Field.Poverty, Field.DisabilityType, Field.DisabilityDegree, Field.CertificateNumber, Field.Note,
    ];

    /// <summary>
    /// Values that stay with the row and are not entered: the register of disability certificates holds what was signed (Circular 01/2019 Art. 7), and a list
    /// tells neither the day nor the signer.
    /// </summary>
    public static IReadOnlyList<Field> OnlyKept { get; } = [Field.DisabilityType, Field.DisabilityDegree, Field.CertificateNumber];

    /// <summary>The field that a column's value ends in: years under "Nam" and "Nữ" are births, codes and addresses tell the commune.</summary>
    public static Field Canonical(Field field) => field switch
    {
        Field.BirthMale or Field.BirthFemale or Field.BirthDay or Field.BirthMonth or Field.BirthYear => Field.Birth,
        Field.MaleMark or Field.FemaleMark => Field.Sex,
        Field.CommuneCode or Field.District or Field.Province or Field.Address => Field.Commune,
        _ => field,
    };

    /// <summary>Writes a value over a field and tells what is wrong with it; an empty text takes the value away.</summary>
    /// <returns>Faults of the field, and those between fields.</returns>
    public IReadOnlyList<StoredFault> Write(RowValues said, Field field, string text, IReadOnlyList<StoredFault> earlier)
    {
        var (clean, faults) = (TextCleaner.Clean(text), new List<StoredFault>());
        var place = said[field];
        var (row, column) = (earlier.FirstOrDefault(f => Canonical(f.Field) == field && f.Column >= 0) ?? null) is { } at ? (at.Row, at.Column) : (place?.Row ?? 0, place is { Row: > 0 } ? place.Column : -1);
        foreach (var (target, reading) in Read(said, field, clean))
        {
            if (reading.Faults.All(f => f.Level != FaultLevel.Error))
            {
                said.Set(target, reading.Said ? reading.Value : null, clean.Value);
            }

            faults.AddRange(reading.Faults.Where(f => f.Level == FaultLevel.Error).Select(f => new StoredFault(f.Level, f.Problem.Code, f.Problem.Message, row, column, field, f.Mend)));
        }

        // The official has looked at the cell: what was only doubtful there is settled by what he wrote.
        var others = earlier.Where(f => Canonical(f.Field) != field && !RowChecks.Codes.Contains(f.Code)).ToList();
        var all = others.Concat(faults).ToList();
        var cross = RowChecks.Of(said.Text(Field.CitizenNumber), said.Text(Field.OldNumber), said.Birth, (int)(said.Number(Field.Sex) ?? 0), all.Exists(f => f.Level == FaultLevel.Error && !f.Judged));
        return [.. all, .. cross.Select(c => Cross(c, said))];
    }

    private static StoredFault Cross(CrossFault fault, RowValues said)
    {
        var place = said[fault.Field];
        return new(fault.Level, fault.Kind.Code, fault.Kind.Now(fault.Parts).Message, place?.Row ?? 0, place is { Row: > 0 } ? place.Column : -1, fault.Field);
    }

    private IEnumerable<(Field Field, Reading<object> Reading)> Read(RowValues said, Field field, CleanText clean)
    {
        var cell = SheetCell.Of(clean.Value);
        if (field is Field.CitizenNumber or Field.OldNumber)
        {
            var numbers = NumberReader.Read(cell);
            if (numbers is { HasValue: true, Value: { } both } && both.Citizen.Length > 0 && both.Old.Length > 0)
            {
                yield return (Field.CitizenNumber, numbers.With<object>(both.Citizen));
                yield return (Field.OldNumber, Reading.Of<object>(both.Old));
            }
            else if (numbers is { HasValue: true, Value: { } one })
            {
                yield return (one.Citizen.Length > 0 ? Field.CitizenNumber : Field.OldNumber, numbers.With<object>(one.Any));
            }
            else
            {
                yield return (field, Boxed(numbers));
            }

            yield break;
        }

        yield return (field, One(said, field, clean, cell));
    }

    private Reading<object> One(RowValues said, Field field, CleanText clean, SheetCell cell) => field switch
    {
        Field.FullName or Field.ReceiverName => Boxed(NameReader.Read(clean)),
        Field.Birth => Boxed(BirthReader.Read(cell, new BirthColumn(), settings.Today, CitizenId.TryParse(said.Text(Field.CitizenNumber), out var id) ? id.BirthYear : null)),
        Field.Sex => Boxed(WordReaders.Sex(cell)),
        Field.Children => Boxed(ChildrenReader.Read(cell, settings.Today)),
        Field.Ethnic => Boxed(WordReaders.Ethnic(clean.Value)),
        Field.ReceiverNumber => NumberReader.Read(cell) is { HasValue: true, Value: { } number } read ? read.With<object>(number.Any) : Boxed(NumberReader.Read(cell)),
        Field.Phone => Boxed(WordReaders.Phone(cell)),
        Field.Commune => Boxed(Commune(clean.Value)),
        Field.Category => Boxed(Category(said, clean.Value)),
        Field.Coefficient => Boxed(AmountReader.Coefficient(cell)),
        Field.MonthlyAmount or Field.CareAmount or Field.StandardLevel => Boxed(AmountReader.Money(cell, thousands: false)),
        Field.StartMonth => Boxed(DateReaders.Month(cell)),
        Field.DecisionDate or Field.NumberIssuedOn => Boxed(DateReaders.Day(cell)),
        Field.DecisionNumber => DateReaders.Decision(clean.Value) is { HasValue: true, Value: { } mark } read ? read.With<object>(mark.Number) : Boxed(DateReaders.Decision(clean.Value)),
        Field.Poverty => Boxed(WordReaders.Poverty(clean.Value, "")),
        Field.DisabilityDegree => Boxed(WordReaders.Degree(clean.Value)),
        Field.DisabilityType => Boxed(WordReaders.DisabilityTypes(clean.Value)),
        _ => Text(clean.Value, field == Field.Note ? LongText : ShortText),
    };

    // Five digits are the code of a unit of the day; words are read as in a list.
    private Reading<string> Commune(string text) => text.Length == 5 && text.All(char.IsAsciiDigit)
        ? _units.Read(new UnitWords(text, "", ""), UnitBook.EraOf(settings.UnitDay)).Code
        : new AddressReader(book).Read(text) is var parts && parts.Commune.Length > 0
            ? _units.Read(new UnitWords("", parts.Commune, parts.District), UnitEra.Unknown).Code
            : _units.Read(new UnitWords("", text, ""), UnitEra.Unknown).Code;

    private Reading<string> Category(RowValues said, string text)
    {
        var word = CategoryReader.Read(text);
        return word.HasValue ? CategoryReader.Decide(word.Value!, said.Birth?.AgeInMonths(settings.Month)) : new Reading<string>(null, word.Said, word.Faults);
    }

    private static Reading<object> Text(string text, int longest) => text.Length > longest ? Reading.Wrong<object>(ValueProblems.TextLong, text[..longest], text.Length, longest)
        : text.Length == 0 ? Reading.Nothing<object>() : Reading.Of<object>(text);

    private static Reading<object> Boxed<T>(Reading<T> reading) => new(reading.HasValue ? reading.Value : null, reading.Said, reading.Faults);
}
