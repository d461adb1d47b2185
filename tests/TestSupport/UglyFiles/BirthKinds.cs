using System.Globalization;
using Protos.Values;
using ProvinceNode.Import.Columns;

namespace TestSupport.UglyFiles;

/// <summary>Births as lists have them.</summary>
internal static class BirthKinds
{
    public static IReadOnlyList<UglyKind> All { get; } =
    [
        new("BirthAsDate", "birth", d => d.Each(Field.Birth, (p, _) => p.Birth.Assumed.ToDateTime(default))),
        new("BirthYearAsNumber", "birth", d => Years(d, y => y)),
        new("BirthYearAsText", "birth", d => Years(d, y => $"{y} ")),
        new("BirthFirstOfJanuary", "birth", d => Years(d, y => $"01/01/{y}")),
        new("BirthFirstOfJanuaryDate", "birth", d => Years(d, y => new DateTime(y, 1, 1))),
        new("BirthZeros", "birth", d => Years(d, y => $"00/00/{y}")),
        new("BirthSerial", "birth", d => d.Each(Field.Birth, (p, _) => new GridCell(p.Birth.Assumed.ToDateTime(default).ToOADate())), "warn-import-birth-serial"),
        new("BirthYearsAsDates", "birth", d => Years(d, y => DateTime.FromOADate(y)), "warn-import-birth-serial"),
        new("BirthShortYear", "birth", d => d.Each(Field.Birth, (p, _) => p.Birth.Assumed.ToString("d/M/yy", CultureInfo.InvariantCulture)), "*"),
        new("BirthWithDots", "birth", d => d.Each(Field.Birth, (p, _) => p.Birth.Assumed.ToString("d.M.yyyy", CultureInfo.InvariantCulture))),
        new("BirthIso", "birth", d => d.Each(Field.Birth, (p, _) => p.Birth.ToString())),
        new("BirthInWords", "birth", d => d.Each(Field.Birth, (p, _) => string.Create(CultureInfo.InvariantCulture, $"ngày {p.Birth.Assumed.Day} tháng {p.Birth.Assumed.Month} năm {p.Birth.Assumed.Year}"))),
        new("BirthMonthFirst", "birth", d => d.Each(Field.Birth, (p, _) => p.Birth.Assumed.ToString("M/d/yyyy", CultureInfo.InvariantCulture)), "*"),
        new("BirthMonthAndDayMixed", "birth", d =>
        {
            foreach (var i in Enumerable.Range(0, d.People.Count))
            {
                var date = d.People[i].Birth.Assumed;
                d[Field.Birth].Cells[i] = date.ToString(i % 2 == 0 ? "M/d/yyyy" : "d/M/yyyy", CultureInfo.InvariantCulture);
            }
        }, "*"),
        new("BirthSwappedByExcel", "birth", d =>
        {
            d.People[0].Truth[Field.Birth] = new BirthDate(new DateOnly(d.People[0].Birth.Assumed.Year, d.People[0].Birth.Assumed.Month, 25), BirthPrecision.Day);
            d.Each(Field.Birth, (p, _) => p.Birth.Assumed.Day <= 12
            ? new DateTime(p.Birth.Assumed.Year, p.Birth.Assumed.Day, p.Birth.Assumed.Month) : p.Birth.Printed);
        }, "*"),
        new("BirthNoSuchDay", "birth", d => d[Field.Birth].Cells[1] = $"31/02/{d.People[1].Birth.Assumed.Year}", "import-birth-day"),
        new("BirthInThreeColumns", "birth", d => d.Replace(
            Field.Birth,
            d.Column(Field.BirthDay, "Ngày", (p, _) => $"{p.Birth.Assumed.Day}", "Ngày tháng năm sinh"),
            d.Column(Field.BirthMonth, "Tháng", (p, _) => $"{p.Birth.Assumed.Month}", "Ngày tháng năm sinh"),
            d.Column(Field.BirthYear, "Năm", (p, _) => $"{p.Birth.Assumed.Year}", "Ngày tháng năm sinh"))),
        new("BirthYearsByMaleAndFemale", "birth", d =>
        {
            Years(d, y => y);
            d.Replace(
                Field.Birth,
                d.Column(Field.BirthMale, "Nam", (p, _) => p.Sex == 1 ? p.Birth.Assumed.Year : null, "Năm sinh"),
                d.Column(Field.BirthFemale, "Nữ", (p, _) => p.Sex == 2 ? p.Birth.Assumed.Year : null, "Năm sinh"));
            d.Reorder(c => c.Where(x => x.Field is not (Field.Sex or Field.FemaleMark)));
        }),
        new("BirthInTheFuture", "birth", d => d[Field.Birth].Cells[0] = "01/01/2031", "import-birth-outside"),
        new("BirthUnreadable", "birth", d => d[Field.Birth].Cells[0] = "không nhớ", "import-birth"),
    ];

    private static void Years(UglyDraft draft, Func<int, GridCell?> cell) => draft.Each(Field.Birth, (p, _) =>
    {
        p.Truth[Field.Birth] = BirthDate.Of(p.Birth.Assumed.Year);
        return cell(p.Birth.Assumed.Year);
    });
}
