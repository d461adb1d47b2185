using System.Globalization;
using ProvinceNode.Import.Columns;

namespace TestSupport.UglyFiles;

/// <summary>Personal numbers as lists have them.</summary>
internal static class NumberKinds
{
    public static IReadOnlyList<UglyKind> All { get; } =
    [
        new("NumberLostItsZero", "number", d => d.Each(Field.CitizenNumber, (p, _) => new GridCell(double.Parse(p.Number, CultureInfo.InvariantCulture))), "warn-import-number-zero"),
        new("NumberShownWithZeros", "number", d => d.Each(Field.CitizenNumber, (p, _) => new GridCell(double.Parse(p.Number, CultureInfo.InvariantCulture), "000000000000")), "*"),
        new("NumberScientific", "number", d => d.Each(Field.CitizenNumber, (p, _) => $"{p.Number[1]}.{p.Number[2..7]}E+10"), "import-number-scientific"),
        new("NumberWithApostrophe", "number", d => d.Each(Field.CitizenNumber, (p, _) => "'" + p.Number)),
        new("NumberWithDots", "number", d => d.Each(Field.CitizenNumber, (p, _) => $"{p.Number[..3]}.{p.Number[3..6]}.{p.Number[6..9]}.{p.Number[9..]}")),
        new("NumberWithSpaces", "number", d => d.Each(Field.CitizenNumber, (p, _) => $" {p.Number[..6]} {p.Number[6..]} ")),
        new("NumberWithLetters", "number", d => d.Each(Field.CitizenNumber, (p, _) => "O" + p.Number[1..].Replace('1', 'l')), "warn-import-number-letters"),
        new("NumberWithIssue", "number", d => d.Each(Field.CitizenNumber, (p, _) => $"CCCD: {p.Number} cấp ngày 10/05/2021")),
        new("NumberOfOldCard", "number", d =>
        {
            d.Each(Field.CitizenNumber, (p, _) => p.Number[3..]);
            foreach (var person in d.People)
            {
                person.Truth[Field.OldNumber] = person.Number[3..];
                person.Truth.Remove(Field.CitizenNumber);
            }
        }),
        new("TwoNumbersInACell", "number", d =>
        {
            d.Rename(Field.CitizenNumber, "Số CCCD/CMND");
            d.Each(Field.CitizenNumber, (p, _) =>
            {
                p.Truth[Field.OldNumber] = "17" + p.Number[5..];
                return $"{p.Truth[Field.OldNumber]} / {p.Number}";
            });
        }),
        new("NumberTooShort", "number", d => d[Field.CitizenNumber].Cells[2] = d.People[2].Number[..11], "import-number-length"),
        new("NumberAbsent", "number", d => d.Each(Field.CitizenNumber, (p, _) =>
        {
            p.Truth.Remove(Field.CitizenNumber);
            return "chưa có";
        })),
        new("NumberTwice", "number", d =>
        {
            d[Field.CitizenNumber].Cells[3] = d.People[1].Number;
            d.People[3].Truth[Field.CitizenNumber] = d.People[1].Number;
        }, "import-row-same-number"),
        new("NumberOfAnother", "number", d =>
        {
            var other = $"0380{(d.People[2].Birth.Assumed.Year + 7) % 100:00}999999";
            d[Field.CitizenNumber].Cells[2] = other;
            d.People[2].Truth[Field.CitizenNumber] = other;
        }, "warn-import-number-birth"),
    ];
}
