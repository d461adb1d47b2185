using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>Serves a paper of a dossier to officials whose scope holds it, after checking that it still fits its hash.</summary>
[Needs(Actions.DossierView)]
public sealed partial class AttachmentPageModel(DossierDesk desk, AttachmentStore store, ForeignTenant foreign, PersonViews views, CurrentOfficial current, ILogger<AttachmentPageModel> log) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid file, string? tai, CancellationToken cancel)
    {
        if (await desk.Db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == file && a.DossierId == id, cancel) is not { } attachment)
        {
            return await foreign.NotFoundAsync<Attachment>(file, cancel);
        }

        // Who may see the dossier may not therefore read what tells of HIV (Law 64/2006; policy 8.4).
        if (await desk.FindAsync(id, current.Required, cancel) is not { } open || (Sensitive.IsFile(open.Dossier, attachment.Paper, open.Context.Rules) && !Sensitive.MaySee(open.Context, open.Dossier, current.Required)))
        {
            await views.RecordRefusalAsync("attachment", attachment.Id, current.Required, cancel);
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await store.OpenAsync(attachment.Hash, cancel) is not { } content)
        {
            Log.Damaged(log, attachment.Id);
            return StatusCode(StatusCodes.Status500InternalServerError);
        }

        await views.RecordAsync("attachment", attachment.Id, current.Required, cancel);
        var disposition = new ContentDispositionHeaderValue(tai is null ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.FileName);
        Response.Headers.ContentDisposition = disposition.ToString();
        return File(content, attachment.MediaType);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The file of attachment {Attachment} is missing or no longer fits its hash; restore it from a backup.")]
        public static partial void Damaged(ILogger logger, Guid attachment);
    }
}
