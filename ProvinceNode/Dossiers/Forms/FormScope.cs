using System.Globalization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>The values of a form on a day, seen from the whole form or from one row of a group. Pure.</summary>
/// <param name="Prefix">Empty, or a row such as <c>Children[0].</c>.</param>
public readonly record struct FormScope(FormValues Values, string Prefix, DateOnly Today)
{
    /// <summary>See <see cref="SubmitSurroundings.Numbers"/>; null where nothing is judged.</summary>
    public IReadOnlyDictionary<string, long>? Numbers { get; init; }

    public string this[string name] => Values[Prefix + name];

    /// <summary>The whole form.</summary>
    public FormScope Whole => this with { Prefix = "" };

    /// <summary>Full name of a field of this scope: where its problem is shown.</summary>
    public string At(string name) => Prefix + name;

    public bool Has(string name) => this[name].Trim().Length > 0;

    public bool Is(string name, params ReadOnlySpan<string> any) => any.Contains(this[name]);

    public bool Ticked(string name) => this[name] == "1";

    public IEnumerable<FormScope> Rows(string group)
    {
        var (whole, name) = (this, Prefix + group);
        return Enumerable.Range(0, Values.Rows(name)).Select(i => whole with { Prefix = FormValues.Row(name, i) });
    }

    /// <summary>A birth date of three boxes, or null while it cannot be read.</summary>
    public BirthDate? Birth(string name = "Birth") =>
        PersonRules.Birth(this[name + "Day"], this[name + "Month"], this[name + "Year"], Today, "", out _);

    /// <summary>Completed years today.</summary>
    public int? Age(string name = "Birth") => Birth(name)?.AgeInYears(Today);

    /// <summary>A whole date of three boxes, also one to come, or null while it cannot be read.</summary>
    public DateOnly? Day(string name) =>
        PersonRules.Day(this[name + "Day"], this[name + "Month"], this[name + "Year"], DateOnly.MaxValue, "", "", out _);

    /// <summary>A sum in đồng.</summary>
    public long? Money(string name) => SubmitFaults.ReadAmount(this[name]);

    public int? Count(string name) => int.TryParse(this[name].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>A number of the law; null when it limits nothing.</summary>
    /// <param name="name">One of <see cref="Eligibility.LawParameters"/>.</param>
    public long? Law(string name) => Numbers is not null && Numbers.TryGetValue(name, out var value) ? value : null;

    /// <summary>yyyy-MM.</summary>
    public string? Month(string name) => SubmitFaults.ReadMonth(this[name]);

    public string Text(string name) => VietnameseText.Clean(this[name]);
}
