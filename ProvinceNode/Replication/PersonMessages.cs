using ProvinceNode.Registry;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>How a person, what he receives, his household and his certificates look as messages. Words that tell of HIV stay in the node (Law 64/2006). Pure.</summary>
internal static class PersonMessages
{
    public static BeneficiaryState State(Beneficiary b)
    {
        var state = new BeneficiaryState
        {
            Code = b.Code, FullName = b.FullName, BirthDate = b.BirthDate, Sex = b.Sex, EthnicCode = b.EthnicCode, CitizenId = b.CitizenId,
            OldIdentityNumber = b.OldIdentityNumber, CommuneCode = b.CommuneCode, Village = b.Village, CategoryCode = RecordMessages.PublicCategory(b.CategoryCode),
            MonthlyAmountDong = b.MonthlyAmount.Amount, CoefficientHundredths = b.CoefficientHundredths, StartMonth = b.StartMonth, Status = b.Status.ToString(),
            IdentityStatus = b.IdentityStatus, Phone = b.Phone, ResidentSince = RecordMessages.Day(b.ResidentSince), Needs = Neutral(b.Needs),
            AssistiveDevice = Neutral(b.AssistiveDevice), OtherSupport = Neutral(b.OtherSupport), DiedOn = RecordMessages.Day(b.DiedOn),
            MergedIntoId = b.MergedIntoId?.ToString("D") ?? "",
        };
        state.Links.AddRange(b.Links.OrderBy(l => l.Id).Select(l => new LinkState
        {
            Id = l.Id.ToString("D"), Role = l.Role.ToString(), FullName = l.FullName, BirthDate = l.BirthDate, Number = l.Number, Relation = l.Relation,
            BeneficiaryId = l.OtherId?.ToString("D") ?? "", From = RecordMessages.Day(l.From), To = RecordMessages.Day(l.To), Basis = l.Basis,
        }));
        state.PovertyYears.AddRange(b.PovertyYears.OrderBy(y => y.Year).Select(y => new PovertyYearState
        {
            Year = y.Year, Status = y.Status.ToString(), DecisionNumber = y.DecisionNumber, DecisionOn = RecordMessages.Day(y.DecisionOn), Source = y.Source,
        }));
        state.Stays.AddRange(b.Stays.OrderBy(s => s.Id).Select(s => new StayState
        {
            Id = s.Id.ToString("D"), Institution = s.Institution, DecisionNumber = s.DecisionNumber, From = RecordMessages.Day(s.From), To = RecordMessages.Day(s.To),
            LeaveReason = Neutral(s.LeaveReason),
        }));
        return state;
    }

    public static EntitlementState State(Entitlement e)
    {
        var category = RecordMessages.PublicCategory(e.CategoryCode);
        return new()
        {
            BeneficiaryId = e.BeneficiaryId.ToString("D"), CategoryCode = category, CoefficientHundredths = e.CoefficientHundredths, MonthlyAmountDong = e.MonthlyAmount.Amount,
            StartMonth = e.StartMonth, EndMonth = e.EndMonth, DecisionId = e.DecisionId.ToString("D"), ReceiverName = e.ReceiverName, Status = e.Status.ToString(),
            CommuneCode = Protos.Values.TenantPath.Parse(e.TenantPath).UnitCode, Kind = e.Kind.ToString(), Times = e.Times, LevelDong = e.Level.Amount,
            ReceiverNumber = e.ReceiverNumber, ReceiverRelation = e.ReceiverRelation, MethodCode = e.MethodCode, AccountNumber = e.AccountNumber,
            AccountHolder = e.AccountHolder, Bank = e.Bank, PreviousId = e.PreviousId?.ToString("D") ?? "", EndDecisionId = e.EndDecisionId?.ToString("D") ?? "",
            EndReason = category == RecordMessages.NeutralCategory ? "" : Neutral(e.EndReason), Withheld = e.Withheld,
        };
    }

    public static HouseholdState State(Household h)
    {
        var state = new HouseholdState { Code = h.Code, HeadName = h.HeadName, CommuneCode = h.CommuneCode, Village = h.Village };
        state.Members.AddRange(h.Members.OrderBy(m => m.Id).Select(m => new MemberState
        {
            Id = m.Id.ToString("D"), FullName = m.FullName, BirthDate = m.BirthDate, Sex = m.Sex, Number = m.Number, Relation = m.Relation,
            BeneficiaryId = m.BeneficiaryId?.ToString("D") ?? "", CertificateNumber = m.CertificateNumber, From = RecordMessages.Day(m.From), To = RecordMessages.Day(m.To),
        }));
        return state;
    }

    public static DisabilityCertificateState State(DisabilityCertificate c)
    {
        var state = new DisabilityCertificateState
        {
            Number = c.Number, FullName = c.FullName, BirthDate = c.BirthDate, Sex = c.Sex, CitizenId = c.CitizenId, OldIdentityNumber = c.OldIdentityNumber,
            CommuneCode = Protos.Values.TenantPath.Parse(c.TenantPath).UnitCode, DisabilityTypes = c.Types, Degree = c.Degree.ToString(), IssuedOn = RecordMessages.Day(c.IssuedOn),
            IssuerName = c.IssuerName, SignerName = c.SignerName, ValidTo = RecordMessages.Day(c.ValidTo), State = c.State.ToString(),
        };
        state.Changes.AddRange(c.History.OrderBy(h => h.At).ThenBy(h => h.Id).Select(h => new CertificateChangeState
        {
            To = h.To.ToString(), AtUnixMs = RecordMessages.Unix(h.At), Why = Neutral(h.Why), OtherNumber = h.OtherNumber,
        }));
        return state;
    }

    // Free words of an official: one that names the illness stays here whole.
    internal static string Neutral(string words) => Protos.Values.IllnessWords.Tell(words) ? "" : words;
}
