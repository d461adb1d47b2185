namespace NationalServices.PopulationDatabase;

/// <summary>
/// Invents households that are the same on every start: grandparent, husband, wife, children, with numbers that agree with policy 8.1.
/// None of them exists; a number may by chance be somebody's, as any twelve digits may.
/// </summary>
internal sealed class InventedPeople
{
    // The last birth year of a child: people stay plausible for the pilot's dates as well as for today's.
    private const int LastBirthYear = 2021;
    private const int FirstYearWithoutOldCard = 1996;
    private const string OldCardAlphabet = "0123456789";

    private static readonly string[] Families = ["Nguyễn", "Lê", "Trần", "Phạm", "Hoàng", "Trịnh", "Bùi", "Đỗ", "Vũ", "Mai", "Đặng", "Hồ", "Tôn Thất", "Lưu", "Cao", "Hà"];
    private static readonly string[] MenMiddle = ["Văn", "Hữu", "Đình", "Xuân", "Quang", "Ngọc", "Bá", "Viết"];
    private static readonly string[] WomenMiddle = ["Thị", "Thị Thanh", "Thị Kim", "Ngọc", "Thị Thu", "Thị Hồng"];
    private static readonly string[] Men = ["Hùng", "Dũng", "Thắng", "Sơn", "Hải", "Bình", "Minh", "Toàn", "Hòa", "Khoa", "Thủy", "Quyết", "Đức", "Tùng", "Long", "Thịnh"];
    private static readonly string[] Women = ["Hoa", "Hòa", "Lan", "Thủy", "Hương", "Hạnh", "Nga", "Loan", "Oanh", "Tuyết", "Mỵ", "Yến", "Hiền", "Thúy", "Đào", "Huệ"];

    private readonly Random random;
    private readonly int provinceCode;
    private readonly IReadOnlyList<SampleUnit> units;
    private readonly string[] minorities;
    private readonly HashSet<string> taken = [];
    private readonly List<Person> people = [];

    private InventedPeople(int provinceCode, IReadOnlyList<SampleUnit> units, string[] minorities)
    {
        this.provinceCode = provinceCode;
        this.units = units;
        this.minorities = minorities;
        // A seeded Random gives the same numbers on every run and machine.
        random = new Random(provinceCode);
    }

    /// <summary>People of Thanh Hóa (38) and Huế (46), about four to a household.</summary>
    public static IReadOnlyList<Person> Invent(int householdsPerProvince) =>
    [
        .. new InventedPeople(38, SampleUnits.ThanhHoa, ["06", "03", "24"]).Households(householdsPerProvince),
        .. new InventedPeople(46, SampleUnits.Hue, ["31", "26", "23"]).Households(householdsPerProvince),
    ];

    private List<Person> Households(int count)
    {
        for (var household = 0; household < count; household++)
        {
            Household(household);
        }

        return people;
    }

    private void Household(int index)
    {
        var unit = units[index % units.Count];
        var home = new Address
        {
            MaTinhThanh = unit.Province,
            MaQuanHuyen = unit.District,
            MaPhuongXa = unit.Commune,
            MaTinhThanhMoi = unit.Province,
            MaPhuongXaMoi = unit.SuccessorCommune,
            ChiTiet = unit.Village,
        };
        var ethnic = index % 5 == 4 ? Pick(minorities) : "01";
        var book = $"{provinceCode}0{index + 1:000000}";
        var family = Pick(Families);
        var husband = Invent(family, 1, random.Next(1950, 1986), home, ethnic, book);
        var wife = Invent(Pick(Families), 2, husband.Born().Year + random.Next(-3, 6), home, ethnic, book);
        var head = As(husband, "Chủ hộ");
        people.Add(husband with { TinhTrangHonNhan = "2", VoChong = As(wife, "Vợ"), ChuHo = head });
        people.Add(wife with { TinhTrangHonNhan = "2", VoChong = As(husband, "Chồng"), ChuHo = head with { QuanHe = "Vợ" } });
        if (index % 3 == 0)
        {
            var elder = Elder(husband, home, ethnic, book) with { ChuHo = head with { QuanHe = "Mẹ" } };
            people.Add(elder);
        }

        for (var child = random.Next(1, 4); child > 0; child--)
        {
            var born = Math.Min(LastBirthYear, wife.Born().Year + random.Next(20, 38));
            people.Add(Invent(family, random.Next(1, 3), born, home, ethnic, book) with
            {
                TinhTrangHonNhan = "1",
                Cha = As(husband, "Cha"),
                Me = As(wife, "Mẹ"),
                ChuHo = head with { QuanHe = "Con" },
                NguoiDaiDien = born > 2008 ? As(wife, "Mẹ") : null,
            });
        }
    }

    /// <summary>The husband's mother: of many such people only the year or the month of birth is known; some have died.</summary>
    private Person Elder(Person son, Address home, string ethnic, string book)
    {
        var elder = Invent(Pick(Families), 2, son.Born().Year - random.Next(19, 32), home, ethnic, book);
        var born = elder.Born();
        var known = random.Next(3) switch
        {
            0 => new BirthDate(born.Year, null, null),
            1 => new BirthDate(born.Year, born.Month, null),
            _ => born,
        };
        return elder with
        {
            NgayThangNamSinh = known.ToString(),
            TinhTrangHonNhan = "3",
            NgayMat = random.Next(8) == 0 ? $"{random.Next(2015, 2022)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}" : "",
        };
    }

    private Person Invent(string family, int sex, int year, Address home, string ethnic, string book)
    {
        var number = Free(() => PersonalNumber.Compose(provinceCode, sex, year, random.Next(1_000_000)));
        var oldCard = year < FirstYearWithoutOldCard
            ? Free(() => (provinceCode == 38 ? "17" : "19") + new string(random.GetItems<char>(OldCardAlphabet, 7)))
            : "";
        var name = sex == 1 ? $"{family} {Pick(MenMiddle)} {Pick(Men)}" : $"{family} {Pick(WomenMiddle)} {Pick(Women)}";
        return new Person
        {
            SoDinhDanh = number,
            SoCMND = oldCard,
            HoVaTen = name,
            GioiTinh = sex == 1 ? "1" : "2",
            NgayThangNamSinh = new BirthDate(year, random.Next(1, 13), random.Next(1, 29)).ToString(),
            DanToc = ethnic,
            TonGiao = "Không",
            NhomMau = Pick(["O", "A", "B", "AB"]),
            NoiDangKyKhaiSinh = home with { ChiTiet = "" },
            QueQuan = home with { ChiTiet = "" },
            ThuongTru = home,
            NoiOHienTai = home,
            SoSoHoKhau = book,
        };
    }

    private string Free(Func<string> compose)
    {
        while (true)
        {
            var number = compose();
            if (taken.Add(number))
            {
                return number;
            }
        }
    }

    private static Relative As(Person person, string relation) =>
        new() { QuanHe = relation, HoVaTen = person.HoVaTen, SoDinhDanh = person.SoDinhDanh, SoCMND = person.SoCMND };

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
