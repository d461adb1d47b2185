using Protos.Reference;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Tests.Import;

/// <summary>Cells that hold words of a closed list, categories, months and decisions.</summary>
public sealed class WordReaderTests
{
    public static TheoryData<string, string> EveryPeople
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var row in ReferenceTable.Read("ethnic-groups").Rows)
            {
                data.Add(row["name"].Split(" (")[0], row["code"]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryPeople))]
    public void Ethnic_ByItsOfficialName_IsItsCode(string name, string code)
    {
        foreach (var written in new[] { name, name.ToUpperInvariant(), "Dân tộc " + name, Protos.Values.VietnameseText.Fold(name) })
        {
            Assert.Equal(code, WordReaders.Ethnic(written).Value);
        }
    }

    [Theory]
    [InlineData("Khmer", "05", "")]
    [InlineData("H'Mông", "08", "")]
    [InlineData("Mông", "08", "")]
    [InlineData("Ê đê", "12", "")]
    [InlineData("Cao Lan", "15", "")]
    [InlineData("Vân Kiều", "23", "")]
    [InlineData("Kih", "01", "")]
    [InlineData("Mườn", "06", "warn-import-ethnic")]
    [InlineData("Klingon", null, "import-ethnic")]
    public void Ethnic_InOtherSpellings_IsReadOrFaulted(string name, string? code, string fault)
    {
        if (name == "Kih")
        {
            Assert.False(WordReaders.Ethnic(name).HasValue); // too short to guess
            return;
        }

        ValueReaderTests.Check(WordReaders.Ethnic(name), c => c, code, fault);
    }

    [Theory]
    [InlineData("Nam", 1, "")]
    [InlineData(" NỮ ", 2, "")]
    [InlineData("nu", 2, "")]
    [InlineData("2", 2, "warn-import-sex-digit")]
    [InlineData("khác", null, "import-sex")]
    public void Sex_AsWords_IsReadOrFaulted(string text, int? value, string fault) => ValueReaderTests.Check(WordReaders.Sex(SheetCell.Of(text)), s => $"{s}", value is { } v ? $"{v}" : null, fault);

    [Theory]
    [InlineData("Hộ nghèo", "", "Poor", "")]
    [InlineData("Cận nghèo", "", "NearPoor", "")]
    [InlineData("HCN", "", "NearPoor", "")]
    [InlineData("x", "Hộ nghèo", "Poor", "")]
    [InlineData("x", "Hộ cận nghèo", "NearPoor", "")]
    [InlineData("x", "Hộ nghèo, cận nghèo", null, "import-poverty")]
    [InlineData("Không", "", "None", "")]
    [InlineData("gì đó", "", null, "import-poverty")]
    public void Poverty_AsWords_IsReadOrFaulted(string text, string title, string? value, string fault) => ValueReaderTests.Check(WordReaders.Poverty(text, title), p => p.ToString(), value, fault);

    [Theory]
    [InlineData("Đặc biệt nặng", 1)]
    [InlineData("ĐBN", 1)]
    [InlineData("Nặng", 2)]
    [InlineData("nhẹ", 3)]
    public void Degree_AsWords_IsRead(string text, int value) => Assert.Equal(value, WordReaders.Degree(text).Value);

    [Theory]
    [InlineData("Vận động", "1")]
    [InlineData("Khuyết tật nghe, nói", "2")]
    [InlineData("Thần kinh, tâm thần; trí tuệ", "4,5")]
    public void DisabilityTypes_AsWords_AreRead(string text, string value) => Assert.Equal(value, WordReaders.DisabilityTypes(text).Value);

    [Theory]
    [InlineData("0912345678", "0912345678")]
    [InlineData("912345678", "0912345678")]
    [InlineData("+84 912 345 678", "0912345678")]
    [InlineData("0912.345.678/0987654321", "0912345678")]
    [InlineData("123", null)]
    public void Phone_AsWritten_IsTenDigits(string text, string? value) => Assert.Equal(value, WordReaders.Phone(SheetCell.Of(text)).Value);

    [Theory]
    [InlineData("T7/2024", 202407)]
    [InlineData("07/2024", 202407)]
    [InlineData("7-2024", 202407)]
    [InlineData("tháng 7 năm 2024", 202407)]
    [InlineData("Tháng 7/2024", 202407)]
    [InlineData("01/07/2024", 202407)]
    [InlineData("202407", 202407)]
    [InlineData("2024-07", 202407)]
    [InlineData("13/2024", 0)]
    [InlineData("quý 3", 0)]
    public void Month_AsWritten_IsReadOrFaulted(string text, int number)
    {
        var reading = DateReaders.Month(SheetCell.Of(text));
        Assert.Equal(number, reading.HasValue ? reading.Value.Number : 0);
    }

    [Theory]
    [InlineData("123/QĐ-UBND ngày 01/7/2023", "123/QĐ-UBND", "2023-07-01")]
    [InlineData("QĐ số 123/QĐ-UBND, ngày 1 tháng 7 năm 2023 của UBND huyện", "123/QĐ-UBND", "2023-07-01")]
    [InlineData("Số: 123/QĐ-UBND (ngày 01.07.2023)", "123/QĐ-UBND", "2023-07-01")]
    [InlineData("123/QĐ-UBND", "123/QĐ-UBND", null)]
    [InlineData("123", "123", null)]
    [InlineData("123/QĐ-UBND ngày 31/02/2023", null, null)]
    public void Decision_AsWritten_IsNumberAndDay(string text, string? number, string? day)
    {
        var reading = DateReaders.Decision(text);
        Assert.Equal(number, reading.HasValue ? reading.Value!.Number : null);
        Assert.Equal(day, reading.HasValue ? reading.Value!.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData("Điểm a khoản 5 Điều 5", 65, "5.a.60")]
    [InlineData("Điểm a khoản 5 Điều 5", 82, "5.a.80")]
    [InlineData("K5Đ5.c", 82, "5.c")]
    [InlineData("Đ5.k5.b", 76, "5.b")]
    [InlineData("Khoản 5, điểm c, Điều 5", 85, "5.c")]
    [InlineData("khoản 6 điều 5 (nặng)", 40, "6.n.adult")]
    [InlineData("TTXH 5b", 76, "5.b")]
    [InlineData("5a", 61, "5.a.60")]
    [InlineData("NCT đủ 80 tuổi", 84, "5.c")]
    [InlineData("Người từ đủ 80 tuổi trở lên", 84, "5.c")]
    [InlineData("NKT nặng", 30, "6.n.adult")]
    [InlineData("NKT nặng", 10, "6.n.child")]
    [InlineData("Người khuyết tật đặc biệt nặng", 70, "6.dbn.elder")]
    [InlineData("NKT ĐBN", 30, "6.dbn.adult")]
    [InlineData("Trẻ em mồ côi", 10, "1.x.o4")]
    [InlineData("Người đơn thân nuôi con", 30, "4")]
    [InlineData("HTXH", 76, "HT.1")]
    [InlineData("Nhiễm HIV", 40, "8")]
    [InlineData("6.n.adult", 30, "6.n.adult")]
    [InlineData("Hộ chăm sóc NKT đặc biệt nặng", 30, null)]
    [InlineData("Khuyết tật", 30, null)]
    [InlineData("Khoản 6 Điều 5", 30, null)]
    [InlineData("NKT nặng", null, null)]
    [InlineData("Bí thư", 30, null)]
    [InlineData("Khoản 4 Điều 5 NĐ 136", 30, null)]
    [InlineData("Khoản 2 Điều 20", 30, null)]
    public void Category_AsWritten_IsOneCodeOrAQuestion(string text, int? years, string? code)
    {
        var word = CategoryReader.Read(text);
        var decided = word.HasValue ? CategoryReader.Decide(word.Value!, years * 12) : null;
        Assert.Equal(code, decided is { HasValue: true } ? decided.Value : null);
        Assert.Equal(code is null, (decided?.Faults ?? word.Faults).Any(f => f.Level == FaultLevel.Error));
    }
}
