using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Units;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;
using Protos.Values;

namespace ProvinceNode.Import.Rows;

/// <summary>What rows above say for the rows below: a village's or commune's own line, a group's heading. Pure.</summary>
internal sealed record RowContext(string Village, string Commune, string Group, CellPlace Place);

/// <summary>Reads the fields of one person. Pure.</summary>
internal sealed class RowReader(ReadSettings settings, UnitReader units, AddressReader addresses, UnitEra era, bool thousands)
{
    private const int LongText = 500;
    private const int ShortText = 200;

    private readonly Remembered<string, CategoryWord> _categories = new(CategoryReader.Read);
    private readonly Remembered<SheetCell, int> _sexes = new(WordReaders.Sex);
    private readonly Remembered<string, string> _peoples = new(WordReaders.Ethnic);
    private readonly Remembered<SheetCell, Dong> _amounts = new(c => AmountReader.Money(c, thousands));
    private readonly Remembered<SheetCell, int> _coefficients = new(AmountReader.Coefficient);
    private readonly Remembered<SheetCell, PayMonth> _months = new(DateReaders.Month);
    private readonly Remembered<SheetCell, DateOnly> _days = new(DateReaders.Day);
    private readonly Remembered<string, DecisionMark> _decisions = new(DateReaders.Decision);
    private readonly Remembered<string, int> _degrees = new(WordReaders.Degree);
    private readonly Remembered<string, string> _disabilities = new(WordReaders.DisabilityTypes);
    private readonly Remembered<SheetCell, bool> _ticks = new(c => Reading.Of(WordReaders.IsTicked(c)));

    public void Read(RowDraft row, RowContext context)
    {
        Person(row);
        Papers(row);
        Place(row, context);
        Money(row);
        Receiver(row);
        Category(row, context);
        Poverty(row, context);
    }

    // "II. Hộ cận nghèo (15 hộ)" above the rows says it for each of them; "III. Hộ thoát nghèo" leaves it open.
    private static void Poverty(RowDraft row, RowContext context)
    {
        var title = context.Group.Length > 0 && row.Cell(Field.Poverty).IsEmpty ? PovertyTitles.Of(context.Group) : PovertyTitle.Nothing;
        if (WordReaders.Word(title) is { } group)
        {
            row.Values[Field.Poverty] = new(group, context.Group, row.Place(Field.FullName));
        }
        else if (title != PovertyTitle.Nothing)
        {
            row.Fault(FaultLevel.Error, ValueProblems.PovertyUnknown, Field.Poverty, null, context.Group);
        }
    }

    private void Person(RowDraft row)
    {
        row.Take(Field.FullName, NameReader.Read(row.Clean(Field.FullName)));
        if (row.Text(Field.FullName).Length == 0 && row.Faults.All(f => f.Field != Field.FullName))
        {
            row.Fault(FaultLevel.Error, ValueProblems.NameMissing, Field.FullName);
        }

        Numbers(row);
        var hint = CitizenId.TryParse(row.Values.GetValueOrDefault(Field.CitizenNumber)?.Value as string, out var id) ? id.BirthYear : (int?)null;
        var sex = Birth(row, hint);
        Sex(row, sex);
        row.Take(Field.Ethnic, _peoples.Read(row.Text(Field.Ethnic)));
        row.Take(Field.Phone, WordReaders.Phone(row.Cell(Field.Phone)));
    }

    private static void Numbers(RowDraft row)
    {
        foreach (var field in new[] { Field.CitizenNumber, Field.OldNumber })
        {
            var reading = NumberReader.Read(row.Cell(field));
            if (!reading.HasValue || reading.Value is not { } numbers)
            {
                row.Take(field, reading);
                continue;
            }

            if (Other(row, Field.CitizenNumber, numbers.Citizen) is { } first)
            {
                // Which of two numbers is his nobody but the papers can tell.
                row.Fault(FaultLevel.Error, ValueProblems.NumberTwice, field, null, first, numbers.Citizen);
                continue;
            }

            // The column "CCCD/CMND" holds either; each goes where it belongs.
            row.Take(Field.CitizenNumber, numbers.Citizen.Length > 0 ? reading.With(numbers.Citizen) : Reading.Nothing<string>(), field);
            row.Take(Field.OldNumber, numbers.Old.Length > 0 ? (numbers.Citizen.Length > 0 ? Reading.Of(numbers.Old) : reading.With(numbers.Old)) : Reading.Nothing<string>(), field);
        }
    }

    private static string? Other(RowDraft row, Field field, string number) =>
        number.Length > 0 && row.Values.GetValueOrDefault(field)?.Value is string known && known.Length > 0 && known != number ? known : null;

    // The sex that the classical form tells by the column of the year; 0 when it tells none.
    private int Birth(RowDraft row, int? hint)
    {
        var (male, female) = (row.Cell(Field.BirthMale), row.Cell(Field.BirthFemale));
        if (!male.IsEmpty && !female.IsEmpty)
        {
            row.Fault(FaultLevel.Error, ValueProblems.BirthTwice, Field.BirthFemale);
            return 0;
        }

        var field = !male.IsEmpty ? Field.BirthMale : !female.IsEmpty ? Field.BirthFemale : Field.Birth;
        if (!row.Cell(Field.BirthYear).IsEmpty || !row.Cell(Field.BirthMonth).IsEmpty)
        {
            var parts = BirthReader.Read(Plain(row, Field.BirthDay), Plain(row, Field.BirthMonth), Plain(row, Field.BirthYear), settings.Today);
            row.Take(Field.Birth, parts, parts.HasValue ? Field.BirthYear : Field.BirthDay);
        }
        else
        {
            // A mark under "Nam" beside a column of births is no birth.
            var marked = field != Field.Birth && _ticks.Read(row.Cell(field)).Value && !row.Cell(Field.Birth).IsEmpty;
            var at = marked ? Field.Birth : field;
            row.Take(Field.Birth, BirthReader.Read(row.Cell(at), row.Births(at), settings.Today, hint), at);
        }

        return field == Field.BirthMale ? 1 : field == Field.BirthFemale ? 2 : 0;
    }

    private static string Plain(RowDraft row, Field field) => TextCleaner.Digits(row.Text(field), out _).TrimStart('\'').Trim();

    private void Sex(RowDraft row, int fromBirth)
    {
        var marks = (Male: _ticks.Read(row.Cell(Field.MaleMark)).Value, Female: _ticks.Read(row.Cell(Field.FemaleMark)).Value);
        var marked = marks.Male == marks.Female ? 0 : marks.Male ? 1 : 2;
        var written = _sexes.Read(row.Cell(Field.Sex));
        row.Take(Field.Sex, written);
        int[] told = [.. new[] { fromBirth, marked, written.HasValue ? written.Value : 0 }.Where(s => s != 0).Distinct()];
        if (told.Length > 1 || (marks.Male && marks.Female))
        {
            row.Fault(FaultLevel.Error, ValueProblems.SexTwoWays, written.Said ? Field.Sex : marks.Female ? Field.FemaleMark : Field.BirthFemale);
        }
        else if (told.Length == 1 && !row.Values.ContainsKey(Field.Sex))
        {
            row.Take(Field.Sex, Reading.Of(told[0]), fromBirth == 1 ? Field.BirthMale : fromBirth == 2 ? Field.BirthFemale : marked == 1 ? Field.MaleMark : Field.FemaleMark);
        }
    }

    private void Papers(RowDraft row)
    {
        row.Take(Field.NumberIssuedOn, _days.Read(row.Cell(Field.NumberIssuedOn)));
        row.TakeText(Field.NumberIssuedBy, ShortText);
        row.TakeText(Field.CertificateNumber, ShortText);
        row.TakeText(Field.BeneficiaryCode, ShortText);
        row.TakeText(Field.Note, LongText);
        row.Take(Field.Poverty, row.Cell(Field.Poverty).IsEmpty ? Reading.Nothing<PovertyWord>() : WordReaders.Poverty(row.Text(Field.Poverty), row.Title(Field.Poverty)));
        row.Take(Field.Children, ChildrenReader.Read(row.Cell(Field.Children), settings.Today));
        row.Take(Field.DisabilityDegree, _degrees.Read(row.Text(Field.DisabilityDegree)));
        row.Take(Field.DisabilityType, _disabilities.Read(row.Text(Field.DisabilityType)));
        row.Take(Field.DecisionDate, _days.Read(row.Cell(Field.DecisionDate)));
        var decision = _decisions.Read(row.Text(Field.DecisionNumber));
        row.Take(Field.DecisionNumber, decision.HasValue ? Reading.Of(decision.Value!.Number) : new Reading<string>(null, decision.Said, decision.Faults));
        if (decision is { HasValue: true, Value.Date: { } date } && !row.Values.ContainsKey(Field.DecisionDate))
        {
            row.Take(Field.DecisionDate, Reading.Of(date), Field.DecisionNumber);
        }
    }

    private void Place(RowDraft row, RowContext context)
    {
        var parts = row.Text(Field.Address) is { Length: > 0 } address ? addresses.Read(address) : new AddressParts("", "", "", "");
        row.TakeText(Field.Village, ShortText);
        if (!row.Values.ContainsKey(Field.Village) && (parts.Village.Length > 0 ? parts.Village : context.Village) is { Length: > 0 } village)
        {
            var place = parts.Village.Length > 0 ? row.Place(Field.Address) : context.Place;
            row.Values[Field.Village] = new(village, village, place);
        }

        var (code, commune, district) = (row.Text(Field.CommuneCode), row.Text(Field.Commune), row.Text(Field.District));
        var words = new UnitWords(code, commune.Length > 0 ? commune : parts.Commune, district.Length > 0 ? district : parts.District);
        var at = commune.Length > 0 ? Field.Commune : code.Length > 0 ? Field.CommuneCode : Field.Address;
        if (words.IsEmpty && context.Commune.Length > 0)
        {
            // Said by a line above or by the title: the person's own row is right, whatever comes of it.
            words = new UnitWords("", context.Commune, district);
        }

        var answer = units.Read(words, era);
        row.Take(Field.Commune, answer.Code, at);
        row.Communes = answer.Code.HasValue ? [] : answer.Candidates;
    }

    private void Money(RowDraft row)
    {
        foreach (var field in new[] { Field.MonthlyAmount, Field.CareAmount, Field.StandardLevel })
        {
            row.Take(field, _amounts.Read(row.Cell(field)));
        }

        row.Take(Field.Coefficient, _coefficients.Read(row.Cell(Field.Coefficient)));
        row.Take(Field.StartMonth, _months.Read(row.Cell(Field.StartMonth)));
    }

    private static void Receiver(RowDraft row)
    {
        row.Take(Field.ReceiverName, NameReader.Read(row.Clean(Field.ReceiverName)));
        row.TakeText(Field.ReceiverRelation, ShortText);
        row.TakeText(Field.Bank, ShortText);
        row.TakeText(Field.Account, ShortText);
        var number = NumberReader.Read(row.Cell(Field.ReceiverNumber));
        row.Take(Field.ReceiverNumber, number.HasValue && number.Value is { } numbers ? number.With(numbers.Any) : new Reading<string>(null, number.Said, number.Faults));
    }

    private void Category(RowDraft row, RowContext context)
    {
        var own = row.Text(Field.Category);
        var text = own.Length > 0 ? own : context.Group;
        var word = _categories.Read(text);
        if (own.Length == 0 && !word.HasValue)
        {
            return; // a heading that is no category says nothing of the person
        }

        int? age = row.Values.TryGetValue(Field.Birth, out var birth) ? ((BirthDate)birth.Value).AgeInMonths(settings.Month) : null;
        row.Take(Field.Category, word.HasValue ? CategoryReader.Decide(word.Value!, age) : new Reading<string>(null, word.Said, word.Faults));
    }
}
