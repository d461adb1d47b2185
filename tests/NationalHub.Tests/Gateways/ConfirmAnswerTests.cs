using NationalHub.Gateways.Population;

namespace NationalHub.Tests.Gateways;

/// <summary>Numbers of an answer: told of a match alone.</summary>
public sealed class ConfirmAnswerTests
{
    [Theory]
    [InlineData("KHOP", "true", "038154000123", "172345678")]
    [InlineData("KHONG_KHOP", "false", "", "")]
    public void Numbers_OfAnAnswer_ComeWithAMatchOnly(string outcome, string matches, string personal, string old)
    {
        var json = $$"""{"MaYeuCau":"q-1","MaTraLoi":"TRA-1","ThoiDiem":"2026-11-22T08:00:00+07:00","KetQua":"{{outcome}}","DoiChieu":[{"Truong":"HoVaTen","Khop":{{matches}},"GiaTriChinhThuc":"A"}],"SoDinhDanh":"038154000123","SoCMND":"172345678"}""";

        var reply = ConfirmAnswer.Read(json, "q-1")!;

        Assert.Equal((personal, old), (reply.PersonalNumber, reply.OldNumber));
    }
}
