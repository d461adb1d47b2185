namespace ProvinceNode.Dossiers.Forms;

/// <summary>Writes fields shortly. Pure.</summary>
public static class Ask
{
    public static FormField Text(string name, string label, int longest = 200, string hint = "", int? width = null) =>
        new(name, label, FieldKind.Text) { Longest = longest, Hint = hint, Width = width };

    /// <summary>Several lines.</summary>
    public static FormField Story(string name, string label, string hint = "", int longest = 1000) =>
        new(name, label, FieldKind.Text) { Longest = longest, Hint = hint, Lines = 4 };

    public static FormField Name(string name, string label, string hint = "") => new(name, label, FieldKind.Name) { Longest = 120, Hint = hint };

    public static FormField Phone(string name, string label, string hint = "") => new(name, label, FieldKind.Phone) { Hint = hint, Width = 20, Longest = 20 };

    public static FormField Number(string name, string label, int least, int most, string hint = "") =>
        new(name, label, FieldKind.Number) { Least = least, Most = most, Hint = hint, Width = 4, Longest = 6 };

    public static FormField Money(string name, string label, string hint = "") => new(name, label, FieldKind.Money) { Width = 12, Hint = hint, Longest = 20 };

    public static FormField Month(string name, string label, string hint = "Ví dụ 10/2022.") => new(name, label, FieldKind.Month) { Width = 12, Hint = hint, Longest = 7 };

    public static FormField Date(string name, string label, string hint = "") => new(name, label, FieldKind.Date) { Hint = hint };

    public static FormField Birth(string name, string label, string hint = "Không nhớ ngày, tháng thì chỉ nhập năm.") => new(name, label, FieldKind.Birth) { Hint = hint };

    /// <param name="asks">What "Hãy chọn …" names.</param>
    public static FormField Choice(string name, string label, IReadOnlyList<KeyValuePair<string, string>> options, string asks) =>
        new(name, label, FieldKind.Choice) { Options = options, Asks = asks };

    public static FormField YesNo(string name, string label, string asks) => Choice(name, label, FormChoices.YesNo, asks);

    public static FormField Select(string name, string label, IReadOnlyList<KeyValuePair<string, string>> options, string asks) =>
        new(name, label, FieldKind.Select) { Options = options, Asks = asks };

    public static FormField Tick(string name, string label) => new FormField(name, label, FieldKind.Tick).Optional();

    public static FormField Heading(string label, string words = "") => new("", label, FieldKind.Heading) { Hint = words };

    public static FormField Group(string name, string label, string rowTitle, string addLabel, params IReadOnlyList<FormField> items) =>
        new(name, label, FieldKind.Group) { Items = items, RowTitle = rowTitle, AddLabel = addLabel, LeastRows = 1 };

    public static KeyValuePair<string, string> Option(string value, string words) => new(value, words);
}
