using System.Globalization;
using System.Text.RegularExpressions;
using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>A file's name taken apart. Pure.</summary>
/// <param name="Unit">Code of the commune; of the province where a result covers many lists.</param>
public readonly record struct FileName(string Prefix, string Unit, PayMonth Month, int Seq);

/// <summary>Names of exchanged files (policy 6.6): <c>ChiTra_14758_202211_1101.json</c>, <c>KetQua_14758_202211_1.xlsx</c>. Pure.</summary>
public static partial class FileNames
{
    public const string List = "ChiTra";
    public const string Result = "KetQua";
    public const string Transfer = "ChuyenKhoan";
    public const string TransferResult = "KetQuaCK";

    /// <summary>Ending of the report beside a refused file.</summary>
    public const string Report = ".loi.xlsx";

    public static string Of(string prefix, string unit, PayMonth month, int seq, WireForm form) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}_{unit}_{month.Number}_{seq}{WireWriter.Ending(form)}");

    /// <summary>
    /// The number of a list's file, one in its commune and month: a commune has lists of several types and methods, each counting from 1. Type (1–4, in the order of
    /// <see cref="WireCodes.ListTypes"/>), method (1–4), then the list's own number in two digits: <c>1101</c> is the first regular list in cash at the point.
    /// </summary>
    public static int NumberOf(PaymentHeader header) => (PlaceOf(WireCodes.ListTypes, header.Type) * 1_000) + (PlaceOf(WireCodes.Methods, header.Method) * 100) + header.Seq;

    /// <summary>Null when the name is not in this form, as after a browser's “(1)”.</summary>
    public static FileName? Parse(string name)
    {
        var match = Form().Match(name);
        if (!match.Success)
        {
            return null;
        }

        var month = new PayMonth(int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture));
        return new(match.Groups["prefix"].Value, match.Groups["unit"].Value, month, int.Parse(match.Groups["seq"].ValueSpan, CultureInfo.InvariantCulture));
    }

    private static int PlaceOf(IReadOnlyDictionary<string, string> codes, string code) => codes.Keys.TakeWhile(k => k != code).Count() + 1;

    [GeneratedRegex(@"^(?<prefix>ChiTra|KetQuaCK|KetQua|ChuyenKhoan)_(?<unit>\d{2,5})_(?<month>\d{4}(0[1-9]|1[0-2]))_(?<seq>\d{1,5})\.(json|xlsx|csv)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
