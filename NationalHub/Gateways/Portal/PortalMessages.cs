using System.Globalization;
using System.Text.Json.Nodes;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>
/// The portal's messages (policy 5.4) from a dossier's state. Pure, and alike for the same state: a message sent twice is known as the same.
/// </summary>
internal static class PortalMessages
{
    private const long EpochShareOfStatus = 10_000_000_000;
    private const long EpochShareOfStep = 1_000_000;
    private const string Citizen = "0";

    // LoaiBan 2: bản điện tử.
    private const string ElectronicCopy = "2";

    public static JsonObject Create(DossierState dossier, DateTime recordedAt)
    {
        var applicant = Or(dossier.ApplicantName, dossier.OwnerName);
        var submitted = dossier.SubmittedAtUnixMs != 0 ? dossier.SubmittedAtUnixMs : dossier.ReceivedAtUnixMs;
        var detail = new JsonObject { ["TenNguoiNop"] = applicant, ["TenChuHs"] = dossier.OwnerName };
        Add(detail, "SoDinhDanh", dossier.ApplicantCitizenId);
        Add(detail, "SoDinhDanhChuHs", dossier.OwnerCitizenId);
        Add(detail, "MaXaChuHs", dossier.CommuneCode);
        var message = new JsonObject
        {
            ["MaHoSo"] = dossier.Code,
            ["MaTTHC"] = dossier.ProcedureCode,
            ["ChuHoSo"] = dossier.OwnerName,
            ["LoaiDoiTuong"] = Citizen,
            // The unit's identifier stands before the day in the code (policy 5.2).
            ["MaDonViTiepNhan"] = dossier.Code.Split('-')[0],
            ["NgayNop"] = submitted != 0 ? Moment(submitted) : Moment(recordedAt),
            ["ThongTinNguoiNop"] = new JsonObject { ["LoaiDoiTuong"] = Citizen, ["ThongTinChiTiet"] = detail },
        };
        if (dossier.ReceivedAtUnixMs != 0)
        {
            message["NgayTiepNhan"] = Moment(dossier.ReceivedAtUnixMs);
        }

        if (dossier.Papers.Count > 0)
        {
            message["ThanhPhanHoSo"] = new JsonArray([.. dossier.Papers.Select(p => new JsonObject
            {
                ["MaThanhPhanHoSo"] = p.Code, ["TenThanhPhanHoSo"] = p.Name, ["SoLuong"] = Text(p.Count), ["LoaiBan"] = ElectronicCopy,
            })]);
        }

        if (dossier.Channel != 0)
        {
            message["KenhThucHien"] = dossier.Channel.ToString(CultureInfo.InvariantCulture);
        }

        return message;
    }

    /// <summary>
    /// Steps that the portal has not yet: those after the last one sent. After a node was restored (a higher epoch) its steps are
    /// numbered again, so those later in time count as new too.
    /// </summary>
    public static IReadOnlyList<DossierStepState> NewSteps(DossierState dossier, PortalEntry entry)
    {
        var restored = entry.SentEpoch != 0 && entry.Epoch > entry.SentEpoch;
        var lastAt = entry.SentStepAt is { } at ? Unix(at) : 0;
        return [.. dossier.Steps.Where(s => s.AtUnixMs != 0 && (s.Number > entry.SentStep || (restored && s.AtUnixMs > lastAt))).OrderBy(s => s.Number)];
    }

    public static JsonObject Progress(DossierState dossier, DossierStepState step, long epoch, string portalId)
    {
        var office = Or(step.OfficeName, Or(dossier.OfficeName, dossier.Code.Split('-')[0]));
        var message = new JsonObject
        {
            ["IDHoSo"] = portalId,
            ["MaHoSo"] = dossier.Code,
            ["NguoiXuLy"] = Or(step.ActorName, office),
            ["ThoiDiemXuLy"] = Moment(step.AtUnixMs),
            ["PhongBanXuLy"] = office,
            ["NoiDungXuLy"] = PortalWords.Step(step.Action, step.PortalStatus),
            ["TrangThai"] = Text(step.PortalStatus is >= 1 and <= 10 ? step.PortalStatus : dossier.PortalStatus),
            ["SoThuTu"] = ((epoch - 1) * EpochShareOfStep) + step.Number,
        };
        if (DateOnly.TryParseExact(step.DueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due))
        {
            // The working day ends at five in the afternoon.
            message["NgayKetThucTheoQuyDinh"] = due.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "170000";
        }

        return message;
    }

    /// <summary>The number grows with (epoch, version): in the first epoch it is the version.</summary>
    public static JsonObject Status(PortalEntry entry, DateTime recordedAt) => new()
    {
        ["IdHoSo"] = entry.PortalId,
        ["MaHoSo"] = entry.DossierCode,
        ["TrangThai"] = Text(entry.LocalPortalStatus),
        ["ThoiDiem"] = Moment(recordedAt),
        ["SoThuTu"] = ((entry.Epoch - 1) * EpochShareOfStatus) + entry.Version,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static void Add(JsonObject target, string name, string value)
    {
        if (value.Length > 0)
        {
            target[name] = value;
        }
    }

    private static string Moment(long unixMs) => Moment(DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime);

    private static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static long Unix(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds();
}
