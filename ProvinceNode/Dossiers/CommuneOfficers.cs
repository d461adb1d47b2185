using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Who looks after the people of a commune: its social officer (policy 3.6: the commune's officer lists). Pure.</summary>
public static class CommuneOfficers
{
    /// <summary>Why an official may not open or report something about a person of a commune; null when he may.</summary>
    public static Problem? Fault(FlowContext context, SignedInOfficial official, TenantPath commune) =>
        !Is(official) ? CommonProblems.NotAllowed.Now()
        : context.OfficeFor(Authorities.CommuneOfficer, commune) != official.Office ? DossierProblems.OtherOffice.Now(context.OfficeName(Authorities.CommuneOfficer, commune)) : null;

    /// <summary>Whether he is a commune's social officer at all.</summary>
    public static bool Is(SignedInOfficial official) => official.May(Actions.DossierReview) && official.Is(Authorities.AccountRole[Authorities.CommuneOfficer]);
}
