using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Vào số: the records clerk numbers what was signed, by body, year and type, without gaps or repeats (Decree 30/2020 Art. 15).</summary>
public sealed class Number(DossierDesk desk)
{
    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => IssueAsync(id, version, official, cancel), cancel);

    /// <summary>Ending of the number: QĐ-UBND for a decision, TB-UBND for a notice.</summary>
    public static string Series(Decision decision) => decision.Paper == "D14" ? "QĐ-UBND" : "TB-UBND";

    private async Task<Outcome<Dossier>> IssueAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.Number, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var decision = await desk.Db.Decisions.SingleAsync(d => d.DossierId == id && d.Number == null, cancel);
        if (decision.SignerId == official.Id)
        {
            return DossierProblems.FourEyes.Now("ký", "vào số");
        }

        var taken = await PaperNumbers.NextAsync(desk.Db, decision.IssuerPath, Series(decision), context.Today.Year, cancel);
        decision.Number = PaperNumbers.Print(taken, Series(decision));
        (decision.NumberedAt, decision.NumberedBy, dossier.FinishedAt) = (context.NowUtc, official.FullName, context.NowUtc);
        var content = PaperContent.Parse(decision.Content) with { NumberLine = $"Số: {decision.Number}" };
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, decision.Paper, decision.Number, content, Protos.Values.TenantPath.Parse(decision.IssuerPath)));
        var to = decision.Paper == "D14" ? DossierStatus.Issued : DossierStatus.Rejected;
        return await desk.MoveAsync(opened.Value, ActKinds.Number, to, $"Số {decision.Number}", cancel, $"decision/{decision.Id:D}");
    }
}

/// <inheritdoc cref="Number"/>
[Needs(Actions.DossierNumber)]
public sealed class NumberModel(Number verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    public override string Verb => ActKinds.Number;

    public Decision? Decision { get; private set; }

    protected override string Done => "Đã vào số và phát hành. Bộ phận một cửa trả kết quả cho người dân.";

    protected override async Task ShowAsync(CancellationToken cancel) =>
        Decision = await Db.Decisions.AsNoTracking().FirstOrDefaultAsync(d => d.DossierId == Id && d.Number == null, cancel);

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
