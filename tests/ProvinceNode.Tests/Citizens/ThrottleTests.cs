using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Citizens;

/// <summary>What public doors count is bounded, and so is what they keep.</summary>
public sealed class ThrottleTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly FakeClock _clock = new(new DateOnly(2025, 3, 10));

    [Fact]
    public void Keys_WithoutEnd_AreForgottenOldestFirst()
    {
        var throttle = new Throttle(new VietnamTime(_clock));
        Assert.Equal(5, throttle.Count("mine", Window, 5));
        for (var i = 0; i < 3 * Throttle.MostKeys; i++)
        {
            throttle.Count($"k{i}", Window);
            if (i % 10_000 == 0)
            {
                throttle.Count("often", Window);
            }
        }

        Assert.InRange(throttle.Held, Throttle.MostKeys, 2 * Throttle.MostKeys);
        Assert.Equal(16, throttle.Count("often", Window)); // who keeps trying stays counted
        Assert.Equal(1, throttle.Count("mine", Window));
    }

    // In one network of IPv6 everybody has more addresses than all tries ever made.
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:1:2:3", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:113.160.1.2", "113.160.1.2", true)]
    [InlineData("::ffff:113.160.1.2", "::ffff:113.160.1.3", false)]
    [InlineData("113.160.1.2", "113.160.1.3", false)]
    public void Address_OfOneNetwork_IsCountedAsOne(string one, string other, bool same) =>
        Assert.Equal(same, Address.Of(System.Net.IPAddress.Parse(one)) == Address.Of(System.Net.IPAddress.Parse(other)));

    [Fact]
    public void FailedLookUps_OfAllDossiers_AreBoundedByTheHour()
    {
        var failed = new FailedLookUps(new VietnamTime(_clock));
        for (var i = 0; i < FailedLookUps.MostOfNode; i++)
        {
            Assert.True(failed.CountOne(Guid.NewGuid()));
        }

        Assert.False(failed.CountOne(Guid.NewGuid()));
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.True(failed.CountOne(Guid.NewGuid()));
    }

    [Fact]
    public void Count_AfterItsWindow_BeginsAnew()
    {
        var throttle = new Throttle(new VietnamTime(_clock));
        Assert.True(throttle.CountOne("a", 1, Window));
        Assert.False(throttle.CountOne("a", 1, Window));
        throttle.Forgive("a");
        Assert.False(throttle.Allows("a", 1, Window));
        _clock.Advance(Window);
        Assert.True(throttle.CountOne("a", 1, Window));
    }

    [Fact]
    public async Task Uploads_OfOneAddress_EndAfterTwoHundredAnHour()
    {
        using var folder = new DataFolder();
        var uploads = new Uploads(new AttachmentStore(Options.Create(new NodeOptions { DataFolder = folder.Path })), new Throttle(new VietnamTime(_clock)));
        var sent = new FormFileCollection();
        sent.AddRange(Enumerable.Range(0, Uploads.MostFilesAnHour + 1).Select(_ => new FormFile(new MemoryStream(WizardTests.Photo), 0, WizardTests.Photo.Length, "Papers." + SubmitPapers.Supplement, "a.jpg")));

        Assert.Equal("attachment-too-often", Assert.Single(await uploads.TakeAsync(sent, [], "10.0.0.1", default)).Code);
        Assert.Single(await uploads.TakeAsync(new FormFileCollection { sent[0] }, [], "10.0.0.1", default));
        Assert.Empty(await uploads.TakeAsync(new FormFileCollection { sent[0] }, [], "10.0.0.2", default));
        Assert.Empty(await uploads.TakeAsync(sent, [], null, default)); // an official is not counted
    }

    [Fact]
    public async Task Sweep_OfFilesThatNobodyHas_KeepsThoseOfDossiersAndDrafts()
    {
        await using var node = await NodeHost.StartAsync();
        await new TestDossiers(node).SubmittedAsync();
        var store = node.App.Services.GetRequiredService<AttachmentStore>();
        var (kept, removed, fresh) = (await SaveAsync(store, 1), await SaveAsync(store, 2), await SaveAsync(store, 3));
        await node.WithDbAsync(async db =>
        {
            db.Add(new Draft { Id = Guid.NewGuid(), CodeHash = "x", ProcedureCode = "1.001776", Form = "1đ", SubmissionKey = "x", UpdatedAt = new VietnamTime(node.Clock).UtcNow,
                Answers = new DraftContent { Files = { new StoredFile("bo-sung", "a.jpg", kept, 9, "image/jpeg") } }.ToJson() });
            return await db.SaveChangesAsync();
        });
        foreach (var path in Directory.EnumerateFiles(Path.Combine(node.Folder, "attachments"), "*", SearchOption.AllDirectories).Where(p => !p.EndsWith(fresh, StringComparison.Ordinal)))
        {
            File.SetLastWriteTimeUtc(path, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        await node.WithAsync(s => ActivatorUtilities.CreateInstance<SweepFiles>(s).RunOnceAsync(default));

        var left = Directory.EnumerateFiles(Path.Combine(node.Folder, "attachments"), "*", SearchOption.AllDirectories).Select(p => Path.GetFileName(p)).ToList();
        Assert.Contains(kept, left);
        Assert.Contains(fresh, left);
        Assert.DoesNotContain(removed, left);
        Assert.Equal(3, left.Count); // the dossier's own paper too
    }

    private static async Task<string> SaveAsync(AttachmentStore store, byte mark)
    {
        using var content = new MemoryStream([.. WizardTests.Photo, mark]);
        return (await store.SaveAsync(content, "a.jpg", "bo-sung", default)).Value.Hash;
    }
}
