using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Result files of a list, as the post writes them by hand.</summary>
internal static class ToldFile
{
    public static ResultRow Paid(PaymentLine line, int version = 1) => new()
    {
        ListId = line.ListId.ToString("D"), RowId = line.Id.ToString("D"), Status = WireCodes.Paid, Amount = line.Total, PaidAt = PaidOn(line.Id), Method = WireCodes.CashPoint, CollectedBy = WireCodes.Self,
        CollectorName = line.PersonName, CollectorId = line.PersonNumber, Evidence = $"CT-{line.Order}", Version = version,
    };

    /// <summary>Half past eight of the day on which a line was made, as its id tells: nobody is paid before, nor on a day that is still to come.</summary>
    public static DateTime PaidOn(Guid line) => line.Version == 7
        ? VietnamTime.Local(DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(line.ToString("N")[..12], 16)).UtcDateTime).Date.AddHours(8.5) : new DateTime(2022, 11, 5, 8, 30, 0);

    /// <summary>The same day as pages print it.</summary>
    public static string DayOf(PaymentLine line) => VietnameseFormat.Date(DateOnly.FromDateTime(PaidOn(line.Id)));

    public static ResultRow Not(PaymentLine line, string reason = "R01", string status = WireCodes.Unpaid, int version = 1) => new()
    {
        ListId = line.ListId.ToString("D"), RowId = line.Id.ToString("D"), Status = status, Amount = line.Total, Method = WireCodes.CashPoint, ReasonCode = reason, ReasonText = "Bưu điện báo", Version = version,
    };

    /// <summary>Name of a list's file.</summary>
    public static string Name(PaymentList list, WireForm form, int number = 1) => FileNames.Of(FileNames.Result, TenantPath.Parse(list.TenantPath).UnitCode, new PayMonth(list.Month), number, form);

    /// <summary>A file of a list's month, or of another.</summary>
    public static MemoryStream Of(PaymentList list, IEnumerable<ResultRow> rows, WireForm form = WireForm.Xlsx, int month = 0, int number = 1)
    {
        var told = rows.ToList();
        var (latest, usual) = (told.Select(r => r.PaidAt).Max(), new DateTime(2023, 6, 1, 17, 0, 0));
        var header = new ResultHeader(TenantPath.Parse(list.TenantPath).UnitCode, new PayMonth(month > 0 ? month : list.Month), number, list.Id.ToString("D"), "Bưu điện huyện Hậu Lộc", latest > usual ? latest : usual, 0, Dong.Zero, "");
        var memory = new MemoryStream();
        ResultFile.Write(memory, form, ResultFile.Seal(header, told));
        memory.Position = 0;
        return memory;
    }
}
