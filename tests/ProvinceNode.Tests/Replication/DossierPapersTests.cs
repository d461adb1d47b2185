using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using Protos.Replication;
using TestSupport;

namespace ProvinceNode.Tests.Replication;

/// <summary>Papers of a dossier on their way to the portal: kinds only, an illness never.</summary>
public sealed class DossierPapersTests
{
    [Fact]
    public async Task Papers_OfADossier_TravelAsKindsWithTheirRow()
    {
        await using var host = await NodeHost.StartAsync();
        var id = await new TestDossiers(host).SubmittedAsync();

        var state = await host.WithDbAsync(async db => (await db.RecordVersions.AsNoTracking().SingleAsync(v => v.RecordId == id)).Read()!.Dossier);

        Assert.Contains(state.Papers, p => p is { Code: "9", Name: "Giấy xác nhận khuyết tật", Count: 1 });
    }

    [Fact]
    public async Task Paper_ThatNamesAnIllness_TravelsNeutrally()
    {
        await using var host = await NodeHost.StartAsync();
        var id = await new TestDossiers(host).SubmittedAsync("hiv");

        var state = await host.WithDbAsync(async db => (await db.RecordVersions.AsNoTracking().SingleAsync(v => v.RecordId == id)).Read()!.Dossier);

        Assert.Contains(state.Papers, p => p.Code == "giay-to-y-te");
        Assert.DoesNotContain("HIV", state.Papers.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(state.Papers, p => p.Code is "7" or "xac-nhan-hiv");
    }
}
