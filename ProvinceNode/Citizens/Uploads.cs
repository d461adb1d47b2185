using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>Takes the files of a sent page into the store; each refused file says why, the others are kept.</summary>
public sealed class Uploads(AttachmentStore store, Throttle throttle)
{
    /// <summary>100 MB of files and some form around them.</summary>
    public const long MostRequestBytes = 105 * 1024 * 1024;

    /// <summary>Files and megabytes that one address without a session may send in an hour: a family behind one router, or a village at one kiosk.</summary>
    public const int MostFilesAnHour = 200;

    public const int MostMegabytesAnHour = 1000;

    private const string Prefix = "Papers.";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Takes every file sent under <c>Papers.{code}</c> of a known paper.</summary>
    /// <param name="kept">Files of the dossier so far; taken ones are added.</param>
    /// <param name="from">Address of an anonymous sender, whose files are counted; null for an official.</param>
    public async Task<List<Problem>> TakeAsync(IFormFileCollection sent, List<StoredFile> kept, string? from, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var file in sent.Where(f => f.Name.StartsWith(Prefix, StringComparison.Ordinal) && SubmitPapers.IsKnown(f.Name[Prefix.Length..])))
        {
            if (kept.Count >= AttachmentStore.MostFiles)
            {
                problems.Add(AttachmentProblems.TooMany.At(file.Name, AttachmentStore.MostFiles));
                break;
            }

            if (from is not null && !Allows(from, file.Length))
            {
                problems.Add(AttachmentProblems.TooOften.At(file.Name));
                break;
            }

            await using var content = file.OpenReadStream();
            var outcome = await store.SaveAsync(content, file.FileName, file.Name[Prefix.Length..], cancel);
            if (!outcome.Succeeded)
            {
                problems.AddRange(outcome.Problems.Select(p => p with { Field = file.Name }));
            }
            else if (!kept.Any(k => k.Hash == outcome.Value.Hash && k.Paper == outcome.Value.Paper))
            {
                kept.Add(outcome.Value);
            }
        }

        return problems;
    }

    // Both are counted before the file is stored: a refused one costs its sender too.
    private bool Allows(string from, long bytes) =>
        throttle.CountOne("upload:" + from, MostFilesAnHour, Hour) & throttle.CountOne("upload-mb:" + from, MostMegabytesAnHour, Hour, (int)Math.Min(1 + (bytes >> 20), MostMegabytesAnHour + 1));
}
