using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>Takes the files of a sent page into the store; each refused file says why, the others are kept.</summary>
public sealed class Uploads(AttachmentStore store)
{
    /// <summary>100 MB of files and some form around them.</summary>
    public const long MostRequestBytes = 105 * 1024 * 1024;

    private const string Prefix = "Papers.";

    /// <summary>Takes every file sent under <c>Papers.{code}</c> of a known paper.</summary>
    /// <param name="kept">Files of the dossier so far; taken ones are added.</param>
    public async Task<List<Problem>> TakeAsync(IFormFileCollection sent, List<StoredFile> kept, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var file in sent.Where(f => f.Name.StartsWith(Prefix, StringComparison.Ordinal) && SubmitPapers.IsKnown(f.Name[Prefix.Length..])))
        {
            if (kept.Count >= AttachmentStore.MostFiles)
            {
                problems.Add(AttachmentProblems.TooMany.At(file.Name, AttachmentStore.MostFiles));
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
}
