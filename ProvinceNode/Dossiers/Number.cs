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

    /// <summary>Ending of the number as the signed text has it: QĐ-UBND for a decision, TB-UBND for a notice.</summary>
    public static string Series(Decision decision) => PaperContent.Parse(decision.Content).NumberLine.Split('/')[^1];

    /// <summary>The written answer that the conditions are not met; everything else is a result.</summary>
    public static bool Refuses(Decision decision) => decision.Paper == "D20";

    private async Task<Outcome<Dossier>> IssueAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.Number, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        // A funeral brings two: the support and the end of what the deceased received; a request refused beside one that is granted its own answer.
        var decisions = await desk.Db.Decisions.Where(d => d.DossierId == id && d.Number == null).OrderBy(d => d.Order).ToListAsync(cancel);
        if (decisions.Exists(d => d.SignerId == official.Id))
        {
            return DossierProblems.FourEyes.Now("ký", "vào số");
        }

        dossier.FinishedAt = context.NowUtc;
        foreach (var decision in decisions)
        {
            // An institution has a book, a seal and a name of its own (Decree 30/2020 Art. 15).
            var body = dossier.SignedAs == Authorities.InstitutionHead ? decision.IssuerName : null;
            var taken = await PaperNumbers.NextAsync(desk.Db, decision.IssuerPath, Series(decision), context.Today.Year, cancel);
            decision.Number = PaperNumbers.Print(taken, Series(decision));
            (decision.NumberedAt, decision.NumberedBy) = (context.NowUtc, official.FullName);
            var content = PaperContent.Parse(decision.Content) with { NumberLine = $"Số: {decision.Number}" };
            var paper = PaperDesk.Issue(context, dossier, decision.Paper, decision.Number, content, Protos.Values.TenantPath.Parse(decision.IssuerPath), body);
            desk.Db.Papers.Add(paper);
            if (await MoveLetter.OfAsync(desk.Db, context, dossier, decision, cancel) is { } letter)
            {
                desk.Db.Papers.Add(letter);
            }

            // Only now the registry can name what took somebody into an institution.
            var admitted = decision.Id;
            (await desk.Db.InstitutionStays.Where(s => s.DecisionId == admitted).ToListAsync(cancel)).ForEach(s => s.DecisionNumber = decision.Number);
            await ReplacedPapers.MarkAsync(desk.Db, decision, paper, context.NowUtc, cancel);
        }

        // Refused in part it is still a result.
        var to = decisions.TrueForAll(Refuses) ? DossierStatus.Rejected : DossierStatus.Issued;
        var (numbers, evidence) = (string.Join(", ", decisions.Select(d => d.Number)), string.Join(" ", decisions.Select(d => $"decision/{d.Id:D}")));
        return await desk.MoveAsync(opened.Value, ActKinds.Number, to, $"Số {numbers}", cancel, evidence);
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
        Decision = await Db.Decisions.AsNoTracking().OrderBy(d => d.Order).FirstOrDefaultAsync(d => d.DossierId == Id && d.Number == null, cancel);

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
