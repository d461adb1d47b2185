using ProvinceNode.Platform;
using TestSupport.House;

namespace ProvinceNode.Tests.Architecture;

/// <summary>House rules of the node, of what it shares with the hub, and of the tests (architecture, "House rules").</summary>
public sealed class HouseTests
{
    private static readonly IReadOnlyList<SourceFile> Node = SourceTree.Of("ProvinceNode");
    private static readonly IReadOnlyList<SourceFile> Product = [.. Node, .. SourceTree.Of("Protos")];
    private static readonly IReadOnlyList<SourceFile> Tests = SourceTree.Of("tests");
    private static readonly IReadOnlyList<SourceFile> All = [.. Product, .. Tests];

    [Fact]
    public void Rule1_Files_AreShort() => Verdict.Hold("A file has at most 300 lines", SourceRules.LongFiles(All).Concat(SourceRules.LongPages("ProvinceNode")), Exceptions.LongFiles);

    [Fact]
    public void Rule1_Methods_AreShort() => Verdict.Hold("A method has at most 45 lines", SourceRules.LongMethods(All));

    [Fact]
    public void Rule1_Constructors_TakeAtMostSix() => Verdict.Hold("A constructor has at most 6 parameters", SourceRules.WideConstructors(All));

    [Fact]
    public void Rule2_Namespace_IsTheFolder() =>
        Verdict.Hold("Folder = namespace", SourceRules.StrayNamespaces(All.Where(f => !f.Path.StartsWith(Exceptions.GrpcFolder, StringComparison.Ordinal))));

    [Fact]
    public void Rule3_PureFiles_StayPure() => Verdict.Hold("Pure: no EF, ASP.NET, clock, I/O, random", SourceRules.Impurities(Product.Where(IsPure)), Exceptions.Impure);

    [Fact]
    public void Rule4_Clock_IsInjected() => Verdict.Hold("The clock is read through TimeProvider", SourceRules.Clocks(All));

    [Fact]
    public void Rule5_Names_SayWhatThingsAre() => Verdict.Hold(
        "No type ends in Repository, Manager, Helper, Util, Dto, Base, Impl",
        SourceRules.ForbiddenNames(All.Where(f => !f.Path.StartsWith(Exceptions.GrpcFolder, StringComparison.Ordinal))));

    [Fact]
    public void Rule5_Interface_HasTwoImplementations() => Verdict.Hold(
        "An interface exists where two implementations do", TypeRules.LonelyInterfaces(typeof(NodeDb).Assembly, typeof(HouseTests).Assembly, typeof(SourceTree).Assembly), Exceptions.LonelyInterfaces);

    [Fact]
    public void Rule6_Classes_AreClosed() => Verdict.Hold(
        "Classes are sealed, static or abstract", TypeRules.OpenClasses(typeof(NodeDb).Assembly).Concat(TypeRules.OpenClasses(typeof(Protos.Values.Dong).Assembly)));

    [Fact]
    public void Rule10_CatchAll_StandsInOuterLoopsOnly() =>
        Verdict.Hold("catch (Exception) stands in outer loops of jobs and the exception page", SourceRules.CatchAlls(Product), Exceptions.CatchAll);

    [Fact]
    public void Rule11_Logs_AreDeclaredAndNameNobody() => Verdict.Hold("A log line is declared in a Log class and names nobody", SourceRules.Logs(Product));

    [Fact]
    public void Rule12_AsyncMethods_TakeAToken() => Verdict.Hold(
        "Async methods take a CancellationToken", TypeRules.WithoutToken(typeof(NodeDb).Assembly).Concat(TypeRules.WithoutToken(typeof(Protos.Values.Dong).Assembly)), Exceptions.WithoutToken);

    [Fact]
    public void Rule13_TestNames_ReadAsSentences() => Verdict.Hold("Subject_Condition_Outcome", SourceRules.TestNames(Tests));

    // Named by rule 3, or calling themselves pure.
    private static bool IsPure(SourceFile file) =>
        file.Path.StartsWith("ProvinceNode/Eligibility/", StringComparison.Ordinal)
        || file.Path.StartsWith("Protos/Values/", StringComparison.Ordinal)
        || file.Path.Split('/')[^1] is "StatusTable.cs" or "LegalClock.cs" or "WorkingCalendar.cs" or "DossierFlow.cs"
        || file.Text.Split('\n').Any(l => l.Contains("///", StringComparison.Ordinal) && l.Contains(" Pure", StringComparison.Ordinal));
}
