using System.Text.RegularExpressions;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>Says in Vietnamese what the parser found wrong. The parser's own sentence goes along as a detail, for those who write
/// programs against the door.</summary>
internal static partial class ParseFaults
{
    /// <summary>Runs one step of the parser.</summary>
    /// <exception cref="ODataFaultException">The option cannot be parsed.</exception>
    /// <param name="parse">The step.</param>
    /// <param name="target">The option.</param>
    /// <param name="names">What may be named there.</param>
    /// <param name="text">What the client wrote.</param>
    public static T Run<T>(Func<T> parse, string target, IEnumerable<string> names, string? text = null)
    {
        try
        {
            return parse();
        }
        catch (ODataException fault)
        {
            throw Translate(fault, target, names, text ?? "");
        }
        catch (SystemException fault) when (fault is InsufficientExecutionStackException or ArgumentException or FormatException or OverflowException or InvalidCastException or NotImplementedException)
        {
            // The parser lets a few malformed literals and operators escape as these.
            throw ODataFaultException.Bad("OData.Syntax", $"Không đọc được {target}. Hãy kiểm tra dấu ngoặc, dấu nháy và giá trị.", target);
        }
    }

    private static ODataFaultException Translate(ODataException fault, string target, IEnumerable<string> names, string text)
    {
        var detail = new ODataFaultDetail("parser", fault.Message, target);
        if (new[] { UnknownName(), UnknownGrouped() }.Select(known => known.Match(fault.Message)).FirstOrDefault(match => match.Success) is { } name)
        {
            return ODataFaultException.UnknownProperty(name.Groups[1].Value, names, target);
        }
        if (UnknownFunction().Match(fault.Message) is { Success: true } function)
        {
            return ODataFaultException.Bad("OData.UnknownFunction", $"Không có hàm “{function.Groups[1].Value}”. Các hàm dùng được: {FunctionBinder.Known}.", target, detail);
        }
        if (Signature().Match(fault.Message) is { Success: true } signature)
        {
            return ODataFaultException.Bad("OData.WrongArguments", $"Hàm “{signature.Groups[1].Value}” nhận sai số lượng hoặc kiểu giá trị. Hãy kiểm tra các giá trị trong ngoặc.", target, detail);
        }
        if (Types().Match(fault.Message) is { Success: true } types)
        {
            return ODataFaultException.Bad("OData.TypeMismatch",
                $"Không so được kiểu {types.Groups[1].Value} với kiểu {types.Groups[2].Value}. Chữ để trong dấu nháy đơn, số và ngày (2026-01-31) không có dấu nháy.", target, detail);
        }
        if (Unclosed().IsMatch(fault.Message))
        {
            return ODataFaultException.Bad("OData.UnclosedQuote",
                $"{target} thiếu dấu nháy đơn đóng của chữ mở ở ký tự thứ {text.LastIndexOf('\'') + 1}. Dấu nháy trong chữ viết hai lần ('Đắk R''Lấp'), dấu & trong chữ viết %26.", target, detail);
        }
        if (DayFirst().IsMatch(text))
        {
            return ODataFaultException.Bad("OData.BadMoment", $"{target} có ngày viết theo thứ tự ngày/tháng/năm. Hãy viết năm-tháng-ngày, không có dấu nháy: 2026-12-31.", target, detail);
        }
        if (Moment().IsMatch(text))
        {
            return ODataFaultException.Bad("OData.BadMoment",
                $"{target} có thời điểm thiếu múi giờ. Hãy viết 2026-01-31T08:00:00%2B07:00 (dấu “+” trong địa chỉ là %2B) hoặc 2026-01-31T01:00:00Z, hoặc chỉ viết ngày 2026-01-31.", target, detail);
        }
        if (fault.Message.Contains("recursion", StringComparison.OrdinalIgnoreCase) || fault.Message.Contains("limit", StringComparison.OrdinalIgnoreCase))
        {
            return ODataFaultException.Bad("OData.OverLimit", $"{target} quá sâu hoặc quá dài. Hãy viết ngắn lại.", target, detail);
        }
        var place = Position().Match(fault.Message);
        var where = place.Success ? $" ở vị trí {place.Groups[1].Value}" : "";
        return ODataFaultException.Bad("OData.Syntax", $"{target} viết chưa đúng{where}. {Advice(target)}", target, detail);
    }

    private static string Advice(string target) => target switch
    {
        "$apply" => "Ví dụ đúng: groupby((ProvinceCode),aggregate($count as People,MonthlyAmount with sum as Money)); các bước filter, compute, groupby, aggregate nối bằng “/”; phép tổng hợp: sum, min, max, average, countdistinct, $count.",
        "$orderby" => "Ví dụ đúng: MonthlyAmount desc,FullName.",
        "$search" => "Ví dụ đúng: nguyen AND van, hoặc cụm từ trong dấu nháy kép.",
        _ => "Hãy kiểm tra dấu ngoặc, dấu nháy đơn quanh chữ, tên phép toán, và viết dấu “+” trong địa chỉ thành %2B.",
    };

    /// <summary>A path the parser does not know.</summary>
    public static ODataFaultException Path(ODataException fault, string path, ODataModel model)
    {
        var first = path.Split('/', '(')[0];
        if (!model.Sets.ContainsKey(first))
        {
            var nearest = NearestName.Of(first, model.Sets.Keys);
            var advice = nearest is null ? "Các tập có: " + string.Join(", ", model.Sets.Keys) + "." : $"Có phải ý bạn là “{nearest}”?";
            return new ODataFaultException(404, "OData.UnknownSet", $"Không có tập “{first}”. {advice}", first);
        }
        var set = model.Sets[first];
        var key = string.Join(",", set.Keys.Select(part => part.Name + "=…"));
        var unknown = fault is ODataUnrecognizedPathException;
        return new ODataFaultException(unknown ? 404 : 400, "OData.BadPath",
            $"Địa chỉ không đúng. Dùng {first}, {first}/$count hoặc {first}({key}), chữ để trong dấu nháy đơn.", path, new ODataFaultDetail("parser", fault.Message));
    }

    [GeneratedRegex("Could not find a property named '([^']*)'")]
    private static partial Regex UnknownName();

    // Of a name in another option that no step of $apply made.
    [GeneratedRegex("grouping expression '([^']*)' must evaluate to a property access value")]
    private static partial Regex UnknownGrouped();

    [GeneratedRegex("unknown function with name '([^']*)'")]
    private static partial Regex UnknownFunction();

    [GeneratedRegex("No function signature for the function with name '([^']*)'")]
    private static partial Regex Signature();

    [GeneratedRegex("Found operand types '([^']*)' and '([^']*)'")]
    private static partial Regex Types();

    [GeneratedRegex("unterminated (?:string )?literal")]
    private static partial Regex Unclosed();

    [GeneratedRegex(@"(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)")]
    private static partial Regex DayFirst();

    // Neither Z nor a plus or minus follows, or the plus has become a space.
    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?![\d:.Z+-])")]
    private static partial Regex Moment();

    [GeneratedRegex("(?:position|at) (\\d+)")]
    private static partial Regex Position();
}
