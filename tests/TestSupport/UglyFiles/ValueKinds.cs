using System.Globalization;
using Protos.Values;
using ProvinceNode.Import.Columns;

namespace TestSupport.UglyFiles;

/// <summary>Sex, peoples, money, coefficients, categories, months and decisions as lists have them.</summary>
internal static class ValueKinds
{
    public static IReadOnlyList<UglyKind> All { get; } =
    [
        new("SexAsDigits", "sex", d => Sex(d, p => $"{p.Sex}"), "warn-import-sex-digit"),
        new("SexAsFemaleMark", "sex", d =>
        {
            if (d.Has(Field.Sex))
            {
                d.Replace(Field.Sex, d.Column(Field.MaleMark, "Nam", (p, _) => p.Sex == 1 ? "x" : null, "Giới tính"), d.Column(Field.FemaleMark, "Nữ", (p, _) => p.Sex == 2 ? "x" : null, "Giới tính"));
            }
        }),
        new("SexUnreadable", "sex", d => Sex(d, _ => "?"), "import-sex"),
        new("EthnicInOtherSpelling", "ethnic", d => d.Each(Field.Ethnic, (p, c) => (string)p.Truth[Field.Ethnic] == "08" ? "H'Mông" : "dân tộc " + c!.AsText)),
        new("EthnicMisspelt", "ethnic", d => d.Each(Field.Ethnic, (p, c) => (string)p.Truth[Field.Ethnic] == "06" ? "Mườg" : c), "*"),
        new("AmountWithCommas", "amount", d => Amount(d, a => a.ToString("#,0", CultureInfo.InvariantCulture) + " đ")),
        new("AmountAsNumber", "amount", d => Amount(d, a => a)),
        new("AmountFromFormula", "amount", d => Amount(d, a => new GridCell((double)a, "#,##0", "500000*1.5"))),
        new("AmountPerMonth", "amount", d => Amount(d, a => new Dong(a).Digits() + "/tháng")),
        new("AmountInThousands", "amount", d => Amount(d, a => a / 1000), "warn-import-amount-thousands"),
        new("AmountInThousandsSaid", "amount", d =>
        {
            Amount(d, a => a / 1000);
            d.Rename(Field.MonthlyAmount, "Mức trợ cấp tháng (nghìn đồng)");
        }),
        new("AmountWithLetterO", "amount", d => Amount(d, a => new Dong(a).Digits().Replace('0', 'O'))),
        new("AmountUnreadable", "amount", d => d[Field.MonthlyAmount].Cells[1] = "theo quy định", "import-amount"),
        new("CoefficientAsNumber", "coefficient", d => d.Each(Field.Coefficient, (p, _) => (int)p.Truth[Field.Coefficient] / 100d)),
        new("CoefficientMadeADate", "coefficient", d => d.Each(Field.Coefficient, (p, _) => new DateTime(2025, 5, (int)p.Truth[Field.Coefficient] / 100)), "import-coefficient"),
        new("CoefficientLostItsComma", "coefficient", d => d.Each(Field.Coefficient, (p, _) => $"{(int)p.Truth[Field.Coefficient] / 10}"), "import-coefficient"),
        new("CategoryByArticle", "category", d => d.Each(Field.Category, (p, _) => p.CategoryLaw)),
        new("CategoryByCode", "category", d => d.Each(Field.Category, (p, _) => (string)p.Truth[Field.Category])),
        new("CategoryVague", "category", d => d.Each(Field.Category, (_, _) => "Người khuyết tật"), "import-category-ask"),
        new("CategoryUnknown", "category", d => d.Each(Field.Category, (_, _) => "Diện A"), "import-category"),
        new("MonthWithT", "month", d => d.Each(Field.StartMonth, (p, _) => $"T{Month(p).Month}/{Month(p).Year}")),
        new("MonthInWords", "month", d => d.Each(Field.StartMonth, (p, _) => $"tháng {Month(p).Month} năm {Month(p).Year}")),
        new("MonthAsDate", "month", d => d.Each(Field.StartMonth, (p, _) => Month(p).FirstDay.ToDateTime(default))),
        new("MonthUnreadable", "month", d => d[Field.StartMonth].Cells[0] = "đầu năm", "import-month"),
        new("DecisionWithItsDay", "decision", d =>
        {
            d.Each(Field.DecisionNumber, (p, _) => $"QĐ số {p.Truth[Field.DecisionNumber]} ngày {((DateOnly)p.Truth[Field.DecisionDate]).ToString("d/M/yyyy", CultureInfo.InvariantCulture)}");
            d.Reorder(c => c.Where(x => x.Field != Field.DecisionDate));
        }),
        new("DecisionDayAsDate", "decision", d => d.Each(Field.DecisionDate, (p, _) => ((DateOnly)p.Truth[Field.DecisionDate]).ToDateTime(default))),
        new("ErrorOfExcel", "form", d => d[Field.DecisionNumber].Cells[2] = "#N/A", "import-cell-error"),
        new("ErrorInText", "form", d =>
        {
            d.Form = "csv";
            d[Field.DecisionNumber].Cells[2] = "#N/A";
        }, "import-cell-error"),
        new("EmptyCells", "empty", d =>
        {
            foreach (var field in new[] { Field.Ethnic, Field.StartMonth, Field.Coefficient }.Where(d.Has))
            {
                d[field].Cells[1] = null;
                d.People[1].Truth.Remove(field);
            }
        }),
    ];

    private static PayMonth Month(UglyPerson person) => (PayMonth)person.Truth[Field.StartMonth];

    private static void Amount(UglyDraft draft, Func<long, GridCell?> cell) => draft.Each(Field.MonthlyAmount, (p, _) => cell(((Dong)p.Truth[Field.MonthlyAmount]).Amount));

    private static void Sex(UglyDraft draft, Func<UglyPerson, GridCell?> cell)
    {
        if (draft.Has(Field.Sex))
        {
            draft.Each(Field.Sex, (p, _) => cell(p));
        }
    }
}
