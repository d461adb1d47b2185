using NationalHub.Provinces;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>Why a record is refused.</summary>
/// <param name="Code">Stable; see <see cref="RefusalCodes"/>.</param>
/// <param name="Reason">A Vietnamese sentence for the operator of the node.</param>
public sealed record Fault(string Code, string Reason);

/// <summary>The codes that nodes may react to. They never change.</summary>
public static class RefusalCodes
{
    public const string IdBad = "id-bad";
    public const string KindUnknown = "kind-unknown";
    public const string KindMismatch = "kind-mismatch";
    public const string BodyMissing = "body-missing";
    public const string VersionBad = "version-bad";
    public const string EpochAhead = "epoch-ahead";
    public const string PathForeign = "path-foreign";
    public const string UnitUnknown = "unit-unknown";
    public const string TimeBad = "time-bad";
    public const string TextBad = "text-bad";
    public const string NumberBad = "number-bad";
    public const string ValueUnknown = "value-unknown";
    public const string RecordErased = "record-erased";
}

/// <summary>What every record must satisfy before it is stored. Pure; names all faults at once.</summary>
internal static class RecordCheck
{
    private static readonly DateTime Earliest = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan ClockAhead = TimeSpan.FromDays(366);

    public static List<Fault> Check(Record record, ulong batchEpoch, ProvinceUnits province, DateTime now)
    {
        var faults = new List<Fault>();
        CheckEnvelope(record, batchEpoch, now, faults);
        CheckPath(record.TenantPath, province, faults);
        if (!record.Deleted)
        {
            BodyCheck.Check(record, province, faults);
        }

        return faults;
    }

    /// <summary>The state of a record after its erasure: of a node that was restored from a backup of before.</summary>
    public static Refusal Erased(Reporting.Replica row) => new()
    {
        Id = row.Id, Version = (ulong)row.Version, Code = RefusalCodes.RecordErased,
        Reason = "Bản ghi này đã được xóa theo yêu cầu xóa dữ liệu cá nhân và không được đưa trở lại. Nếu hệ thống của tỉnh vừa được khôi phục từ bản sao lưu, hãy xóa lại tại trang của người này.",
    };

    /// <summary>Moments that the store and the calendar can hold; 0 is none where that is allowed.</summary>
    public static bool IsMoment(long unixMs, DateTime now) =>
        unixMs >= new DateTimeOffset(Earliest).ToUnixTimeMilliseconds() && unixMs <= new DateTimeOffset(now + ClockAhead).ToUnixTimeMilliseconds();

    private static void CheckEnvelope(Record record, ulong batchEpoch, DateTime now, List<Fault> faults)
    {
        if (!Guid.TryParseExact(record.Id, "D", out var id) || id.ToString("D") != record.Id)
        {
            faults.Add(new(RefusalCodes.IdBad, "Mã bản ghi phải là GUID chữ thường có gạch nối."));
        }

        if (record.Kind is < RecordKind.Beneficiary or > RecordKind.PaymentLine)
        {
            faults.Add(new(RefusalCodes.KindUnknown, $"Trục quốc gia không biết loại bản ghi số {(int)record.Kind}. Kiểm tra phiên bản của nút."));
        }

        if (record.Version is 0 or > long.MaxValue || record.Epoch > long.MaxValue)
        {
            faults.Add(new(RefusalCodes.VersionBad, "Số phiên bản của bản ghi phải từ 1 trở lên."));
        }

        if (record.Epoch > batchEpoch)
        {
            faults.Add(new(RefusalCodes.EpochAhead, $"Bản ghi mang kỷ nguyên {record.Epoch}, cao hơn kỷ nguyên {batchEpoch} của nút."));
        }

        if (!IsMoment(record.RecordedAtUnixMs, now))
        {
            faults.Add(new(RefusalCodes.TimeBad, "Thời điểm ghi nhận không hợp lý. Kiểm tra đồng hồ của nút."));
        }
    }

    private static void CheckPath(string text, ProvinceUnits province, List<Fault> faults)
    {
        if (!TenantPath.TryParse(text, out var path) || path.Province != province.Code)
        {
            faults.Add(new(RefusalCodes.PathForeign, $"Đường dẫn đơn vị không thuộc {province.Name}."));
        }
        else if (!province.Has(path))
        {
            faults.Add(new(RefusalCodes.UnitUnknown, $"{province.Name} không có đơn vị {path.UnitCode} theo đường dẫn đã gửi."));
        }
    }
}
