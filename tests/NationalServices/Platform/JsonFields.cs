using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NationalServices.Platform;

/// <summary>Reads the fields of one JSON object and gathers every fault instead of stopping at the first.</summary>
internal sealed class JsonFields
{
    private readonly JsonObject source;
    private readonly string prefix;

    public JsonFields(JsonObject source, string prefix = "", List<FieldFault>? faults = null)
    {
        this.source = source;
        this.prefix = prefix;
        Faults = faults ?? [];
    }

    public List<FieldFault> Faults { get; }

    public JsonObject Source => source;

    /// <summary>Reads the request's body as JSON. The node is null when it is not JSON; the refusal then says why.</summary>
    public static async Task<(JsonNode? Node, IResult? Refused)> ReadBodyAsync(HttpContext http)
    {
        try
        {
            var node = await JsonNode.ParseAsync(http.Request.Body, documentOptions: new JsonDocumentOptions { MaxDepth = 16 }, cancellationToken: http.RequestAborted);
            // Nodes are parsed lazily: a repeated name or half a letter (lone surrogate) would only be seen later, outside this try.
            Touch(node);
            return node is null ? (null, NotJson()) : (node, null);
        }
        catch (JsonException)
        {
            return (null, NotJson());
        }
        catch (ArgumentException)
        {
            // A name that comes twice in one object.
            return (null, NotJson());
        }
        catch (InvalidOperationException)
        {
            // Half a letter.
            return (null, NotJson());
        }
        catch (BadHttpRequestException reason) when (reason.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Refusal.Because(reason.StatusCode, "QUA_LON", "Yêu cầu lớn hơn 4 MB. Hãy chia nhỏ rồi gửi lại."));
        }
    }

    /// <summary>Reads the body as one object, or gives the refusal.</summary>
    public static async Task<(JsonFields? Fields, IResult? Refused)> ReadObjectAsync(HttpContext http)
    {
        var (node, refused) = await ReadBodyAsync(http);
        return refused is not null ? (null, refused) : node is JsonObject body ? (new JsonFields(body), null) : (null, NotJson());
    }

    public string Required(string name, int longest = 200)
    {
        var text = Optional(name, longest);
        if (text.Length == 0 && !Faults.Exists(fault => fault.Truong == prefix + name))
        {
            Fault(name, "THIEU", $"Thiếu {name}.");
        }

        return text;
    }

    /// <summary>The text of a field, trimmed; a whole number is taken as its digits, since code lists are sent both ways. Empty when absent.</summary>
    public string Optional(string name, int longest = 200)
    {
        if (!source.TryGetPropertyValue(name, out var node) || node is null)
        {
            return "";
        }

        var text = node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>().Trim(),
            JsonValueKind.Number when long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
                number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        if (text is null)
        {
            Fault(name, "SAI_KIEU", $"{name} phải là chuỗi ký tự.");
            return "";
        }

        if (text.Length > longest)
        {
            Fault(name, "QUA_DAI", $"{name} dài {text.Length} ký tự, nhiều nhất {longest}.");
            return "";
        }

        return text;
    }

    /// <summary>A nested object's fields, faults named <c>Parent.Child</c>; null when absent.</summary>
    public JsonFields? Child(string name)
    {
        if (!source.TryGetPropertyValue(name, out var node) || node is null)
        {
            return null;
        }

        if (node is JsonObject child)
        {
            return new JsonFields(child, $"{prefix}{name}.", Faults);
        }

        Fault(name, "SAI_KIEU", $"{name} phải là một đối tượng JSON.");
        return null;
    }

    /// <summary>A list's items; empty (with a fault when required) when absent or not a list.</summary>
    public IReadOnlyList<JsonNode?> List(string name, bool required)
    {
        if (!source.TryGetPropertyValue(name, out var node) || node is null)
        {
            if (required)
            {
                Fault(name, "THIEU", $"Thiếu {name}.");
            }

            return [];
        }

        if (node is JsonArray list)
        {
            return [.. list];
        }

        Fault(name, "SAI_KIEU", $"{name} phải là một danh sách.");
        return [];
    }

    /// <summary>An item of a list as fields, faults named <c>List[2].Child</c>; null with a fault when it is no object.</summary>
    public JsonFields? Item(string list, JsonNode? node, int index)
    {
        if (node is JsonObject item)
        {
            return new JsonFields(item, $"{prefix}{list}[{index}].", Faults);
        }

        Fault($"{list}[{index}]", "SAI_KIEU", "Mỗi mục phải là một đối tượng JSON.");
        return null;
    }

    public void Fault(string name, string code, string sentence) => Faults.Add(new FieldFault(prefix + name, code, sentence));

    private static IResult NotJson() => Refusal.Malformed([new FieldFault("", "KHONG_PHAI_JSON", "Nội dung gửi lên không đọc được: cần một đối tượng JSON mã UTF-8.")]);

    private static void Touch(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (_, value) in members)
            {
                Touch(value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var value in items)
            {
                Touch(value);
            }
        }
        else if (node?.GetValueKind() == JsonValueKind.String)
        {
            node.GetValue<string>();
        }
    }
}
