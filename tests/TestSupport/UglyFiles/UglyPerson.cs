using System.Globalization;
using Bogus;
using Protos.Values;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Units;

namespace TestSupport.UglyFiles;

/// <summary>An invented person with what is true of him: the values that a reader must find, by field.</summary>
public sealed class UglyPerson
{
    private static readonly string[] Families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Trịnh", "Mai", "Lương", "Hà", "Quách"];
    private static readonly string[] Given = ["An", "Bình", "Cường", "Dũng", "Đức", "Giang", "Hải", "Hường", "Khánh", "Lâm", "Mười", "Ngọc", "Phượng", "Quý", "Sửu", "Tuyết", "Thủy", "Ước", "Vượng", "Xuân", "Yến", "Bảy", "Thọ", "Nghĩa"];
    private static readonly string[] Villages = ["Thôn Đông Thịnh", "Thôn Tây Hòa", "Thôn 3", "Bản Hiềng", "Tổ dân phố Trung Sơn", "Khu phố 2", "Thôn Yên Lược"];
    private static readonly (string Code, string Words, string Law, int Least, int Most, int Coefficient)[] Categories =
    [
        ("6.n.adult", "NKT nặng", "Khoản 6 Điều 5 (NKT nặng)", 20, 58, 150), ("6.dbn.elder", "Người khuyết tật đặc biệt nặng", "K6Đ5 NKT đặc biệt nặng", 61, 90, 250),
        ("5.a.80", "Điểm a khoản 5 Điều 5", "K5Đ5.a", 81, 97, 200), ("HT.1", "Hưu trí xã hội", "HTXH", 76, 95, 100), ("1.x.o4", "Trẻ em mồ côi", "Khoản 1 Điều 5", 5, 13, 150),
    ];

    private UglyPerson(Dictionary<Field, object> truth, KnownUnit old, string categoryWords, string categoryLaw) =>
        (Truth, OldCommune, CategoryWords, CategoryLaw) = (truth, old, categoryWords, categoryLaw);

    /// <summary>By field, typed as the product gives it. A kind of ugliness that destroys a value takes it away or leaves it to be faulted.</summary>
    public Dictionary<Field, object> Truth { get; }

    /// <summary>The commune before 2025-07-01.</summary>
    public KnownUnit OldCommune { get; }

    public string CategoryWords { get; }

    public string CategoryLaw { get; }

    public BirthDate Birth => (BirthDate)Truth[Field.Birth];

    public string Name => (string)Truth[Field.FullName];

    public string Number => (string)Truth[Field.CitizenNumber];

    public int Sex => (int)Truth[Field.Sex];

    /// <summary>A person; the same random numbers give the same one.</summary>
    /// <param name="homes">Communes before 2025-07-01 that went over whole.</param>
    public static UglyPerson Of(Randomizer random, UnitBook book, IReadOnlyList<KnownUnit> homes, DateOnly today, int place)
    {
        var category = random.ArrayElement(Categories);
        var year = today.Year - random.Int(category.Least, category.Most) - 1;
        var birth = BirthDate.Of(year, random.Int(1, 12), random.Int(1, 28));
        var sex = random.Int(1, 2);
        var old = homes[random.Int(0, homes.Count - 1)];
        var decided = new DateOnly(random.Int(2021, 2024), random.Int(1, 12), random.Int(13, 28));
        var digits = (birth.Assumed.Year >= 2000 ? 2 : 0) + sex - 1;
        var truth = new Dictionary<Field, object>
        {
            [Field.FullName] = $"{random.ArrayElement(Families)} {(sex == 1 ? "Văn" : "Thị")} {random.ArrayElement(Given)}",
            [Field.Birth] = birth, [Field.Sex] = sex, [Field.Ethnic] = random.ArrayElement(["01", "06", "03", "08"]),
            [Field.CitizenNumber] = string.Create(CultureInfo.InvariantCulture, $"038{digits}{year % 100:00}{((random.Int(100, 999) * 1000) + place) % 1_000_000:000000}"),
            [Field.Village] = random.ArrayElement(Villages), [Field.Commune] = book.On(old, today)[0].Unit.Code,
            [Field.Category] = category.Code, [Field.Coefficient] = category.Coefficient, [Field.MonthlyAmount] = new Dong(500_000).Times(category.Coefficient),
            [Field.StartMonth] = PayMonth.Of(decided).AddMonths(1), [Field.DecisionNumber] = string.Create(CultureInfo.InvariantCulture, $"{random.Int(10, 999)}/QĐ-UBND"), [Field.DecisionDate] = decided,
        };
        return new UglyPerson(truth, old, category.Words, category.Law);
    }
}
