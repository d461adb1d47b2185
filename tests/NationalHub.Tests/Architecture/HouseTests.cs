using NationalHub.Platform;
using TestSupport.House;

namespace NationalHub.Tests.Architecture;

/// <summary>House rules of the hub (architecture, "House rules"); what it shares with the node, and the tests, are tried beside the node.</summary>
public sealed class HouseTests
{
    private static readonly IReadOnlyList<SourceFile> Hub = SourceTree.Of("NationalHub");

    [Fact]
    public void Rule1_Files_AreShort() => Verdict.Hold("A file has at most 300 lines", SourceRules.LongFiles(Hub).Concat(SourceRules.LongPages("NationalHub")));

    [Fact]
    public void Rule1_Methods_AreShort() => Verdict.Hold("A method has at most 45 lines", SourceRules.LongMethods(Hub));

    [Fact]
    public void Rule1_Constructors_TakeAtMostSix() => Verdict.Hold("A constructor has at most 6 parameters", SourceRules.WideConstructors(Hub));

    [Fact]
    public void Rule2_Namespace_IsTheFolder() => Verdict.Hold("Folder = namespace", SourceRules.StrayNamespaces(Hub));

    [Fact]
    public void Rule4_Clock_IsInjected() => Verdict.Hold("The clock is read through TimeProvider", SourceRules.Clocks(Hub));

    [Fact]
    public void Rule5_Names_SayWhatThingsAre() => Verdict.Hold("No type ends in Repository, Manager, Helper, Util, Dto, Base, Impl", SourceRules.ForbiddenNames(Hub));

    [Fact]
    public void Rule5_Interface_HasTwoImplementations() => Verdict.Hold(
        "An interface exists where two implementations do", TypeRules.LonelyInterfaces(typeof(HubDb).Assembly, typeof(HouseTests).Assembly, typeof(SourceTree).Assembly));

    [Fact]
    public void Rule6_Classes_AreClosed() => Verdict.Hold("Classes are sealed, static or abstract", TypeRules.OpenClasses(typeof(HubDb).Assembly));

    [Fact]
    public void Rule7_Slices_FollowTheArrows()
    {
        Verdict.Hold("Slices follow the arrows", Arrows.Against("NationalHub", Hub, Exceptions.Arrows), Exceptions.Crossings);
        Verdict.Hold("Every slice has its arrows", Arrows.Undeclared(Hub, Exceptions.Arrows));
    }

    [Fact]
    public void Rule7_Hub_KnowsNothingOfTheNode() =>
        Assert.DoesNotContain(typeof(HubDb).Assembly.GetReferencedAssemblies(), a => a.Name == "ProvinceNode");

    [Fact]
    public void Rule10_CatchAll_StandsInOuterLoopsOnly() => Verdict.Hold("catch (Exception) stands in outer loops and the exception page", SourceRules.CatchAlls(Hub), Exceptions.CatchAll);

    [Fact]
    public void Rule11_Logs_AreDeclaredAndNameNobody() => Verdict.Hold("A log line is declared in a Log class and names nobody", SourceRules.Logs(Hub));

    [Fact]
    public void Rule12_AsyncMethods_TakeAToken() => Verdict.Hold("Async methods take a CancellationToken", TypeRules.WithoutToken(typeof(HubDb).Assembly), Exceptions.WithoutToken);
}
