using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Issues minutes, submissions and slips that are numbered when they are made: the number is of the body's book, whatever ending their number line has (Decree 30/2020 Art. 15).</summary>
public static class NumberedPaper
{
    /// <summary>Call inside the transaction of the verb; the caller adds and saves the paper.</summary>
    /// <param name="of">The dossier or the list that it is of, and its commune.</param>
    /// <param name="issuer">Null: the office that the law names for such papers today.</param>
    public static async Task<IssuedPaper> IssueAsync(NodeDb db, FlowContext context, (Guid Subject, TenantPath Commune) of, string paper, PaperContent content, TenantPath? issuer, CancellationToken cancel)
    {
        var office = issuer ?? context.OfficeFor(PaperKind.Of(paper).Authority, of.Commune);
        var series = content.NumberLine.Split('/')[^1];
        var number = PaperNumbers.Print(await PaperNumbers.NextAsync(db, office.Value, series, context.Today.Year, cancel), series);
        return PaperDesk.Issue(context, of.Subject, of.Commune, paper, number, content with { NumberLine = $"Số: {number}" }, office);
    }

    /// <inheritdoc cref="IssueAsync(NodeDb, FlowContext, ValueTuple{Guid, TenantPath}, string, PaperContent, TenantPath?, CancellationToken)"/>
    public static Task<IssuedPaper> IssueAsync(NodeDb db, OpenDossier open, string paper, PaperContent content, CancellationToken cancel) =>
        IssueAsync(db, open.Context, (open.Dossier.Id, TenantPath.Parse(open.Dossier.TenantPath)), paper, content, null, cancel);
}
