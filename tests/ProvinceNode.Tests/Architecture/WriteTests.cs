using System.Reflection;
using System.Text.RegularExpressions;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport.House;

namespace ProvinceNode.Tests.Architecture;

/// <summary>Rule 9: every public write takes an Act.</summary>
public sealed class WriteTests
{
    private static readonly IReadOnlyList<SourceFile> Node = SourceTree.Of("ProvinceNode");

    // Rows that no act is about, or whose act is written in the same transaction.
    private static readonly Dictionary<string, string> Unchained = new()
    {
        ["ProvinceNode/Platform/NodeDb.cs"] = "the one door",
        ["ProvinceNode/Platform/JobsCleanDrafts.cs"] = "a draft is no record yet",
        ["ProvinceNode/Import/Review/SheetChoices.cs"] = "rows of a dry run that are read anew, removed in the transaction that saves the act of the new columns",
        ["ProvinceNode/Payments/Results/CorrectedNotices.cs"] = "notices of corrected results by sets, within the transaction that saves the act of the result or of the paper",
        ["ProvinceNode/Payments/Recovering/TwicePaid.cs"] = "what a closed result told as paid twice, placed or removed within the transaction that saves the act of closing, opening again or correcting",
        ["ProvinceNode/Payments/Results/LineUpdates.cs"] = "lines and claims of many results by sets, within the transaction that saves the act of their delivery",
        ["ProvinceNode/Payments/OnceBook.cs"] = "what a list took of a recovery that went along with a person to another office, within the transaction that saves the act of the result",
        ["ProvinceNode/Payments/Sending/WithdrawList.cs"] = "claims of a list that is withdrawn, removed in the transaction that saves the act",
        ["ProvinceNode/Payments/Building/DiscardLists.cs"] = "lines and claims of a draft, removed in the transaction that saves the act of giving it up",
        ["ProvinceNode/Organization/Sessions/OneTimeCodes.cs"] = "the step of a used code: one statement decides between two requests; the act of the sign-in or of what was confirmed follows",
        ["ProvinceNode/Citizens/Drafts.cs"] = "a draft is no record yet; filing it writes the act",
        ["ProvinceNode/Organization/SetUp.cs"] = "the node's own row, before there is a chain; the act of set-up follows in the same transaction",
        ["ProvinceNode/Documents/PaperNumbers.cs"] = "inside the transaction of the verb that uses the number, which saves its act",
        ["ProvinceNode/Replication/OutboxStore.cs"] = "the relay's own bookkeeping of what was sent",
        ["ProvinceNode/Replication/HandedResult.cs"] = "what the hub lost with its restore, in the transaction of the replay, which saves its act",
        ["ProvinceNode/Replication/ResendRefused.cs"] = "takes the lock of the chain; saves its act in the same transaction",
        ["ProvinceNode/Replication/Stage/HubStage.cs"] = "the stage in the node's own row, which savers read anew; saves its act in the same transaction",
        ["ProvinceNode/Replication/ReplayAll.cs"] = "the place that the replay reached; saves its act in the same transaction",
        ["ProvinceNode/Replication/Equality/MakeCertificate.cs"] = "bookkeeping of a try that failed; the certificate itself is saved with its act",
        ["ProvinceNode/Replication/Equality/RepairRecords.cs"] = "a stored version is put back to what was sent, in the transaction that saves the act",
        ["ProvinceNode/Replication/StartNewEpoch.cs"] = "takes the lock of the chain; saves its act in the same transaction",
    };

    [Fact]
    public void Save_OfTheDatabase_TakesAnAct()
    {
        var saves = typeof(NodeDb).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.Name.StartsWith("Save", StringComparison.Ordinal) && m.GetBaseDefinition() == m);

        Assert.Equal([typeof(Act), typeof(CancellationToken)], Assert.Single(saves).GetParameters().Select(p => p.ParameterType));
    }

    [Fact]
    public void Slices_WriteNothing_PastTheChain() => Verdict.Hold(
        "Writes go through NodeDb.SaveAsync",
        Node.SelectMany(f => f.Find(@"\.SaveChanges(Async)?\(|\bbase\.SaveChanges|\.Execute(Update|Delete)(Async)?\(|\.ExecuteSql\w*\(")), Unchained);

    // A verb that saves is told who acts, or acts for the citizen or the system by name.
    [Fact]
    public void Verbs_ThatSave_AreToldWhoActs() => Verdict.Hold(
        "Every public write takes an Act or the official who makes it",
        Node.Where(f => Regex.IsMatch(f.Code, @"\.(SaveAsync|MoveAsync)\(") && !Regex.IsMatch(f.Code, @"\bAct\.(ByCitizen|BySystem)\("))
            .SelectMany(f => f.Types).SelectMany(t => t.Members)
            .Where(m => m.Name is "Handle" or "HandleAsync" && !m.Parameters.Any(p => Regex.IsMatch(p, @"\b(Act|SignedInOfficial|OpenDossier)\b")))
            .Select(m => new Violation(m.Type.File.Path, $"{m.Type.File.Path}:{m.FirstLine}", $"{m.Type.Name}.{m.Name} saves for nobody")),
        new Dictionary<string, string>
        {
            ["ProvinceNode/Organization/Sessions/Access.cs"] = "ASP.NET's handler of refusals; its act is that of the signed-in official",
            ["ProvinceNode/Dossiers/PortalFilings/TakeFiling.cs"] = "keeps files of papers; the act is that of Submit, which files them",
        });

    [Fact]
    public void Acts_ByOfficials_TakeTheSignedInOfficial() =>
        Assert.Equal(typeof(SignedInOfficial), typeof(Act).GetMethod(nameof(Act.By))!.GetParameters()[0].ParameterType);
}
