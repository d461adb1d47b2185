using ProvinceNode.Platform;
using TestSupport.House;

namespace ProvinceNode.Tests.Architecture;

/// <summary>Rule 7: slices follow the arrows; node and hub never reference each other.</summary>
public sealed class ArrowTests
{
    private static readonly IReadOnlyList<SourceFile> Node = SourceTree.Of("ProvinceNode");

    /// <summary>The arrows of the architecture. Every slice may use Organization (who may) and Platform.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Citizens"] = ["Dossiers", "Documents", "Registry", "Organization", "Platform"],
        ["Dossiers"] = ["Eligibility", "Documents", "Registry", "Replication", "Organization", "Platform"],
        ["Documents"] = ["Organization", "Platform"],
        // Eligibility: what the law would pay; Documents: the store that keeps files by hash.
        ["Import"] = ["Registry", "Eligibility", "Documents", "Organization", "Platform"],
        ["Registry"] = ["Replication", "Organization", "Platform"],
        // Reads the registry; never changes a beneficiary, an entitlement or a dossier.
        ["Payments"] = ["Registry", "Documents", "Replication", "Organization", "Platform"],
        ["Replication"] = ["Organization", "Platform"],
        // Tells the hub how far the province has come: reads every slice, and none knows of it.
        ["Joining"] = ["Dossiers", "Registry", "Import", "Payments", "Replication", "Organization", "Platform"],
        // Puts packs of the hub in force: rows of the law, days, units, texts that papers cite.
        ["Reference"] = ["Dossiers", "Eligibility", "Documents", "Registry", "Organization", "Platform"],
        ["Organization"] = ["Platform"],
        ["Eligibility"] = [],
        ["Platform"] = [],
    };

    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["ProvinceNode/Platform/NodeDb.cs -> Citizens"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDb.cs -> Documents"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDb.cs -> Dossiers"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDb.cs -> Eligibility"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDbImports.cs -> Import"] = "a part of the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDbEvents.cs -> Registry"] = "a part of the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDb.cs -> Import"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDb.cs -> Organization"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDb.cs -> Payments"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDbPayments.cs -> Payments"] = "a part of the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDb.cs -> Registry"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDbReplication.cs -> Replication"] = "a part of the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeDbReference.cs -> Reference"] = "a part of the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Reference"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Platform/NodeDb.cs -> Replication"] = "the DbContext, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Citizens"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Documents"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Dossiers"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Import"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Organization"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Payments"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Payments/PaymentCalendar.cs -> Dossiers"] = "working days of state offices are kept with the deadlines of dossiers",
        ["ProvinceNode/Payments/PaymentDesk.cs -> Dossiers"] = "working days of state offices are kept with the deadlines of dossiers",
        ["ProvinceNode/Payments/Recovering/RecoveryCap.cs -> Eligibility"] = "the share that a list may take is a row of the law",
        ["ProvinceNode/Payments/Building/CategoryNames.cs -> Eligibility"] = "names of categories are rows of the law",
        ["ProvinceNode/Payments/Seeing/ForecastPage.cs -> Dossiers"] = "what time does to everybody who receives is worked out beside the worklist",
        ["ProvinceNode/Payments/Papers/CategoryLabels.cs -> Eligibility"] = "names of categories are rows of the law",
        ["ProvinceNode/Platform/NodeApplication.cs -> Registry"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Joining"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Platform/NodeApplication.cs -> Replication"] = "the body of Program.cs, which may name every slice",
        ["ProvinceNode/Reference/OpenMoney.cs -> Payments"] = "a commune does not end over money that is not paid",
        ["ProvinceNode/Reference/Taking/WorkTaking.cs -> Payments"] = "receipts of what is taken back go over with whoever repays",
        ["ProvinceNode/Organization/SetUp.cs -> Reference"] = "units of the packs in force are named from the start",
        ["ProvinceNode/Platform/NodeMetrics.cs -> Dossiers"] = "names the meters of every slice",
        ["ProvinceNode/Platform/NodeMetrics.cs -> Replication"] = "names the meters of every slice",
        ["ProvinceNode/Platform/HealthEndpoints.cs -> Replication"] = "readiness tells the state of the relay",
        ["ProvinceNode/Platform/RuleTables.cs -> Dossiers"] = "mapping of nouns that are pure and know nothing of tables",
        ["ProvinceNode/Platform/RuleTables.cs -> Eligibility"] = "mapping of nouns that are pure and know nothing of tables",
        ["ProvinceNode/Platform/ShippedRules.cs -> Dossiers"] = "the rows of all kinds that a version brings",
        ["ProvinceNode/Platform/ShippedRules.cs -> Eligibility"] = "the rows of all kinds that a version brings",
        ["ProvinceNode/Platform/ShippedRules.cs -> Organization"] = "the rows of all kinds that a version brings",
        ["ProvinceNode/Platform/RuleSeed.cs -> Dossiers"] = "brings the shipped rows into those tables",
        ["ProvinceNode/Platform/RuleSeed.cs -> Eligibility"] = "brings the shipped rows into those tables",
        ["ProvinceNode/Platform/RuleSeed.cs -> Organization"] = "brings the shipped rows into those tables",
        ["ProvinceNode/Platform/DemoClockPage.cs -> Dossiers"] = "moves the demo clock by working days of the calendar",
        ["ProvinceNode/Platform/Act.cs -> Organization"] = "an act is made by a signed-in official",
        ["ProvinceNode/Platform/PersonViews.cs -> Organization"] = "a reading is recorded for a signed-in official",
        ["ProvinceNode/Platform/Layout/Heading.cs -> Dossiers"] = "heading of an official's page: status words and his office",
        ["ProvinceNode/Platform/Layout/Heading.cs -> Organization"] = "heading of an official's page: status words and his office",
        ["ProvinceNode/Platform/Layout/LayoutChoice.cs -> Organization"] = "citizens and officials have layouts of their own",
        ["ProvinceNode/Platform/Layout/Navigation.cs -> Organization"] = "links are shown to those who may follow them",
        ["ProvinceNode/Dossiers/Outcomes/NamedProxy.cs -> Payments"] = "who the form names to collect waits for his certified authorisation where those are kept",
        ["ProvinceNode/Citizens/Own/AskWayPage.cs -> Payments"] = "the citizen asks for another way of being paid where he reads how he is paid",
        ["ProvinceNode/Citizens/TrackedReasons.cs -> Eligibility"] = "turns the answer of the rules into what its applicant reads",
        ["ProvinceNode/Documents/DeskPapers.cs -> Dossiers"] = "a paper is a pure function of the dossier it is about",
        ["ProvinceNode/Documents/FlowPapers.cs -> Dossiers"] = "a paper is a pure function of the dossier it is about",
        ["ProvinceNode/Documents/StepPapers.cs -> Dossiers"] = "a paper is a pure function of the dossier it is about",
        ["ProvinceNode/Documents/Drafts/DraftSource.cs -> Dossiers"] = "a draft is made by the functions that the verbs issue it with",
        ["ProvinceNode/Documents/Drafts/DraftPage.cs -> Dossiers"] = "opens the dossier whose paper is edited",
        ["ProvinceNode/Documents/NumberPaper.cs -> Dossiers"] = "the control sheet of a dossier tells the number of its letter",
        ["ProvinceNode/Documents/PaperScenes.cs -> Dossiers"] = "turns what the flow has into what papers need",
        ["ProvinceNode/Documents/PaperScenes.cs -> Eligibility"] = "turns answers of the rules into what papers need",
        ["ProvinceNode/Documents/RegisterPapers.cs -> Dossiers"] = "the control sheet is the log of a dossier",
        ["ProvinceNode/Documents/AppraisalPapers.cs -> Dossiers"] = "a paper is a pure function of the dossier it is about",
        ["ProvinceNode/Documents/PaperStyle.cs -> Dossiers"] = "head lines come from the authority map in the flow's context",
        ["ProvinceNode/Documents/NumberedPaper.cs -> Dossiers"] = "freezes a paper with the dossier that it belongs to",
        ["ProvinceNode/Documents/PaperDesk.cs -> Dossiers"] = "freezes a paper with the dossier that it belongs to",
        ["ProvinceNode/Documents/AttachmentFile.cs -> Dossiers"] = "makes the dossier's row of a stored file",
        ["ProvinceNode/Documents/AttachmentPage.cs -> Dossiers"] = "serves a file to those who see its dossier",
        ["ProvinceNode/Dossiers/EnterForCitizen.cs -> Citizens"] = "the clerk starts the citizen's wizard; drafts and uploads live there",
        ["ProvinceNode/Dossiers/Worklist/PrepareRequests.cs -> Citizens"] = "writes the citizen's request as a draft of the wizard that files it",
        ["ProvinceNode/Dossiers/DeskFiles.cs -> Citizens"] = "files that somebody brings to the desk are taken as the citizens' pages take them",
        ["ProvinceNode/Dossiers/TakeSupplement.cs -> Citizens"] = "files that somebody brings to the desk are taken as the citizens' pages take them",
        ["ProvinceNode/Dossiers/TakeWithdrawal.cs -> Citizens"] = "files that somebody brings to the desk are taken as the citizens' pages take them",
        ["ProvinceNode/Registry/Grant.cs -> Documents"] = "codes of beneficiaries are taken from the number books",
        ["ProvinceNode/Registry/DisabilityCertificate.cs -> Eligibility"] = "the degree on a certificate is the degree that the rules ask for",
        ["ProvinceNode/Registry/CertificateMatch.cs -> Eligibility"] = "the degree on a certificate is the degree that the rules ask for",
        ["ProvinceNode/Replication/RecordMessages.cs -> Dossiers"] = "turns records into messages",
        ["ProvinceNode/Replication/RecordMessages.cs -> Registry"] = "turns records into messages",
        ["ProvinceNode/Replication/DossierPaperMessages.cs -> Dossiers"] = "turns the papers of a dossier into messages",
        ["ProvinceNode/Replication/DossierPaperMessages.cs -> Documents"] = "what names an illness travels neutrally",
        ["ProvinceNode/Replication/StartNewEpoch.cs -> Dossiers"] = "enlists every record again",
        ["ProvinceNode/Replication/Equality/LiveRecords.cs -> Dossiers"] = "compares every record with what was sent of it",
        ["ProvinceNode/Replication/Equality/LiveRecords.cs -> Registry"] = "compares every record with what was sent of it",
        ["ProvinceNode/Replication/Equality/LiveRecords.cs -> Payments"] = "compares every record with what was sent of it",
        ["ProvinceNode/Replication/StartNewEpoch.cs -> Registry"] = "enlists every record again",
        ["ProvinceNode/Replication/RecordMessages.cs -> Payments"] = "turns records into messages",
        ["ProvinceNode/Replication/PaymentMessages.cs -> Payments"] = "turns records into messages",
        ["ProvinceNode/Replication/StartNewEpoch.cs -> Payments"] = "enlists every record again",
        ["ProvinceNode/Replication/LifeEventMessages.cs -> Registry"] = "turns records into messages",
        ["ProvinceNode/Registry/LifeEventWords.cs -> Eligibility"] = "names the degree that an event tells",
        ["ProvinceNode/Replication/PersonMessages.cs -> Registry"] = "turns records into messages",
        ["ProvinceNode/Replication/Repair/TakeBack.cs -> Registry"] = "turns messages into records again after a restore",
        ["ProvinceNode/Replication/Repair/TakeBackPeople.cs -> Registry"] = "turns messages into records again after a restore",
        ["ProvinceNode/Replication/Repair/TakeBackPeople.cs -> Eligibility"] = "the poverty of a year is the one that the rules ask for",
        ["ProvinceNode/Replication/Repair/LostNumbers.cs -> Documents"] = "numbers given since the backup count in the books, so that nobody gets them again",
        ["ProvinceNode/Replication/Repair/LostNumbers.cs -> Dossiers"] = "names the books of dossiers and certificates",
        ["ProvinceNode/Replication/RecordParts.cs -> Registry"] = "the whole record is sent: each with its parts",
        ["ProvinceNode/Registry/PovertyYear.cs -> Eligibility"] = "the poverty of a year is the one that the rules ask for",
        ["ProvinceNode/Registry/PersonParts.cs -> Eligibility"] = "the poverty of a year is the one that the rules ask for",
        ["ProvinceNode/Registry/EditParts.cs -> Eligibility"] = "the poverty of a year is the one that the rules ask for",
        ["ProvinceNode/Registry/EditPartsPage.cs -> Eligibility"] = "the poverty of a year is the one that the rules ask for",
        ["ProvinceNode/Registry/PartFaults.cs -> Eligibility"] = "the poverty of a year is the one that the rules ask for",
    };

    [Fact]
    public void Slices_NameOnly_WhatTheArrowsAllow() => Verdict.Hold("Slices follow the arrows", Arrows.Against("ProvinceNode", Node, Allowed), Exceptions);

    [Fact]
    public void Slice_ThatIsNew_DeclaresItsArrows() => Verdict.Hold("Every slice has its arrows", Arrows.Undeclared(Node, Allowed));

    [Fact]
    public void Node_KnowsNothing_OfTheHub()
    {
        Assert.DoesNotContain(typeof(NodeDb).Assembly.GetReferencedAssemblies(), a => a.Name == "NationalHub");
        Assert.DoesNotContain(typeof(Protos.Values.Dong).Assembly.GetReferencedAssemblies(), a => a.Name is "NationalHub" or "ProvinceNode");
    }
}
