using NationalHub.Gateways.Population;
using Protos.Identity;

namespace NationalHub.Tests.Gateways;

/// <summary>The shapes of answer "037" (policy 8.2), in bulk.</summary>
public sealed class LookUpAnswerTests
{
    private const string Citizen = """
        {"SoDinhDanh":"038154000001","SoCMND":"171234567","HoVaTen":{"Ho":"LÊ","ChuDem":"THỊ THANH","Ten":"HÒA"},"GioiTinh":"2","DanToc":"06","TonGiao":"Phật giáo","NhomMau":"O","TinhTrangHonNhan":"3",
        "NgayThangNamSinh":{"NamSinh":"1954","NgayThangNam":"19540302"},"QuocTich":"VN","QueQuan":null,"ThuongTru":{"MaTinhThanh":"38","MaQuanHuyen":"399","MaPhuongXa":"15877","ChiTiet":"Thôn 3","QuocGia":"VN"},
        "Cha":null,"Me":{"QuanHe":"Mẹ","HoVaTen":"NGUYỄN THỊ CẢ","QuocTich":"VN","SoDinhDanh":"","SoCMND":"170000001"},"VoChong":{"QuanHe":"Chồng","HoVaTen":{"Ho":"PHẠM","ChuDem":"","Ten":"SƠN"},"SoDinhDanh":"038050000009"},
        "ChuHo":{"QuanHe":"Vợ","HoVaTen":"PHẠM SƠN","SoDinhDanh":"038050000009"},"SoSoHoKhau":"38000123","NgayMat":"2022-09-01"}
        """;

    [Fact]
    public void Answer_Whole_TellsWhatTheDutiesNeedAndNeitherReligionNorBlood()
    {
        var reply = Read("KHOP", Fields(true, true), Citizen)!;

        var c = reply.Citizen;
        Assert.Equal((VerifyOutcome.Matched, "TL00000001", "LÊ THỊ THANH HÒA", "1954-03-02", 2, "06", "3"), (reply.Outcome, reply.AnswerId, c.FullName, c.BirthDate, c.Sex, c.EthnicCode, c.MaritalStatus));
        Assert.Equal(("38", "399", "15877", "Thôn 3"), (c.Permanent.ProvinceCode, c.Permanent.DistrictCode, c.Permanent.CommuneCode, c.Permanent.Detail));
        Assert.Equal(("NGUYỄN THỊ CẢ", "170000001", "PHẠM SƠN", "038050000009", "Vợ"), (c.Mother.FullName, c.Mother.OldNumber, c.Spouse.FullName, c.Spouse.PersonalNumber, c.HouseholdHead.Relation));
        Assert.Equal(("38000123", "2022-09-01"), (c.HouseholdBook, c.DeathDate));
        Assert.Null(c.Father);
        Assert.Null(c.Origin);
        Assert.DoesNotContain("Phật", reply.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1954", "1954", "1954")]
    [InlineData("1954", "", "1954")]
    [InlineData("1954", "195403", "1954-03")]
    [InlineData("1954", "19540302", "1954-03-02")]
    [InlineData("", "19540302", "1954-03-02")]
    public void Birth_AsFarAsItIsKnown_IsReadAsFar(string year, string whole, string expected) => Assert.Equal(expected, Read("KHOP", Fields(true, true), Born(year, whole))!.Citizen.BirthDate);

    [Theory]
    [InlineData("1955", "19540302")]
    [InlineData("", "")]
    [InlineData("1954", "19541302")]
    [InlineData("19", "54")]
    public void Birth_ThatCannotBe_IsNoAnswer(string year, string whole) => Assert.Null(Read("KHOP", Fields(true, true), Born(year, whole)));

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void Number_OfSomebodyElse_TellsNothingOfHim(bool name, bool birth, bool withheld)
    {
        var reply = Read("KHONG_KHOP", Fields(name, birth), Citizen)!;

        Assert.Equal((withheld, withheld), (reply.Withheld, reply.Citizen is null));
        Assert.Equal(withheld, reply.Fields.All(f => f.OfficialValue.Length == 0));
        Assert.Equal([true, name, birth], reply.Fields.Select(f => f.Matches));
    }

    // The year stands in the twelve digits: it is no second word beside them.
    [Theory]
    [InlineData("1954", "TRẦN VĂN BA", "19540302", true)]
    [InlineData("1954-03", "TRẦN VĂN BA", "19540302", true)]
    [InlineData("1954-03-02", "TRẦN VĂN BA", "", true)]
    [InlineData("1954-03-02", "TRẦN VĂN BA", "19540302", false)]
    [InlineData("1954", "LE THI THANH HOA", "19540302", false)]
    public void Number_OfSomebodyBornInTheSameYear_TellsNothingOfHim(string declared, string name, string held, bool withheld)
    {
        var reply = Read("KHONG_KHOP", Fields(false, true), Born("1954", held), declared: declared, name: name)!;

        Assert.Equal((withheld, withheld), (reply.Withheld, reply.Citizen is null));
    }

    [Fact]
    public void Answer_OfNobody_IsNotFoundWithoutARecord()
    {
        var reply = Read("KHONG_TIM_THAY", """[{"Truong":"SoDinhDanh","Khop":false,"GiaTriChinhThuc":""}]""", "null")!;

        Assert.Equal((VerifyOutcome.NotFound, false), (reply.Outcome, reply.Withheld));
        Assert.Null(reply.Citizen);
    }

    [Theory]
    [InlineData("KHOP", "null")]
    [InlineData("KHONG_TIM_THAY", Citizen)]
    [InlineData("KHOP", "\"text\"")]
    [InlineData("KHOP", "{}")]
    [InlineData("LA", Citizen)]
    public void Answer_ThatContradictsItself_IsNone(string outcome, string citizen) => Assert.Null(Read(outcome, outcome == "KHOP" ? Fields(true, true) : Fields(false, false), citizen));

    [Theory]
    [InlineData("038154000002", null)]
    [InlineData(null, "179999999")]
    public void Answer_AboutAnotherNumber_IsNone(string? number, string? old) => Assert.Null(Read("KHOP", Fields(true, true), Citizen, number, old));

    [Fact]
    public void Answer_ToAnOldCard_IsAboutHim() => Assert.NotNull(Read("KHOP", Fields(true, true), Citizen, null, "171234567"));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"MaYeuCau\":\"q\"")]
    public void Answer_Unreadable_IsNone(string json) => Assert.Null(LookUpAnswer.Read(json, Question("038154000001", null)));

    [Fact]
    public void Question_OfANode_IsSpelledAsTheDocumentsDo()
    {
        var question = LookUpQuestion.Of(new LookupRequest { Number = "171234567", FullName = "Lê Thị Hoà", BirthDate = "1954", Official = "can.bo", ProcedureCode = "1.001776" }, "38-q", new DateOnly(2022, 10, 5));

        Assert.Equal("""{"MaYeuCau":"38-q","MaDVC":"1.001776","MaTichHop":"037","MaCanBo":"can.bo","SoCMND":"171234567","HoVaTen":"L\u00CA TH\u1ECA HO\u00C0","NgayThangNamSinh":"1954","NgayThamChieu":"2022-10-05"}""",
            System.Text.Json.JsonSerializer.Serialize(question));
    }

    private static string Born(string year, string whole) =>
        Citizen.Replace("""{"NamSinh":"1954","NgayThangNam":"19540302"}""", $$"""{"NamSinh":"{{year}}","NgayThangNam":"{{whole}}"}""", StringComparison.Ordinal);

    private static string Fields(bool name, bool birth) =>
        $$"""[{"Truong":"SoDinhDanh","Khop":true,"GiaTriChinhThuc":"038154000001"},{"Truong":"HoVaTen","Khop":{{(name ? "true" : "false")}},"GiaTriChinhThuc":"LÊ THỊ THANH HÒA"},{"Truong":"NgayThangNamSinh","Khop":{{(birth ? "true" : "false")}},"GiaTriChinhThuc":"1954-03-02"}]""";

    private static LookUpQuestion Question(string? number, string? old, string declared = "1954-03-02", string name = "LÊ THỊ THANH HÒA") =>
        new() { RequestId = "38-q", ProcedureCode = "1.001776", Official = "can.bo", CitizenId = number, OldCardNumber = old, FullName = name, BirthDate = declared, ReferenceDate = "2022-10-05" };

    private static LookupReply? Read(string outcome, string fields, string citizen, string? number = "038154000001", string? old = null, string declared = "1954-03-02", string name = "LÊ THỊ THANH HÒA") => LookUpAnswer.Read(
        $$"""{"MaYeuCau":"38-q","MaTraLoi":"TL00000001","ThoiDiem":"2022-10-05T08:00:00+07:00","KetQua":"{{outcome}}","DoiChieu":{{fields}},"CongDan":{{citizen}}}""", Question(number, old, declared, name));
}
