using System.Globalization;

namespace NationalHub.Reporting.OData;

/// <summary>One more thing to know about a fault: its code, what it says, and the option or property it is about.</summary>
public sealed record ODataFaultDetail(string Code, string Message, string? Target = null);

/// <summary>A request that cannot be answered, with the HTTP status, a stable code and a Vietnamese sentence that says what to do.
/// It is thrown and not returned because it arises deep inside the recursive binding of an expression.</summary>
public sealed class ODataFaultException : Exception
{
    public ODataFaultException(int status, string code, string message, string? target = null, params ODataFaultDetail[] details)
        : base(message)
    {
        Status = status;
        Code = code;
        Target = target;
        Details = details;
    }

    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; }

    /// <summary>Stable code for programs.</summary>
    public string Code { get; }

    /// <summary>The query option or path part at fault, when known.</summary>
    public string? Target { get; }

    public IReadOnlyList<ODataFaultDetail> Details { get; }

    internal static ODataFaultException Bad(string code, string message, string? target = null, params ODataFaultDetail[] details)
        => new(400, code, message, target, details);

    internal static ODataFaultException NotSupported(string what, string? target = null)
        => new(501, "OData.NotSupported", what, target);

    internal static ODataFaultException OverLimit(string what, long limit, string advice, string? target = null)
        => new(400, "OData.OverLimit", string.Format(CultureInfo.InvariantCulture, "{0} vượt giới hạn {1}. {2}", what, limit, advice), target);

    internal static ODataFaultException UnknownProperty(string name, IEnumerable<string> known, string? target)
    {
        var names = known.ToList();
        var nearest = NearestName.Of(name, names);
        var quoted = target is "$filter" or "$apply" ? $"; nếu là chữ, viết trong dấu nháy đơn: '{Short(name)}'" : "";
        var advice = nearest is not null ? $"Có phải ý bạn là “{nearest}”{quoted}?" : (names.Count == 0 ? "Ở đây không có thuộc tính nào" : "Các thuộc tính có thể dùng: " + string.Join(", ", names)) + quoted + ".";
        return Bad("OData.UnknownProperty", $"Không có thuộc tính “{Short(name)}”. {advice}", target);
    }

    /// <summary>What a client wrote, short enough for a sentence.</summary>
    internal static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    internal static ODataFaultException MeasureOnly(string name, string? target)
        => new(403, "OData.MaskedProperty", $"Tài khoản thống kê chỉ cộng hoặc lấy trung bình “{name}”: aggregate({name} with sum as …); không lọc, nhóm, tính hay sắp xếp theo nó.", target);

    internal static ODataFaultException MaskedProperty(string name, string? target)
        => new(403, "OData.MaskedProperty",
            $"Thuộc tính “{name}” được che với tài khoản này nên không dùng để lọc, sắp xếp, nhóm hay tổng hợp. Hãy bỏ nó khỏi truy vấn hoặc xin cấp quyền xem.", target);
}

/// <summary>The known name closest to what was typed, so that a slip of the finger gets its correction.</summary>
internal static class NearestName
{
    /// <returns>The nearest name within a third of its length, or null.</returns>
    public static string? Of(string typed, IEnumerable<string> known)
    {
        var best = known.Select(name => (name, distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(pair => pair.distance).FirstOrDefault();
        return best.name is not null && best.distance <= Math.Max(2, best.name.Length / 3) ? best.name : null;
    }

    private static int Distance(string left, string right)
    {
        if (left.Length > 100)
        {
            return int.MaxValue;
        }
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.Length];
    }
}
