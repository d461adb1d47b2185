using System.Globalization;
using NationalHub.Provinces;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>What the content of each kind must satisfy. The limits are those of the columns.</summary>
internal static class BodyCheck
{
    /// <summary>Far above any lawful monthly assistance, and far below what a sum over the country overflows.</summary>
    private const long MostDong = 1_000_000_000;
    private const int MostHundredths = 10_000;
    private static readonly string[] BeneficiaryStatuses = ["Active", "Suspended", "Ended"];
    private static readonly string[] Degrees = ["None", "Mild", "Severe", "ExtremelySevere"];
    private static readonly string[] CertificateStates = ["Active", "Replaced", "Withdrawn"];
    private static readonly string[] IdentityStatuses = ["", "Matched", "NotMatched", "NotFound", "Pending", "Overridden"];

    public static void Check(Record record, ProvinceUnits province, List<Fault> faults)
    {
        switch (record.Kind, record.BodyCase)
        {
            case (RecordKind.Beneficiary, Record.BodyOneofCase.Beneficiary):
                Check(record.Beneficiary, province, faults);
                break;
            case (RecordKind.Entitlement, Record.BodyOneofCase.Entitlement):
                Check(record.Entitlement, province, faults);
                break;
            case (RecordKind.Decision, Record.BodyOneofCase.Decision):
                Check(record.Decision, faults);
                break;
            case (RecordKind.Dossier, Record.BodyOneofCase.Dossier):
                Check(record.Dossier, province, faults);
                break;
            case (RecordKind.Household, Record.BodyOneofCase.Household):
                Check(record.Household, province, faults);
                break;
            case (RecordKind.Certificate, Record.BodyOneofCase.Certificate):
                Check(record.Certificate, province, faults);
                break;
            case (RecordKind.LifeEvent, Record.BodyOneofCase.LifeEvent):
                EventCheck.Check(record.LifeEvent, province, faults);
                break;
            case (RecordKind.PaymentList, Record.BodyOneofCase.PaymentList):
                PaymentCheck.Check(record.PaymentList, province, faults);
                break;
            case (RecordKind.PaymentLine, Record.BodyOneofCase.PaymentLine):
                PaymentCheck.Check(record.PaymentLine, province, faults);
                break;
            case (_, Record.BodyOneofCase.None):
                faults.Add(new(RefusalCodes.BodyMissing, "Bản ghi không có nội dung."));
                break;
            default:
                faults.Add(new(RefusalCodes.KindMismatch, "Nội dung không đúng loại bản ghi đã khai."));
                break;
        }
    }

    private static void Check(BeneficiaryState b, ProvinceUnits province, List<Fault> faults)
    {
        Text(b.Code, 40, "mã đối tượng", faults);
        Text(b.FullName, 120, "họ tên", faults, required: true);
        Text(b.Village, 200, "thôn, tổ dân phố", faults);
        Text(b.EthnicCode, 5, "mã dân tộc", faults);
        Text(b.CategoryCode, 20, "mã nhóm đối tượng", faults);
        if (b.BirthDate.Length > 0 && (!BirthDate.TryParse(b.BirthDate, out var born) || born.ToString() != b.BirthDate))
        {
            faults.Add(new(RefusalCodes.ValueUnknown, "Ngày sinh phải có dạng 1954, 1954-03 hoặc 1954-03-02."));
        }

        Number(b.Sex is >= 0 and <= 3, "giới tính", faults);
        Digits(b.CitizenId, 12, "Số định danh", faults);
        Digits(b.OldIdentityNumber, 9, "Số chứng minh nhân dân", faults);
        if (province.CommuneName(b.CommuneCode) is null)
        {
            faults.Add(new(RefusalCodes.UnitUnknown, $"{province.Name} không có xã, phường, thị trấn mã {b.CommuneCode}."));
        }

        Money(b.MonthlyAmountDong, b.CoefficientHundredths, faults);
        Month(b.StartMonth, "tháng bắt đầu hưởng", faults);
        OneOf(b.Status, BeneficiaryStatuses, "trạng thái đối tượng", faults);
        OneOf(b.IdentityStatus, IdentityStatuses, "kết quả xác thực", faults);
        PartCheck.Check(b, faults);
    }

    private static void Check(HouseholdState h, ProvinceUnits province, List<Fault> faults)
    {
        Text(h.Code, 40, "mã hộ", faults);
        Text(h.HeadName, 120, "họ tên chủ hộ", faults, required: true);
        Text(h.Village, 200, "thôn, tổ dân phố", faults);
        Unit(h.CommuneCode, province, faults);
        PartCheck.Check(h, faults);
    }

    private static void Check(DisabilityCertificateState c, ProvinceUnits province, List<Fault> faults)
    {
        Text(c.Number, 40, "số giấy xác nhận", faults, required: true);
        Text(c.FullName, 120, "họ tên", faults, required: true);
        Number(c.Sex is >= 0 and <= 3, "giới tính", faults);
        Digits(c.CitizenId, 12, "Số định danh", faults);
        Digits(c.OldIdentityNumber, 9, "Số chứng minh nhân dân", faults);
        Unit(c.CommuneCode, province, faults);
        Text(c.DisabilityTypes, 20, "dạng khuyết tật", faults);
        OneOf(c.Degree, Degrees, "mức độ khuyết tật", faults);
        Text(c.IssuerName, 200, "cơ quan cấp", faults);
        Text(c.SignerName, 120, "người ký", faults);
        Day(c.IssuedOn, "ngày cấp", faults);
        Day(c.ValidTo, "ngày hết giá trị", faults);
        OneOf(c.State, CertificateStates, "tình trạng giấy xác nhận", faults);
        Number(c.Changes.Count <= 1000, "số lần thay đổi giấy xác nhận", faults);
    }

    private static void Check(EntitlementState e, ProvinceUnits province, List<Fault> faults)
    {
        Text(e.BeneficiaryId, 36, "mã đối tượng", faults, required: true);
        Text(e.CategoryCode, 20, "mã nhóm đối tượng", faults);
        Text(e.DecisionId, 36, "mã quyết định", faults);
        Text(e.ReceiverName, 120, "người nhận", faults);
        Text(e.Status, 20, "trạng thái", faults);
        Unit(e.CommuneCode, province, faults);
        Money(e.MonthlyAmountDong, e.CoefficientHundredths, faults);
        Month(e.StartMonth, "tháng bắt đầu hưởng", faults);
        Month(e.EndMonth, "tháng thôi hưởng", faults);
        Text(e.Kind, 20, "loại chế độ", faults);
        Text(e.ReceiverRelation, 60, "quan hệ của người nhận", faults);
        Text(e.PreviousId, 36, "mã chế độ trước", faults);
        Text(e.EndDecisionId, 36, "mã quyết định làm kết thúc", faults);
        Text(e.EndReason, 300, "lý do kết thúc", faults);
        Number(e.Times is >= 0 and <= 100 && e.LevelDong is >= 0 and <= MostDong, "số lần hưởng, mức chuẩn", faults);
        Number(e.EndMonth == 0 || e.EndMonth >= e.StartMonth - 1, "tháng thôi hưởng (trước tháng bắt đầu)", faults);
    }

    private static void Check(DecisionState d, List<Fault> faults)
    {
        Text(d.Number, 60, "số quyết định", faults);
        Text(d.Kind, 40, "loại quyết định", faults);
        Text(d.IssuingOffice, 200, "cơ quan ban hành", faults);
        Text(d.IssuingOfficeCode, 40, "mã cơ quan ban hành", faults);
        Text(d.DossierCode, 60, "mã hồ sơ", faults);
        Text(d.SignerName, 120, "người ký", faults);
        Day(d.SignedOn, "ngày ký", faults);
    }

    private static void Check(DossierState d, ProvinceUnits province, List<Fault> faults)
    {
        Text(d.Code, 60, "mã hồ sơ", faults, required: true);
        Text(d.ProcedureCode, 20, "mã thủ tục", faults);
        Text(d.ProcedureName, 300, "tên thủ tục", faults);
        Text(d.Status, 40, "trạng thái", faults);
        Text(d.OfficeName, 200, "cơ quan xử lý", faults);
        Text(d.OwnerName, 120, "chủ hồ sơ", faults);
        Text(d.ApplicantName, 120, "người nộp", faults);
        Number(d.PortalStatus is >= 0 and <= 10, "trạng thái Cổng Dịch vụ công", faults);
        Number(d.Channel is >= 0 and <= 3, "hình thức nộp", faults);
        Digits(d.OwnerCitizenId, 12, "Số định danh chủ hồ sơ", faults);
        // Who declares for himself may still show the old nine-digit card.
        Digits(d.ApplicantCitizenId, d.ApplicantCitizenId.Length == 9 ? 9 : 12, "Số giấy tờ người nộp", faults);
        Unit(d.CommuneCode, province, faults);
        Day(d.DueOn, "ngày hẹn trả", faults);
        long[] moments = [d.SubmittedAtUnixMs, d.ReceivedAtUnixMs, d.FinishedAtUnixMs, d.ReturnedAtUnixMs, .. d.Steps.Select(s => s.AtUnixMs)];
        if (moments.Any(m => m != 0 && !RecordCheck.IsMoment(m, DateTime.MaxValue.AddYears(-2))))
        {
            faults.Add(new(RefusalCodes.TimeBad, "Hồ sơ có thời điểm không hợp lý."));
        }

        Number(d.Steps.Count <= 1000, "số bước xử lý", faults);
        foreach (var step in d.Steps)
        {
            Text(step.Note, 4000, "ghi chú bước xử lý", faults);
        }
    }

    internal static void Text(string value, int longest, string what, List<Fault> faults, bool required = false)
    {
        if (required && value.Length == 0)
        {
            faults.Add(new(RefusalCodes.TextBad, $"Thiếu {what}."));
        }
        else if (value.Length > longest)
        {
            faults.Add(new(RefusalCodes.TextBad, $"Trường {what} dài {value.Length} ký tự, quá {longest}."));
        }
        else if (value.AsSpan().ContainsAny('\0', '\uFFFE', '\uFFFF'))
        {
            faults.Add(new(RefusalCodes.TextBad, $"Trường {what} có ký tự không in được."));
        }
    }

    private static void Money(long dong, int hundredths, List<Fault> faults)
    {
        Number(dong is >= 0 and <= MostDong, "mức trợ cấp hàng tháng", faults);
        Number(hundredths is >= 0 and <= MostHundredths, "hệ số", faults);
    }

    internal static void Month(int month, string what, List<Fault> faults) =>
        Number(month == 0 || (month / 100 is >= 1990 and <= 2200 && month % 100 is >= 1 and <= 12), what, faults);

    internal static void Number(bool good, string what, List<Fault> faults)
    {
        if (!good)
        {
            faults.Add(new(RefusalCodes.NumberBad, $"Giá trị {what} không thể có."));
        }
    }

    private static void Digits(string value, int count, string what, List<Fault> faults)
    {
        if (value.Length > 0 && (value.Length != count || !value.All(char.IsAsciiDigit)))
        {
            faults.Add(new(RefusalCodes.ValueUnknown, $"{what} phải có {count} chữ số."));
        }
    }

    internal static void Day(string value, string what, List<Fault> faults)
    {
        if (value.Length > 0 && !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            faults.Add(new(RefusalCodes.ValueUnknown, $"Giá trị {what} phải có dạng năm-tháng-ngày."));
        }
    }

    internal static void OneOf(string value, string[] known, string what, List<Fault> faults)
    {
        if (!known.Contains(value))
        {
            faults.Add(new(RefusalCodes.ValueUnknown, $"Trục quốc gia không biết {what} này. Kiểm tra phiên bản của nút."));
        }
    }

    internal static void Unit(string code, ProvinceUnits province, List<Fault> faults)
    {
        if (code.Length > 0 && !province.HasUnit(code))
        {
            faults.Add(new(RefusalCodes.UnitUnknown, $"{province.Name} không có đơn vị mã {code}."));
        }
    }
}
