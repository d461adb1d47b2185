namespace ProvinceNode.Dossiers.Forms;

/// <summary>Takes what a page sent into the values: only the boxes of its fields; a box that was not sent was left empty.</summary>
public static class FormEntry
{
    /// <summary>Name of the buttons that add or remove a row.</summary>
    public const string RowButton = "row";

    public static void Take(IEnumerable<FormField> fields, FormValues values, IFormCollection sent, bool byClerk = false)
    {
        foreach (var field in fields.Where(f => byClerk || !f.ByClerk))
        {
            Take(field, "", values, sent);
        }
    }

    /// <summary>Adds or removes a row as the pressed button says: <c>add:Children</c> or <c>remove:Children:0</c>.</summary>
    /// <returns>True when a button of a known group was pressed.</returns>
    public static bool Row(IEnumerable<FormField> fields, FormValues values, string? button)
    {
        var parts = (button ?? "").Split(':');
        if (parts.Length < 2 || fields.FirstOrDefault(f => f.Kind == FieldKind.Group && f.Name == parts[1]) is not { } group)
        {
            return false;
        }

        var rows = Math.Max(values.Rows(group.Name), Shown(group, values));
        if (parts[0] == "add" && rows < group.MostRows)
        {
            values.SetRows(group.Name, rows + 1);
        }
        else if (parts[0] == "remove" && parts.Length == 3 && int.TryParse(parts[2], out var row))
        {
            values.SetRows(group.Name, rows);
            values.RemoveRow(group.Name, row);
        }

        return true;
    }

    /// <summary>Rows to show: those that there are, or the fewest that are needed.</summary>
    public static int Shown(FormField group, FormValues values) => Math.Max(values.Rows(group.Name), group.LeastRows);

    private static void Take(FormField field, string prefix, FormValues values, IFormCollection sent)
    {
        foreach (var box in field.Boxes)
        {
            values[prefix + box] = sent[prefix + box].FirstOrDefault() ?? "";
        }

        for (var i = 0; field.Kind == FieldKind.Group && i < Math.Min(values.Rows(field.Name), field.MostRows); i++)
        {
            foreach (var item in field.Items)
            {
                Take(item, FormValues.Row(field.Name, i), values, sent);
            }
        }
    }
}
