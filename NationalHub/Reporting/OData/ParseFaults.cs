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
    public static T Run<T>(Func<T> parse, string target, IEnumerable<string> names)
    {
        try
        {
            return parse();
        }
        catch (ODataException fault)
        {
            throw Translate(fault, target, names);
        }
        catch (SystemException fault) when (fault is InsufficientExecutionStackException or ArgumentException or FormatException or OverflowException or InvalidCastException or NotImplementedException)
        {
            // The parser lets a few malformed literals and operators escape as these.
            throw ODataFaultException.Bad("OData.Syntax", $"Không đọc được {target}. Hãy kiểm tra dấu ngoặc, dấu nháy và giá trị.", target);
        }
    }

    private static ODataFaultException Translate(ODataException fault, string target, IEnumerable<string> names)
    {
        var detail = new ODataFaultDetail("parser", fault.Message, target);
        if (UnknownName().Match(fault.Message) is { Success: true } name)
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

    [GeneratedRegex("unknown function with name '([^']*)'")]
    private static partial Regex UnknownFunction();

    [GeneratedRegex("No function signature for the function with name '([^']*)'")]
    private static partial Regex Signature();

    [GeneratedRegex("Found operand types '([^']*)' and '([^']*)'")]
    private static partial Regex Types();

    [GeneratedRegex("(?:position|at) (\\d+)")]
    private static partial Regex Position();
}
