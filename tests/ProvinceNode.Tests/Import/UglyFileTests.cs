using Protos.Values;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>
/// Ugly lists with known truth. A reader may read a value right or fault it at its cell; reading it wrong without a word is the one thing it must not do.
/// </summary>
public sealed class UglyFileTests
{
    private static readonly ReadSettings Settings = new("38", UglyDraft.Today, UglyDraft.Today, PayMonth.Of(UglyDraft.Today));

    // Where a fault about a field may stand.
    private static readonly Dictionary<Field, Field[]> Beside = new()
    {
        [Field.Birth] = [Field.BirthMale, Field.BirthFemale, Field.BirthDay, Field.BirthYear],
        [Field.Sex] = [Field.BirthMale, Field.BirthFemale, Field.MaleMark, Field.FemaleMark],
        [Field.CitizenNumber] = [Field.OldNumber], [Field.OldNumber] = [Field.CitizenNumber],
        [Field.Commune] = [Field.CommuneCode, Field.Address], [Field.Village] = [Field.Address], [Field.DecisionDate] = [Field.DecisionNumber],
    };

    public static TheoryData<string> EveryKind => [.. UglyKinds.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void UglyKind_Alone_IsReadRightOrFaultedAtItsCell(string name)
    {
        var kind = UglyKinds.Named(name);
        var (draft, rows) = Read(17, 14, [kind]);
        var faults = rows.SelectMany(r => r.Faults).ToList();
        Assert.Empty(Wrong(draft, rows, strict: kind.Fault.Length == 0));
        if (kind.Fault.Length == 0)
        {
            Assert.Empty(faults.Select(f => $"{f.Place.Address} {f.Problem.Code}: {f.Problem.Message}"));
        }
        else if (kind.Fault != "*")
        {
            Assert.Contains(faults, f => f.Problem.Code == kind.Fault);
        }

        Assert.All(faults, f => Assert.Contains(f.Place.Row, rows.Select(r => r.Number)));
    }

    [Fact]
    public void UglyKinds_Counted_AreMoreThanForty() => Assert.True(UglyKinds.All.Count > 100 && UglyKinds.All.DistinctBy(k => k.Name).Count() == UglyKinds.All.Count, $"{UglyKinds.All.Count}");

    [Fact]
    public void CleanFile_OfEachSeed_IsReadWithoutAWord()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var (draft, rows) = Read(seed, 10, []);
            Assert.Empty(Wrong(draft, rows, strict: true));
            Assert.All(rows, r => Assert.Equal(RowVerdict.Valid, r.Verdict));
        }
    }

    [Fact]
    public void FiveHundredCombinations_Read_AreNeverWrongSilently()
    {
        var wrong = new List<string>();
        var (values, refused, people) = (0, 0, 0);
        for (var seed = 1; seed <= 500; seed++)
        {
            var kinds = UglyKinds.Combination(seed);
            var (draft, rows) = Read(seed, 8, kinds);
            wrong.AddRange(Wrong(draft, rows, strict: false).Select(w => $"{seed} [{string.Join(" ", kinds.Select(k => k.Name))}] {w}"));
            (values, refused, people) = (values + rows.Sum(r => r.Values.Count), refused + rows.Count(r => r.Verdict == RowVerdict.Refused), people + rows.Count);
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(40))}");
        Assert.Equal(4_000, people);

        // Faulting everything would be no reading: of rows with up to eight kinds at once most are taken in.
        Assert.InRange(refused, 1, people / 2);
        Assert.InRange(values, people * 9, people * 20);
    }

    private static (UglyDraft Draft, List<ImportedRow> Rows) Read(int seed, int people, IReadOnlyList<UglyKind> kinds)
    {
        var draft = new UglyDraft(seed, people);
        foreach (var kind in kinds)
        {
            kind.Apply(draft);
        }

        var (name, content) = draft.Write();
        using var stream = new MemoryStream(content);
        var source = WorkbookReader.Open(stream, FileGuard.Inspect(stream, name).Value).Value;
        var sheet = source.Sheets.First(s => !s.Hidden && (source.Sheets.Count == 1 || s.Index > 0));
        var survey = ReadSheet.Survey(source, sheet.Index, name);
        Assert.True(survey.Succeeded, $"{seed} {string.Join(" ", kinds.Select(k => k.Name))}: {string.Join(" ", survey.Problems.Select(p => p.Message))}");
        return (draft, new ReadSheet(Settings, UglyDraft.Book).Rows(source, survey.Value, new DuplicateWatch()).ToList());
    }

    private static IEnumerable<string> Wrong(UglyDraft draft, List<ImportedRow> rows, bool strict)
    {
        if (rows.Count != draft.People.Count)
        {
            yield return $"{rows.Count} rows of {draft.People.Count}: {string.Join(" | ", rows.Select(r => string.Join(";", r.Texts)))}";
            yield break;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var (person, row) = (draft.People[draft.Layout.Sorted[i]], rows[i]);
            foreach (var field in person.Truth.Keys.Union(row.Values.Keys).Except([Field.Address]))
            {
                var (truth, read) = (person.Truth.GetValueOrDefault(field), row.Values.GetValueOrDefault(field)?.Value);
                if (!Same(field, truth, read) && (strict || !row.Faults.Any(f => f.Field == field || Beside.GetValueOrDefault(field, []).Contains(f.Field))))
                {
                    yield return $"row {row.Number} {field}: “{read}” is not “{truth}” (cell “{row.Values.GetValueOrDefault(field)?.Shown}”)";
                }
            }
        }
    }

    private static bool Same(Field field, object? truth, object? read) => field is Field.FullName or Field.Village
        ? VietnameseText.NameKey(truth as string) == VietnameseText.NameKey(read as string) : Equals(truth, read);
}
