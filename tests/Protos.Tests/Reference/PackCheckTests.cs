using Protos.Reference;
using Protos.Reference.Packs;

namespace Protos.Tests.Reference;

/// <summary>Tables of packs: each fault with its table and line, each difference in the words of the law.</summary>
public sealed class PackCheckTests
{
    private static readonly DateOnly Day = new(2027, 7, 1);

    [Theory]
    [InlineData("standard-levels", "kind;validFrom;validTo;amount;legal;inForceFrom", "kind;validFrom;validTo;amount;legal;inForceFrom;bonus", "cột lạ bonus")]
    [InlineData("standard-levels", "kind;validFrom;validTo;amount;legal;inForceFrom", "kind;validFrom;amount;legal;inForceFrom", "thiếu cột validTo")]
    [InlineData("standard-levels", "standard;2007-01-01;2009-12-31;120000;", "standard;2007-13-01;2009-12-31;120000;", "dòng 2: ô validFrom “2007-13-01” không phải ngày")]
    [InlineData("standard-levels", "standard;2007-01-01;2009-12-31;120000;", "standard;2007-01-01;2009-12-31;-1;", "dòng 2: ô amount “-1” không phải số nguyên")]
    [InlineData("standard-levels", "standard;2010-01-01;2014-12-31;180000;", "standard;2010-01-01;2016-12-31;180000;", "dòng 4: chồng lên dòng 3; ngày cuối của dòng đó phải là 31/12/2014")]
    [InlineData("standard-levels", "standard;2010-01-01;2014-12-31;180000;", "standard;2010-01-01;2009-12-31;180000;", "dòng 3: ngày cuối trước ngày đầu")]
    [InlineData("standard-levels", "standard;2010-01-01;2014-12-31;180000;", "standard;2007-01-01;2014-12-31;180000;", "dòng 3: trùng với dòng 2")]
    [InlineData("standard-levels", "Nghị định 67/2007/NĐ-CP;", "", "ô legal để trống")]
    [InlineData("standard-levels", "standard;2007", "vip;2007", "phải là một trong: standard, pension")]
    [InlineData("categories", ";2.5;0;1a;0;", ";2.505;0;1a;0;", "dòng 2: ô coef “2.505” không phải số")]
    [InlineData("parameters", "funeral.times;20", "funeral.times;hai mươi", "ô value “hai mươi” không phải số nguyên")]
    public void Table_WithAFault_IsToldWithItsLine(string table, string right, string wrong, string words)
    {
        var texts = PackTables.Shipped(PackKind.Rules).ToDictionary();
        Assert.Contains(right, texts[table], StringComparison.Ordinal);
        texts[table] = ReplaceFirst(texts[table], right, wrong);

        Assert.Contains(Faults(PackKind.Rules, texts), f => f.Contains(words, StringComparison.Ordinal) && f.Contains(PackTables.Find(PackKind.Rules, table)!.Words, StringComparison.Ordinal));
    }

    [Fact]
    public void Pack_WithAnUnknownMissingOrAlteredTable_IsRefused()
    {
        var texts = PackTables.Shipped(PackKind.Calendar).ToDictionary();
        var content = Content(PackKind.Calendar, texts);
        Assert.Contains("không biết", Assert.Single(PackCheck.Faults(content with { Tables = [.. content.Tables, PackText.Of("other", "a\n1\n")] })).Words, StringComparison.Ordinal);
        Assert.Contains("thiếu bảng", Assert.Single(PackCheck.Faults(content with { Tables = [.. content.Tables.Where(t => t.Name != PackTables.DaysOff)] })).Words, StringComparison.Ordinal);
        Assert.Contains("hai lần", Assert.Single(PackCheck.Faults(content with { Tables = [.. content.Tables, content.Tables[0]] })).Words, StringComparison.Ordinal);
        Assert.Contains("mã kiểm tra", Assert.Single(PackCheck.Faults(content with { Tables = [content.Tables[0] with { Text = content.Tables[0].Text + "2027-01-04;off;x\n" }] })).Words, StringComparison.Ordinal);
        Assert.Contains("căn cứ", Assert.Single(PackCheck.Faults(content with { Basis = " " })).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_OfAWholeTable_AreCutAndCounted()
    {
        var texts = PackTables.Shipped(PackKind.Units).ToDictionary();
        texts[PackTables.Units] = texts[PackTables.Units].Replace("commune,0", "commune,x", StringComparison.Ordinal);
        var faults = Faults(PackKind.Units, texts);

        Assert.Equal(PackCheck.MostFaults + 1, faults.Count);
        Assert.Contains("lỗi khác", faults[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WithTooManyRows_IsRefused()
    {
        var texts = PackTables.Shipped(PackKind.Calendar).ToDictionary();
        texts[PackTables.DaysOff] = "date;kind;name\n" + string.Concat(Enumerable.Repeat("2027-01-01;off;x\n", PackCheck.MostRows + 1));

        Assert.Contains("quá 20000 dòng", Assert.Single(Faults(PackKind.Calendar, texts)), StringComparison.Ordinal);
    }

    [Fact]
    public void Level_ThatFollowsAnother_IsToldWithBothAmounts() => Assert.Equal(
        ["Mức chuẩn trợ giúp xã hội từ 01/07/2027: 540.000 đồng → 600.000 đồng, văn bản có hiệu lực từ 15/08/2027 (Nghị định số 1/2027/NĐ-CP)"],
        Words(PackKind.Rules, PackTables.Levels, "standard;2026-07-01;;540000;", "standard;2026-07-01;2027-06-30;540000;", "standard;2027-07-01;;600000;Nghị định số 1/2027/NĐ-CP;2027-08-15\n"));

    [Fact]
    public void Days_AddedAndTakenAway_AreToldOneByOne() => Assert.Equal(
        ["Ngày nghỉ thêm: 04/01/2027 (Nghỉ hoán đổi)", "Bỏ ngày nghỉ: 03/01/2022 (Tết Dương lịch (nghỉ bù))"],
        Words(PackKind.Calendar, PackTables.DaysOff, "2022-01-03;off;Tết Dương lịch (nghỉ bù)\n", "", "2027-01-04;off;Nghỉ hoán đổi\n"));

    [Fact]
    public void Succession_ToldOtherwiseOfACommuneThatEnded_IsADifferenceWithBeforeAndAfter()
    {
        var (present, next) = (PackTables.Shipped(PackKind.Units).ToDictionary(), PackTables.Shipped(PackKind.Units).ToDictionary());
        var communes = present[PackTables.Units].Split('\n').Where(l => l.StartsWith("commune,", StringComparison.Ordinal) && l.EndsWith(",38", StringComparison.Ordinal)).Select(l => l.Split(',')).ToList();
        var (gone, wrong, right) = (communes[0], communes[1], communes[2]);
        present[PackTables.Units] = next[PackTables.Units] = present[PackTables.Units].Replace(string.Join(',', gone) + "\n", "", StringComparison.Ordinal);
        string After(params string[] rows) => "old_level,old_code,new_commune_code,share\n" + string.Concat(rows.Select(r => $"commune,{r}\n"));
        // Two packs told it; and the whole story of 2025 is no difference.
        present[PackTables.Succession] = Successions.Told([After($"{gone[1]},{right[1]},whole", "16063,16072,whole"), After($"{gone[1]},{wrong[1]},whole")]);
        string[] Words() => [.. PackDifference.Of(PackKind.Units, present, next, Day).Changes.Select(c => c.Words)];

        next[PackTables.Succession] = After($"{gone[1]},{wrong[1]},whole", "16063,16012,whole");
        Assert.Empty(Words());
        next[PackTables.Succession] = After($"{gone[1]},{wrong[1]},part", $"{gone[1]},{right[1]},part", "00001,99999,whole");
        Assert.Equal([$"Đơn vị kế tiếp của {gone[2]} (mã {gone[1]}, đã chấm dứt) từ 01/07/2027: {wrong[2]} (mã {wrong[1]}) → {wrong[2]} (mã {wrong[1]}, một phần), {right[2]} (mã {right[1]}, một phần)"], Words());
        next.Remove(PackTables.Succession);
        Assert.Empty(Words());
    }

    [Fact]
    public void Units_NewRenamedAndMerged_AreToldWithTheirSuccession()
    {
        var texts = PackTables.Shipped(PackKind.Units).ToDictionary();
        var lines = texts[PackTables.Units].Split('\n');
        var communes = lines.Where(l => l.StartsWith("commune,", StringComparison.Ordinal) && l.EndsWith(",38", StringComparison.Ordinal)).Select(l => l.Split(',')).ToList();
        var (gone, into, renamed) = (communes[0], communes[1], communes[2]);
        texts[PackTables.Units] = texts[PackTables.Units].Replace(string.Join(',', gone) + "\n", "", StringComparison.Ordinal).Replace($",{renamed[1]},{renamed[2]},", $",{renamed[1]},Phường Mới,", StringComparison.Ordinal)
            + "commune,99001,Xã Tân Lập,Xã,38\n";
        texts[PackTables.Succession] = $"old_level,old_code,new_commune_code,share\ncommune,{gone[1]},{into[1]},part\ncommune,{gone[1]},99001,part\n";
        Assert.Empty(Faults(PackKind.Units, texts));

        var words = PackDifference.Of(PackKind.Units, PackTables.Shipped(PackKind.Units), texts, Day).Changes.Select(c => c.Words).ToList();

        Assert.Equal(
            [
                $"Chấm dứt: {gone[2]} (mã {gone[1]}) từ 01/07/2027, nhập vào {into[2]} (một phần), Xã Tân Lập (một phần)",
                $"Đơn vị mới: Xã Tân Lập (mã 99001, Tỉnh Thanh Hóa) từ 01/07/2027, sáp nhập từ {gone[2]} (một phần)",
                $"Đổi tên: {renamed[2]} thành Phường Mới (mã {renamed[1]}) từ 01/07/2027",
            ],
            words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Row_OfTheLawThatVanishes_IsAFault()
    {
        var texts = PackTables.Shipped(PackKind.Rules).ToDictionary();
        var line = texts[PackTables.Levels].Split('\n').Single(l => l.StartsWith("standard;2010", StringComparison.Ordinal));
        texts[PackTables.Levels] = texts[PackTables.Levels].Replace(line + "\n", "", StringComparison.Ordinal);

        Assert.Contains("hãy giữ dòng đó", Assert.Single(PackDifference.Of(PackKind.Rules, PackTables.Shipped(PackKind.Rules), texts, Day).Faults).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Matter_ThatThePackDoesNotKnow_StaysAtANodeAndIsAFaultAtTheHub()
    {
        var texts = PackTables.Shipped(PackKind.Rules).ToDictionary();
        texts[PackTables.Parameters] = string.Join('\n', texts[PackTables.Parameters].Split('\n').Where(l => !l.StartsWith("rice.", StringComparison.Ordinal)));

        Assert.Equal(3, PackDifference.Of(PackKind.Rules, PackTables.Shipped(PackKind.Rules), texts, Day).Faults.Count);
        var (changes, faults) = PackDifference.Of(PackKind.Rules, PackTables.Shipped(PackKind.Rules), texts, Day, null, keepsUnknown: true);
        Assert.Equal((0, 0), (changes.Count, faults.Count));
    }

    [Fact]
    public void LastDay_ThatIsMoved_CountsFromTheEarlierOne()
    {
        var texts = PackTables.Shipped(PackKind.Rules).ToDictionary();
        texts[PackTables.Levels] = ReplaceFirst(texts[PackTables.Levels], "pension;2026-07-01;;", "pension;2026-07-01;2027-06-30;");
        var change = Assert.Single(PackDifference.Of(PackKind.Rules, PackTables.Shipped(PackKind.Rules), texts, Day).Changes);

        Assert.Equal((PackChangeKind.Ended, Day), (change.Kind, change.Since));
        Assert.Equal("Mức trợ cấp hưu trí xã hội: áp dụng đến hết 30/06/2027 (trước ghi không có ngày cuối)", change.Words);
    }

    private static List<string> Words(PackKind kind, string table, string right, string wrong, string more)
    {
        var texts = PackTables.Shipped(kind).ToDictionary();
        texts[table] = ReplaceFirst(texts[table], right, wrong).TrimEnd('\n') + "\n" + more;
        Assert.Empty(Faults(kind, texts));
        return [.. PackDifference.Of(kind, PackTables.Shipped(kind), texts, Day).Changes.Select(c => c.Words)];
    }

    private static string ReplaceFirst(string text, string right, string wrong) => text.IndexOf(right, StringComparison.Ordinal) is >= 0 and var at ? text[..at] + wrong + text[(at + right.Length)..] : throw new ArgumentException(right);

    private static List<string> Faults(PackKind kind, Dictionary<string, string> texts) => [.. PackCheck.Faults(Content(kind, texts)).Select(f => f.Words)];

    private static PackContent Content(PackKind kind, Dictionary<string, string> texts) => PackContent.Of(kind, 2, 1, Day, "Nghị định số 1/2027/NĐ-CP", new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc), texts);
}
