using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>Lines of lists entered, those that officials left out counted too; communes that have somebody who receives; the registry's quality. Pure.</summary>
internal static class ImportGate
{
    public static GateMeasure Judge(Standing told, GateOptions options)
    {
        var quality = told.QualityTenths is { } tenths ? $"{(tenths / 10m).ToString("0.0", VietnameseFormat.Culture)} trên 100 điểm của {GateRules.Number(told.People)} người" : "chưa đo";
        var faults = new List<string>();
        var left = told.Coverage?.LeftOut ?? 0;
        var lines = told.ImportLines + left;
        if (lines == 0)
        {
            faults.Add("Chưa có danh sách nào được duyệt vào sổ. Hãy nhập danh sách đối tượng ở trang “Nhập danh sách” của nút.");
        }
        else if ((decimal)told.ImportEntered * 100 < (decimal)lines * options.LeastEnteredPercent)
        {
            faults.Add($"Còn {GateRules.Number(lines - told.ImportEntered)} dòng chưa vào sổ, trong đó {GateRules.Number(left)} dòng bị bỏ ra; cần ít nhất {options.LeastEnteredPercent}%. Hãy sửa các dòng lỗi và nhập lại.");
        }

        if (told.QualityTenths is not { } score || score < options.LeastQuality * 10)
        {
            faults.Add($"Chất lượng dữ liệu cần ít nhất {options.LeastQuality} điểm. Hãy sửa lỗi theo trang “Chất lượng dữ liệu” của nút.");
        }

        faults.Add(Communes(told.Coverage, options));
        var covered = told.Coverage is { } c ? $"; {GateRules.Number(c.Covered)} trên {GateRules.Number(c.Communes)} xã có người hưởng" : "";
        return new(
            GateKind.Import, $"Đã nhập {GateRules.Number(told.ImportEntered)} trên {GateRules.Number(lines)} dòng danh sách (bỏ ra {GateRules.Number(left)}){covered}; chất lượng dữ liệu {quality}",
            string.Join(" ", faults.Where(f => f.Length > 0)));
    }

    private static string Communes(Coverage? coverage, GateOptions options) => coverage switch
    {
        null or { Communes: 0 } => GateRules.Untold("số xã đã có dữ liệu và số dòng bị bỏ ra"),
        _ when (long)coverage.Covered * 100 < (long)coverage.Communes * options.LeastCommunesPercent =>
            $"Mới có người hưởng ở {GateRules.Number(coverage.Covered)} trên {GateRules.Number(coverage.Communes)} xã, cần ít nhất {options.LeastCommunesPercent}%. Hãy nhập nốt các xã: {GateRules.Some(coverage.Empty, coverage.Communes - coverage.Covered)}.",
        _ => "",
    };
}
