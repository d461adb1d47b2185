using System.Security.Cryptography;
using System.Text;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Units;
using ProvinceNode.Import.Values;

namespace ProvinceNode.Import.DryRun;

/// <summary>Writes what was found of a row into it. Pure.</summary>
public static class Judging
{
    /// <param name="read">Faults of the reading itself; those found beyond the file are found anew.</param>
    public static void Apply(ImportRow row, RowValues said, IReadOnlyList<StoredFault> read, RowJudge judge, OtherImports others)
    {
        var finding = judge.Judge(said, row.Chosen);
        // Where the reading says already why a value is missing, that it is missing is not said again.
        var told = read.Where(f => f.Level == FaultLevel.Error).Select(f => Review.FieldReading.Canonical(f.Field)).ToHashSet();
        var judged = finding.Faults.Where(f => !((f.Column < 0 || f.Field == Field.Children) && f.Level == FaultLevel.Error && told.Contains(f.Field)));
        row.Take([.. read.Where(f => !f.Judged), .. judged, .. others.Faults(row)]);
        (row.Match, row.BeneficiaryId) = (finding.Match, finding.Person);
        (row.FileDong, row.LawDong) = (finding.Money.FileDong, finding.Money.Law?.MonthlyDong);
    }
}

/// <summary>Questions about communes that many rows ask alike: a unit that was divided, a name that several have. Pure.</summary>
public static class UnitQuestions
{
    private static readonly string[] Asked = [UnitProblems.Split.Code, UnitProblems.Several.Code, UnitProblems.CodeAndName.Code];

    /// <summary>Fingerprint of the row's question, 32 hexadecimal digits; empty when it asks none.</summary>
    public static string Of(ImportedRow row) => row.Faults.FirstOrDefault(f => Asked.Contains(f.Problem.Code)) is { } fault ? Of(fault.Problem.Message) : "";

    /// <summary>Codes of the units to choose from: those of the sender's area when there are some, else all; at most fifty.</summary>
    public static string Offers(ImportedRow row, JudgeGround ground)
    {
        var own = row.Communes.Where(u => ground.PathOf(u.Code) is { } path && ground.Sender.Covers(path)).ToList();
        return string.Join(',', (own.Count > 0 ? own : row.Communes).Select(u => u.Code).Distinct().Take(50));
    }

    public static bool Is(StoredFault fault) => Asked.Contains(fault.Code);

    public static string Of(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..32];
}
