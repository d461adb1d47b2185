using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>A verb page of the desk with somebody standing before the clerk.</summary>
public abstract class BringerPage(DeskFiles files, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? BringerName { get; set; }

    [BindProperty]
    public string? BringerAs { get; set; }

    [BindProperty]
    public string? BringerNumber { get; set; }

    [BindProperty]
    public string? IdentitySeen { get; set; }

    protected Bringer Bringer => new(BringerName ?? "", BringerAs ?? "", BringerNumber ?? "", IdentitySeen == "1");

    /// <summary>Files that the page holds: sent now or with an earlier try.</summary>
    protected IReadOnlyList<StoredFile> Files { get; private set; } = [];

    /// <summary>Why some files were not taken.</summary>
    protected IReadOnlyList<Problem> FileFaults { get; private set; } = [];

    /// <summary>The field for files of this paper.</summary>
    public DeskFilesView FilesOf(string paper, string label, string hint) => new(paper, label, hint, Files, files.Seal(Files, Id, Official));

    public override async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        (Files, FileFaults) = await files.TakeAsync(await Request.ReadFormAsync(cancel), Id, Official, cancel);
        return await base.OnPostAsync(cancel);
    }

    protected override Task ShowAsync(CancellationToken cancel)
    {
        if (HttpMethods.IsGet(Request.Method))
        {
            // Mostly it is who filed; the clerk changes it when it is somebody else.
            (BringerName, BringerAs) = (Dossier.Applicant.FullName, Dossier.Applicant.IsOwner ? "owner" : "applicant");
        }

        return Task.CompletedTask;
    }
}
