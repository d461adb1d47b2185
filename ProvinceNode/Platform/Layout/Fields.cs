using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ProvinceNode.Platform.Layout;

/// <summary>What all fields share: the label above, the hint, the problem at the field, and what ties them together for screen readers.</summary>
public abstract class Field : TagHelper
{
    /// <summary>Name of the input; problems with this field are shown here.</summary>
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public string? Value { get; set; }

    /// <summary>Adds "(không bắt buộc)" to the label.</summary>
    public bool Optional { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = default!;

    protected string Id => ProblemList.IdOf(Name);

    protected Problem? Wrong => ProblemList.At(View.ViewData, Name);

    protected void Open(TagHelperOutput output, string tag, bool grouped)
    {
        output.TagName = tag;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Wrong is null ? "field" : "field wrong");
        var label = new TagBuilder(grouped ? "legend" : "label");
        if (!grouped)
        {
            label.Attributes["for"] = Id;
        }

        label.InnerHtml.Append(Label);
        if (Optional)
        {
            label.InnerHtml.AppendHtml(Small("span", "optional", " (không bắt buộc)", null));
        }

        output.Content.AppendHtml(label);
        if (Hint is { Length: > 0 } hint)
        {
            output.Content.AppendHtml(Small("p", "hint", hint, Id + "-hint"));
        }

        if (Wrong is { } wrong)
        {
            output.Content.AppendHtml(Small("p", "problem", wrong.Message, Id + "-problem"));
        }
    }

    /// <summary>Ids of hint and problem, for <c>aria-describedby</c>.</summary>
    protected void Describe(TagBuilder control)
    {
        var ids = string.Join(' ', new[] { Hint is { Length: > 0 } ? Id + "-hint" : null, Wrong is null ? null : Id + "-problem" }.OfType<string>());
        if (ids.Length > 0)
        {
            control.Attributes["aria-describedby"] = ids;
        }

        if (Wrong is not null)
        {
            control.Attributes["aria-invalid"] = "true";
        }
    }

    protected static TagBuilder Small(string tag, string css, string text, string? id)
    {
        var small = new TagBuilder(tag);
        small.AddCssClass(css);
        small.InnerHtml.Append(text);
        if (id is not null)
        {
            small.Attributes["id"] = id;
        }

        return small;
    }
}

/// <summary>One line of text, or several with <c>rows</c>.</summary>
[HtmlTargetElement("text-field")]
public sealed class TextField : Field
{
    public string Type { get; set; } = "text";

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    public int? Maxlength { get; set; }

    /// <summary>2, 4, 12 or 20: a box as wide as what belongs in it.</summary>
    public int? Width { get; set; }

    /// <summary>More than one line.</summary>
    public int? Rows { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Open(output, "div", grouped: false);
        var control = new TagBuilder(Rows is null ? "input" : "textarea");
        control.AddCssClass(Width is { } w ? $"form-control w-{w}" : "form-control");
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        Set(control, "autocomplete", Autocomplete);
        Set(control, "inputmode", Inputmode);
        Set(control, "maxlength", Maxlength?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Describe(control);
        if (Rows is { } rows)
        {
            control.Attributes["rows"] = rows.ToString(System.Globalization.CultureInfo.InvariantCulture);
            control.InnerHtml.Append(Value ?? "");
        }
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.Attributes["type"] = Type;
            Set(control, "value", Value);
        }

        output.Content.AppendHtml(control);
    }

    private static void Set(TagBuilder control, string name, string? value)
    {
        if (value is not null)
        {
            control.Attributes[name] = value;
        }
    }
}

/// <summary>One choice of few: radio buttons, each a whole line to press.</summary>
[HtmlTargetElement("choice-field")]
public sealed class ChoiceField : Field
{
    /// <summary>Value and text of each choice.</summary>
    public IEnumerable<KeyValuePair<string, string>> Options { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Open(output, "fieldset", grouped: true);
        var number = 0;
        foreach (var (value, text) in Options)
        {
            var line = new TagBuilder("div");
            line.AddCssClass("form-check");
            var id = number++ == 0 ? Id : $"{Id}-{number}";
            var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            input.AddCssClass("form-check-input");
            input.MergeAttributes(new Dictionary<string, string?> { ["type"] = "radio", ["id"] = id, ["name"] = Name, ["value"] = value });
            if (value == Value)
            {
                input.Attributes["checked"] = "checked";
            }

            Describe(input);
            input.Attributes.Remove("aria-invalid"); // belongs to the group, not to one radio button
            var label = Small("label", "form-check-label", text, null);
            label.Attributes["for"] = id;
            line.InnerHtml.AppendHtml(input).AppendHtml(label);
            output.Content.AppendHtml(line);
        }
    }
}

/// <summary>One choice of many: a plain select.</summary>
[HtmlTargetElement("select-field")]
public sealed class SelectField : Field
{
    public IEnumerable<KeyValuePair<string, string>> Options { get; set; } = [];

    /// <summary>Text of the first, empty line; none when null or empty: Razor hands a string attribute of <c>@null</c> on as empty text.</summary>
    public string? Empty { get; set; } = "– Chọn –";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Open(output, "div", grouped: false);
        var control = new TagBuilder("select");
        control.AddCssClass("form-select");
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        Describe(control);
        if (Empty is { Length: > 0 })
        {
            control.InnerHtml.AppendHtml(Option("", Empty));
        }

        foreach (var (value, text) in Options)
        {
            control.InnerHtml.AppendHtml(Option(value, text));
        }

        output.Content.AppendHtml(control);
    }

    private TagBuilder Option(string value, string text)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = value;
        if (value == (Value ?? ""))
        {
            option.Attributes["selected"] = "selected";
        }

        option.InnerHtml.Append(text);
        return option;
    }
}

/// <summary>A date as three boxes, named <c>{Name}Day</c>, <c>{Name}Month</c> and <c>{Name}Year</c>; problems are those of <c>{Name}</c>.</summary>
[HtmlTargetElement("date-field")]
public sealed class DateField : Field
{
    public string? Day { get; set; }

    public string? Month { get; set; }

    public string? Year { get; set; }

    /// <summary>The date is a person's birthday: browsers may fill it in.</summary>
    public bool Birthday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Open(output, "fieldset", grouped: true);
        var boxes = new TagBuilder("div");
        boxes.AddCssClass("boxes");
        boxes.InnerHtml.AppendHtml(Box("Day", "Ngày", Day, 2, Id)).AppendHtml(Box("Month", "Tháng", Month, 2, Id + "-month"))
            .AppendHtml(Box("Year", "Năm", Year, 4, Id + "-year"));
        output.Content.AppendHtml(boxes);
    }

    private TagBuilder Box(string part, string text, string? value, int digits, string id)
    {
        var box = new TagBuilder("div");
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(text);
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass($"form-control w-{digits}");
        input.MergeAttributes(new Dictionary<string, string?>
        {
            ["id"] = id, ["name"] = Name + part, ["type"] = "text", ["inputmode"] = "numeric", ["value"] = value ?? "",
            ["maxlength"] = digits.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["autocomplete"] = Birthday ? "bday-" + part.ToLowerInvariant() : "off",
        });
        Describe(input);
        box.InnerHtml.AppendHtml(label).AppendHtml(input);
        return box;
    }
}
