using System.Text.Encodings.Web;
using System.Text.Json;
using Protos.Enrolment;

namespace NationalHub.Provinces.Gates;

/// <summary>How much of a province its node's work covers, as the node counted it.</summary>
/// <param name="Offices">Roles that the authority map of the day asks of each office of a level.</param>
/// <param name="Communes">Communes whose office works.</param>
/// <param name="Covered">Those of them in which somebody receives.</param>
/// <param name="Empty">Some of the others, by name.</param>
/// <param name="LeftOut">Lines that were left out of accepted lists, and whose person is entered from no other.</param>
public sealed record Coverage(IReadOnlyList<RoleOfOffices> Offices, int Communes, int Covered, IReadOnlyList<string> Empty, long LeftOut, IReadOnlyList<YearOff> Years)
{
    private const int MostRoles = 30;
    private const int MostNames = 5;
    private const int MostYears = 3;
    private const int MostHolidays = 12;
    private const int LongestName = 80;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What came, cut: a node cannot fill the table. More that lack something than there are cannot be.</summary>
    internal static Coverage Of(CoverageFigures told)
    {
        var communes = Math.Max(0, told.Communes);
        return new(
            [.. told.Offices.DistinctBy(o => o.Role).Take(MostRoles).Select(o => new RoleOfOffices(Cut(o.Role, 30), Cut(o.Name, 60), Math.Max(0, o.Offices), Math.Clamp(o.Lacking, 0, Math.Max(0, o.Offices)), Names(o.LackingNames, MostNames)))],
            communes, Math.Clamp(told.CommunesCovered, 0, communes), Names(told.CommunesEmpty, MostNames), Math.Max(0, told.ImportLeftOut),
            [.. told.Years.DistinctBy(y => y.Year).Take(MostYears).Select(y => new YearOff(y.Year, y.Begun, Names(y.Missing, MostHolidays)))]);
    }

    internal static Coverage? Read(string json) => JsonSerializer.Deserialize<Coverage>(json, Json);

    internal string ToJson() => JsonSerializer.Serialize(this, Json);

    private static string[] Names(IEnumerable<string> names, int most) => [.. names.Take(most).Select(n => Cut(n, LongestName))];

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}

/// <summary>A role in the offices that need it.</summary>
/// <param name="Needed">Offices that need it.</param>
/// <param name="Lacking">Those of them without an account of it.</param>
/// <param name="Names">Some of these.</param>
public sealed record RoleOfOffices(string Role, string Name, int Needed, int Lacking, IReadOnlyList<string> Names);

/// <summary>Days off of a year in the node's calendar.</summary>
/// <param name="Begun">Whether there is any.</param>
/// <param name="Missing">Holidays that are not in it.</param>
public sealed record YearOff(int Year, bool Begun, IReadOnlyList<string> Missing);
