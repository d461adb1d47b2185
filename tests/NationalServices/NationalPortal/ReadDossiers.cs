using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.NationalPortal;

/// <summary>
/// What the portal holds, for comparing both sides' ledgers.
/// <para>GET /dvcqg/ho-so/{MaHoSo} → 200 <c>{"idHoSo","MaHoSo","TrangThai":"4","SoLanNhan":1,"SoBanTinTrung":0,"ThoiDiemNhan":"…+07:00","HoSo":{as sent},
/// "TienDo":[{"Khoa":"#1" or "@20221005083000","ThoiDiemNhan","SoLanNhan":1,"NoiDung":{as sent}}],"TrangThaiDaNhan":[the same]}</c>; 404 KHONG_CO_HO_SO.
/// SoBanTinTrung counts repeats of any message of the dossier; SoLanNhan how often one message came.</para>
/// <para>GET /dvcqg/ho-so?sau={MaHoSo}&amp;soLuong=100 (at most 1,000) → 200 <c>{"TongSo":2,"DanhSach":[{"idHoSo","MaHoSo","TrangThai","SoLanNhan","SoBanTinTrung"}],"TiepTheo":"last MaHoSo, or null"}</c>, in ordinal order of MaHoSo.</para>
/// <para>The same two at /quan-tri/ho-so without token and never struck by faults. Under /dvcqg the lie fault tells a wrong TrangThai.</para>
/// </summary>
internal static class ReadDossiers
{
    private const int LargestPage = 1000;

    public static IResult One(string code, HttpContext http, PortalLedger ledger, ResultFiles results)
    {
        var lie = FaultFilter.Of(http) == FaultMode.Lie;
        var shown = ledger.Read(code, dossier => Wire.Json(new
        {
            idHoSo = dossier.Id,
            MaHoSo = dossier.Code,
            TrangThai = Status(dossier, lie),
            SoLanNhan = dossier.Created.Times,
            SoBanTinTrung = dossier.Repeats,
            ThoiDiemNhan = dossier.Created.ReceivedAt,
            HoSo = dossier.Created.Body,
            KetQua = results.Of(code),
            TienDo = dossier.Progress.Select(Shown).ToList(),
            TrangThaiDaNhan = dossier.Statuses.Select(Shown).ToList(),
        }));
        return shown ?? Refusal.Because(StatusCodes.Status404NotFound, "KHONG_CO_HO_SO", "Cổng chưa có hồ sơ này.");
    }

    public static IResult List(string? sau, int? soLuong, HttpContext http, PortalLedger ledger, ResultFiles results)
    {
        var lie = FaultFilter.Of(http) == FaultMode.Lie;
        var take = Math.Clamp(soLuong ?? 100, 1, LargestPage);
        var rows = ledger.Page(sau ?? "", take + 1, dossier => (dossier.Code, Row: (object)new
        {
            idHoSo = dossier.Id,
            MaHoSo = dossier.Code,
            TrangThai = Status(dossier, lie),
            SoLanNhan = dossier.Created.Times,
            SoBanTinTrung = dossier.Repeats,
            SoKetQua = results.Of(dossier.Code).Count,
        }));
        return Wire.Json(new
        {
            TongSo = ledger.Count,
            DanhSach = rows.Take(take).Select(row => row.Row).ToList(),
            TiepTheo = rows.Count > take ? rows[take - 1].Code : null,
        });
    }

    private static string Status(PortalDossier dossier, bool lie) => lie ? UpdateDossiers.Lied(dossier.Status()) : dossier.Status();

    private static object Shown(Receipt receipt) =>
        new { Khoa = receipt.Key.Text, ThoiDiemNhan = receipt.ReceivedAt, SoLanNhan = receipt.Times, NoiDung = receipt.Body };
}
