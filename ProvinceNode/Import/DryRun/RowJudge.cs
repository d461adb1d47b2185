using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.DryRun;

/// <summary>What is found of a row beyond its file. Pure.</summary>
/// <param name="Person">The person in the registry, when one is meant.</param>
public sealed record RowFinding(RegistryMatch Match, Guid? Person, RowMoney Money, IReadOnlyList<StoredFault> Faults);

/// <summary>
/// Looks at a row beside the law, the sender's area and the registry: what the law would pay, who he is in the registry, which values differ there and
/// what keeps the row out. An empty value never differs; a question that an official answered is no fault any more. Pure.
/// </summary>
public sealed class RowJudge(JudgeGround ground, RegistryPicture registry)
{
    /// <summary>Values that are compared with a person of the registry.</summary>
    public static IReadOnlyList<Field> Compared { get; } =
        [Field.FullName, Field.Birth, Field.Sex, Field.Ethnic, Field.CitizenNumber, Field.OldNumber, Field.Commune, Field.Village, Field.Phone];

    /// <param name="chosen">What an official chose about something, or empty.</param>
    public RowFinding Judge(RowValues said, Func<string, string> chosen)
    {
        var (person, faults) = (RowPerson.Of(said, ground.OwnCommune), new List<StoredFault>());
        void Fault(FaultLevel level, ProblemKind kind, Field field, params object[] parts)
        {
            var place = said[field] ?? (field == Field.Children ? said[Field.Category] : null); // at the cell that makes it necessary
            faults.Add(new(level, kind.Code, kind.Now(parts).Message, place?.Row ?? 0, place is { Row: > 0 } ? place.Column : -1, field, null, Judged: true));
        }

        Place(person, Fault);
        if (person.Sex == 0)
        {
            Fault(FaultLevel.Error, EntryProblems.SexMissing, Field.Sex);
        }

        if (said.Birth is null && person.Birth.Length > 0)
        {
            Fault(FaultLevel.Warning, EntryProblems.BirthFromNumber, Field.Birth, person.Birth);
        }

        var money = RowMoney.Of(said, ground.Month, ground.Rules, ground.Province);
        Money(said, money, Fault);
        var (match, known) = Person(person, chosen(RowChoice.Person), Fault);
        if (person.Birth.Length == 0 && known is not { BirthDate.Length: > 0 })
        {
            Fault(FaultLevel.Error, EntryProblems.BirthMissing, Field.Birth);
        }

        if (match == RegistryMatch.Same && known is not null)
        {
            Beside(said, known, money, chosen, Fault);
        }

        return new(match, known?.Id, money, faults);
    }

    // What the registry says of the person himself.
    private void Beside(RowValues said, Beneficiary known, RowMoney money, Func<string, string> chosen, Say fault)
    {
        var receives = registry.Running(known.Id).Any();
        Receives(known, money, said.Month(Field.StartMonth), fault);
        if (known.DiedOn is { } died)
        {
            fault(FaultLevel.Error, EntryProblems.RecordedDead, Field.FullName, known.Code, VietnameseFormat.Date(died));
        }

        if (receives && Differs(Field.Commune, said, known))
        {
            fault(FaultLevel.Warning, EntryProblems.LivesThere, Field.Commune, known.Code, ground.NameOf(known.CommuneCode), ground.NameOf(said.Text(Field.Commune)));
        }

        foreach (var field in Asked(said, known, receives).Where(f => chosen(f.ToString()).Length == 0))
        {
            fault(FaultLevel.Error, EntryProblems.Differs, field, FieldNames.Of(field), InRegistry(field, known), said.Shown(field));
        }
    }

    /// <summary>
    /// Fields in which the row says something else than the registry and an official chooses. Where somebody lives who receives something is not among them:
    /// his months would stay with the old commune; that is changed by the decision on his move (Decree 20/2021 Art. 8).
    /// </summary>
    public static IEnumerable<Field> Asked(RowValues said, Beneficiary known, bool receives)
    {
        var elsewhere = receives && Differs(Field.Commune, said, known);
        return Compared.Where(f => Differs(f, said, known) && !(elsewhere && f is (Field.Commune or Field.Village)));
    }

    /// <summary>What the registry has of a field, for the screen.</summary>
    public static string InRegistry(Field field, Beneficiary person) => RowValues.Shown(field, Kept(field, person));

    /// <summary>Whether the row says something else than the registry. What either does not say is no difference, nor is a birth that is only less precise.</summary>
    public static bool Differs(Field field, RowValues said, Beneficiary person)
    {
        var (here, there) = (said.Text(field), Kept(field, person));
        return here.Length > 0 && there.Length > 0 && here != there && field switch
        {
            Field.FullName => VietnameseText.NameKey(here) != VietnameseText.NameKey(there),
            Field.Village => VietnameseText.Fold(here) != VietnameseText.Fold(there),
            Field.Birth => !there.StartsWith(here, StringComparison.Ordinal),
            _ => true,
        };
    }

    private static string Kept(Field field, Beneficiary p) => field switch
    {
        Field.FullName => p.FullName, Field.Birth => p.BirthDate, Field.Sex => p.Sex.ToString(System.Globalization.CultureInfo.InvariantCulture), Field.Ethnic => p.EthnicCode,
        Field.CitizenNumber => p.CitizenId, Field.OldNumber => p.OldIdentityNumber, Field.Commune => p.CommuneCode, Field.Village => p.Village, Field.Phone => p.Phone, _ => "",
    };

    private delegate void Say(FaultLevel level, ProblemKind kind, Field field, params object[] parts);

    private void Place(RowPerson person, Say fault)
    {
        if (person.Commune.Length == 0)
        {
            fault(FaultLevel.Error, EntryProblems.CommuneMissing, Field.Commune);
        }
        else if (ground.PathOf(person.Commune) is not { } path || !ground.Sender.Covers(path))
        {
            fault(FaultLevel.Error, EntryProblems.OutsideOffice, Field.Commune, ground.NameOf(person.Commune));
        }
    }

    private static void Money(RowValues said, RowMoney money, Say fault)
    {
        if (money.Category.Length == 0)
        {
            fault(FaultLevel.Error, EntryProblems.CategoryMissing, Field.Category);
        }
        else if (money.Times == 0)
        {
            fault(FaultLevel.Error, said.Has(Field.Children) ? EntryProblems.ChildrenNone : EntryProblems.ChildrenMissing, Field.Children);
        }
        else if (money.FileDong is null && money.Law is null)
        {
            fault(FaultLevel.Error, EntryProblems.AmountMissing, Field.MonthlyAmount);
        }
        else if (money.Differs)
        {
            fault(FaultLevel.Warning, EntryProblems.AmountDiffers, Field.MonthlyAmount, new Dong(money.FileDong!.Value).Digits(), new Dong(money.Law!.MonthlyDong).Digits(), Signed(money.FileDong.Value - money.Law.MonthlyDong));
        }

        Degree(said, money.Category, fault);
        if (said.Number(Field.CareAmount) is { } care && RowMoney.KindOf(money.Category) != EntitlementKind.Care)
        {
            fault(FaultLevel.Warning, EntryProblems.CareAmount, Field.CareAmount, new Dong(care).Digits());
        }
    }

    // 1 đặc biệt nặng, 2 nặng, 3 nhẹ: the category's code tells the degree that is paid for (Decree 20/2021 Art. 6(1)(e)).
    private static void Degree(RowValues said, string category, Say fault)
    {
        if (said.Number(Field.DisabilityDegree) is { } degree && category.Split('.') is ["6", var paid, ..] && paid != degree switch { 1 => "dbn", 2 => "n", _ => "" })
        {
            fault(FaultLevel.Error, EntryProblems.DegreeContradicts, Field.DisabilityDegree, said.Shown(Field.DisabilityDegree), paid == "dbn" ? "người khuyết tật đặc biệt nặng" : "người khuyết tật nặng");
        }
    }

    private (RegistryMatch, Beneficiary?) Person(RowPerson person, string chosen, Say fault)
    {
        if (registry.Numbered(person) is { } numbered)
        {
            if (!ground.Sender.Covers(numbered.TenantPath))
            {
                fault(FaultLevel.Error, EntryProblems.Elsewhere, Field.CitizenNumber);
                return (RegistryMatch.Blocked, null);
            }

            if (numbered.FoldedName != person.Folded && !RowPerson.SameBirth(numbered.BirthDate, person.Birth))
            {
                fault(FaultLevel.Error, EntryProblems.OtherPerson, Field.CitizenNumber, numbered.Code);
                return (RegistryMatch.Blocked, numbered);
            }

            return (RegistryMatch.Same, numbered);
        }

        // Outside the area only somebody who receives something stands in the way.
        var alike = registry.LookAlikes(person).FirstOrDefault(p => ground.Sender.Covers(p.TenantPath) || p.Status != EntitlementStatus.Ended);
        if (alike is null || chosen == RowChoice.Other)
        {
            return (RegistryMatch.None, null);
        }

        if (chosen == alike.Id.ToString("D") && ground.Sender.Covers(alike.TenantPath))
        {
            return (RegistryMatch.Same, alike);
        }

        if (!ground.Sender.Covers(alike.TenantPath))
        {
            // That he is there may be said, not who he is there.
            fault(FaultLevel.Error, EntryProblems.LookAlikeElsewhere, Field.FullName);
            return (RegistryMatch.LookAlike, null);
        }

        fault(FaultLevel.Error, EntryProblems.LookAlike, Field.FullName, alike.Code);
        return (RegistryMatch.LookAlike, alike);
    }

    // The list may repeat what stands in the registry; it never changes what somebody receives.
    private void Receives(Beneficiary known, RowMoney money, PayMonth? start, Say fault)
    {
        var kind = RowMoney.KindOf(money.Category);
        var running = registry.Running(known.Id).Where(e => Standing.Exclude(kind, money.Category, e.Kind, e.CategoryCode)).ToList();
        if (running.Count == 0 && registry.Stopped(known.Id, kind, money.Category) is { } stop && (start is not { } from || from.Number <= stop.EndMonth))
        {
            // An old list would pay again whom a decision has stopped.
            fault(FaultLevel.Error, EntryProblems.Stopped, Field.StartMonth, known.Code, new PayMonth(stop.EndMonth).AddMonths(1), stop.EndReason);
        }
        else if (running.Count == 0)
        {
            fault(FaultLevel.Warning, EntryProblems.KnownPerson, Field.FullName, known.Code);
        }
        else if (running.Exists(e => IsThis(e, money)))
        {
            fault(FaultLevel.Warning, EntryProblems.Registered, Field.FullName, known.Code);
        }
        else
        {
            fault(FaultLevel.Error, EntryProblems.OtherEntitlement, Field.MonthlyAmount, known.Code, new Dong(running.Sum(e => e.MonthlyAmount.Amount)).Digits());
        }
    }

    /// <summary>Whether a running version is what the row tells.</summary>
    public static bool IsThis(Entitlement running, RowMoney money) => running.CategoryCode == money.Category && running.Kind == RowMoney.KindOf(money.Category)
        && (running.MonthlyAmount.Amount == money.FileDong || running.MonthlyAmount.Amount == money.Law?.MonthlyDong);

    private static string Signed(long dong) => (dong > 0 ? "+" : "") + new Dong(dong).Digits();
}
