using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Registry;
using ProvinceNode.Replication;

namespace EndToEnd.Tests.Federation;

[Collection(Alone.Name)]
public sealed class FederationTests
{
    [Fact]
    public async Task Hub_StoppedAndStartedWhileTheNodeSaves_EndsWithEqualDigests()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var first = await Federation.AddAsync(node, "Lê Thị Thủy", 100);
        await Federation.UntilAsync(() => Task.FromResult(Federation.Status(node).Now.Pushed > 0));

        for (var round = 0; round < 3; round++)
        {
            var saving = Federation.AddAsync(node, $"Đợt {round}", 150);
            await federation.StopHubAsync();
            await saving;
            Assert.True(await Federation.RenameAsync(node, first, $"Lê Thị Thúy {round}"));
            await federation.StartHubAsync();
        }

        await federation.AssertEqualAsync(node, 100 + (3 * 150));
        var name = await federation.Hub!.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == first.ToString("D")).Select(b => b.FullName).SingleAsync());
        Assert.Equal("Lê Thị Thúy 2", name);
    }

    [Fact]
    public async Task PersonFile_OfANode_IsReadOverODataWholeMaskedAndNeutral()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var id = await Federation.AddAsync(node, "Lê Thị Thủy");
        await node.WithDbAsync(async db =>
        {
            const string path = "38.380.14758";
            var person = await db.Beneficiaries.SingleAsync(b => b.Id == id);
            (person.CategoryCode, person.Needs, person.AssistiveDevice) = ("8", "Thuốc điều trị HIV", "Nạng");
            db.Add(new PersonLink { Id = Guid.CreateVersion7(), BeneficiaryId = id, TenantPath = path, Role = LinkRole.Guardian, FullName = "Trần Thị Mẹ", Number = "038160000111", Relation = "mẹ" });
            db.Add(new PovertyYear { Id = Guid.CreateVersion7(), BeneficiaryId = id, TenantPath = path, Year = 2025, Status = ProvinceNode.Eligibility.PovertyStatus.Poor });
            await Households.KeepAsync(db, new HouseholdFacts(path, "14758", "Thôn 1", "HN-1"), new MemberFacts("Trần Thị Mẹ", "038160000111"), [new MemberFacts("Lê Thị Thủy") { BeneficiaryId = id, CertificateNumber = "x.1" }], null, CancellationToken.None);
            return await db.SaveAsync(Federation.AnAct("hồ sơ"), CancellationToken.None);
        });

        await federation.AssertEqualAsync(node, 1);
        var (person, household) = (await ReadAsync(federation, "Beneficiaries"), await ReadAsync(federation, "Households"));
        // Of a confidential group nobody is named to analysts, neither the person nor who stands beside him; the hub keeps it for the population database's answers.
        Assert.Contains("\"GuardianName\":\"\"", person, StringComparison.Ordinal);
        Assert.Contains("\"FullName\":\"\"", person, StringComparison.Ordinal);
        Assert.DoesNotContain("Trần Thị Mẹ", person + household.Replace("\"HeadName\":\"Trần Thị Mẹ\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("Trần Thị Mẹ", await federation.Hub!.WithDbAsync(db => db.Beneficiaries.Select(b => b.GuardianName).SingleAsync()));
        // Nor what would tell him apart in his commune.
        Assert.DoesNotContain("\"PovertyStatus\":\"Poor\"", person, StringComparison.Ordinal);
        Assert.DoesNotContain("Nạng", person, StringComparison.Ordinal);
        Assert.Contains("\"CategoryCode\":\"KHAC\"", person, StringComparison.Ordinal);
        Assert.DoesNotContain("HIV", person, StringComparison.Ordinal);
        Assert.Contains("\"MemberCount\":2,\"DisabledCount\":1", household, StringComparison.Ordinal);
        Assert.DoesNotContain("038160000111", person + household, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(Federation federation, string set)
    {
        await using var scope = federation.Hub!.App.Services.CreateAsyncScope();
        var key = await scope.ServiceProvider.GetRequiredService<NationalHub.Reporting.AnalystKeys>().AddAsync($"analyst-{set}", CancellationToken.None);
        using var client = new HttpClient { BaseAddress = federation.Hub.Http };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return await client.GetStringAsync(new Uri($"/odata/{set}", UriKind.Relative));
    }

    [Fact]
    public async Task RefusedRecord_ShowsTheHubsReasonAtTheNode_AndTheOthersArrive()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var bad = await Federation.AddAsync(node, "Sai mã xã");
        await node.WithDbAsync(async db =>
        {
            (await db.Beneficiaries.SingleAsync(b => b.Id == bad)).CommuneCode = "99999";
            return await db.SaveAsync(Federation.AnAct("sai"), CancellationToken.None);
        });
        await Federation.AddAsync(node, "Đúng", 5);

        await Federation.UntilAsync(async () => await node.WithDbAsync(db => db.Outbox.ToListAsync()) is [{ RefusedAt: not null }]);
        var row = await node.WithDbAsync(db => db.Outbox.SingleAsync());
        Assert.Equal((bad, "unit-unknown"), (row.RecordId, row.RefusedCode));
        Assert.Contains("99999", row.RefusedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondCopyOfTheNode_IsFenced_AndANewEpochRepairsIt()
    {
        await using var federation = await Federation.StartAsync();
        await using (var original = await federation.StartNodeAsync())
        {
            await Federation.AddAsync(original, "Bản gốc", 10);
            await federation.AssertEqualAsync(original, 10);
        }

        await using var restored = await federation.StartNodeAsync();
        await Federation.AddAsync(restored, "Bản khôi phục", 3);
        await Federation.UntilAsync(() => Task.FromResult(Federation.Status(restored).IsFenced));
        Assert.Equal(3, await restored.WithDbAsync(db => db.Outbox.CountAsync()));

        var words = new StringWriter();
        Assert.Equal(0, await ReplicationCommands.RunAsync(restored.App.Services, ["replication", "repair"], words, CancellationToken.None));
        Assert.Contains("Đã lấy lại 10 bản ghi", words.ToString(), StringComparison.Ordinal);
        await Federation.UntilAsync(async () => await restored.WithDbAsync(db => db.Outbox.CountAsync()) == 0);
        var position = await federation.PositionAsync();
        Assert.Equal((2ul, 13), (position.Epoch, (int)position.Kinds.Sum(k => k.Records)));
        await federation.AssertEqualAsync(restored, 13);

        // The next start compares again: the shorter chain of the new epoch is the one the hub goes by now.
        await using var scope = restored.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PositionCheck>().DemandAsync(position, CancellationToken.None);
    }
}
