using System.Globalization;

namespace NationalServices.PopulationDatabase;

/// <summary>One field's answer. <c>Truong</c>: SoDinhDanh or SoCMND, HoVaTen, NgayThangNamSinh, GioiTinh. <c>GiaTriChinhThuc</c>: what the database holds, empty when nobody was found.</summary>
internal sealed record FieldAnswer(string Truong, bool Khop, string GiaTriChinhThuc);

/// <param name="Number">12 digits, or 9 of an old card.</param>
/// <param name="Sex">1, 2 or 3; empty or 0 is not compared.</param>
internal sealed record Declared(string Number, string Name, BirthDate Born, string Sex)
{
    public string NumberField => Number.Length == 9 ? "SoCMND" : "SoDinhDanh";
}

/// <summary>Compares what was declared with what the database holds, field by field (policy 8.2).</summary>
internal static class Comparison
{
    public const string Matched = "KHOP";
    public const string NotMatched = "KHONG_KHOP";
    public const string NotFound = "KHONG_TIM_THAY";

    public static (string Outcome, IReadOnlyList<FieldAnswer> Fields) Of(Declared declared, Person? person)
    {
        if (person is null)
        {
            return (NotFound, [new FieldAnswer(declared.NumberField, false, "")]);
        }

        var born = person.Born();
        List<FieldAnswer> fields =
        [
            new(declared.NumberField, true, declared.Number),
            new("HoVaTen", NameForm.Same(declared.Name, person.HoVaTen), person.HoVaTen.ToUpper(CultureInfo.InvariantCulture)),
            new("NgayThangNamSinh", declared.Born.Agrees(born), born.ToString()),
        ];
        if (declared.Sex is not ("" or "0"))
        {
            fields.Add(new("GioiTinh", declared.Sex == person.GioiTinh, person.GioiTinh));
        }

        return (fields.TrueForAll(field => field.Khop) ? Matched : NotMatched, fields);
    }
}
