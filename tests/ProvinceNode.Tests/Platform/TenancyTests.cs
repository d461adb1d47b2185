using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Platform;

/// <summary>
/// Generated over every page and endpoint that the node has, so a new page is covered the day it is written:
/// who may call it is said on it; whoever may not is refused; another tenant's ids are "not found" and an act; listings hold no other tenant's rows.
/// </summary>
public sealed class TenancyTests(TenancyWorld world) : IClassFixture<TenancyWorld>
{
    [Fact]
    public void Endpoints_All_SayWhoMayCallThem()
    {
        var silent = world.Endpoints.Where(e => !e.Public && e.Action is null && !e.SignedInOnly).Select(e => e.Pattern);
        Assert.Empty(silent);
        var unreviewed = world.Endpoints.Where(e => e.Public && !TenancyWorld.PublicDoors.Any(d => Fits(e.Pattern, d))).Select(e => e.Pattern).ToList();
        Assert.True(unreviewed.Count == 0, "Public, but not on the reviewed list: " + string.Join(", ", unreviewed));
        Assert.All(world.Endpoints.Where(e => e.SignedInOnly), e => Assert.StartsWith("tai-khoan/", e.Pattern, StringComparison.Ordinal));
        Assert.All(world.Endpoints.Where(e => e.Action is not null), e => Assert.Contains(e.Action!, TenancyWorld.KnownActions));
    }

    [Fact]
    public async Task Page_ForRoleWithoutItsAction_Is403AndAnAct()
    {
        var leaks = new List<string>();
        foreach (var role in Roles.Names.Keys)
        {
            var client = await world.ClientAsync(role, TenancyWorld.OwnCommune);
            foreach (var endpoint in world.Endpoints.Where(e => e.Action is not null && !world.May(role, e.Action!)))
            {
                using var answer = await client.SendAsync(new HttpRequestMessage(endpoint.Method, world.Fill(endpoint, world.Own)));
                if (answer.StatusCode != HttpStatusCode.Forbidden)
                {
                    leaks.Add($"{role} {endpoint.Method} {endpoint.Pattern}: {answer.StatusCode}");
                }
            }
        }

        Assert.Empty(leaks);
        Assert.NotEqual(0, await world.Node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.AccessDenied)));
    }

    [Fact]
    public async Task Page_ForNobody_AsksToSignIn()
    {
        using var client = world.Node.NewClient(followRedirects: false);
        foreach (var endpoint in world.Endpoints.Where(e => !e.Public && e.Method == HttpMethod.Get))
        {
            using var answer = await client.GetAsync(world.Fill(endpoint, world.Own));
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/dang-nhap", StringComparison.Ordinal), endpoint.Pattern);
        }
    }

    [Fact]
    public async Task IdRoute_WithAnotherTenantsId_Is404AndAnAct()
    {
        var leaks = new List<string>();
        foreach (var endpoint in world.Endpoints.Where(e => e.Action is not null && e.HasId))
        {
            foreach (var (role, office) in world.Allowed(endpoint))
            {
                var client = await world.ClientAsync(role, office);
                foreach (var other in world.Tenants.Where(t => !TenancyWorld.Covers(office, t.Path) && t.Fits(endpoint)))
                {
                    var before = await world.ForeignActsAsync();
                    using var request = new HttpRequestMessage(endpoint.Method, world.Fill(endpoint, other));
                    if (endpoint.Method == HttpMethod.Post)
                    {
                        // With a good token, so that the handler itself is reached with the foreign id.
                        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await TenancyWorld.TokenAsync(client))]);
                    }

                    using var answer = await client.SendAsync(request);
                    var body = await answer.Content.ReadAsStringAsync();
                    // A page that takes no form at all says so before it looks at the id.
                    var refused = answer.StatusCode == HttpStatusCode.NotFound || (endpoint.Method == HttpMethod.Post && answer.StatusCode == HttpStatusCode.MethodNotAllowed);
                    if (!refused || body.Contains(other.Marker, StringComparison.Ordinal))
                    {
                        leaks.Add($"{role}@{office} {endpoint.Method} {endpoint.Pattern} of {other.Path}: {answer.StatusCode}");
                    }
                    else if (answer.StatusCode == HttpStatusCode.NotFound && await world.ForeignActsAsync() == before)
                    {
                        leaks.Add($"{role}@{office} {endpoint.Method} {endpoint.Pattern} of {other.Path}: no act");
                    }
                }
            }
        }

        Assert.Empty(leaks);
    }

    [Fact]
    public async Task Listing_OfOneTenant_HoldsNoRowOfAnother()
    {
        var leaks = new List<string>();
        foreach (var endpoint in world.Endpoints.Where(e => e.Method == HttpMethod.Get && !e.HasParameters))
        {
            foreach (var (role, office) in endpoint.Action is null ? [(Roles.Desk, TenancyWorld.OwnCommune)] : world.Allowed(endpoint))
            {
                var client = await world.ClientAsync(role, office);
                foreach (var query in new[] { "", "?q=" + TenancyWorld.MarkerStart })
                {
                    using var answer = await client.GetAsync(new Uri("/" + endpoint.Pattern + query, UriKind.Relative));
                    var body = await answer.Content.ReadAsStringAsync();
                    leaks.AddRange(world.Tenants.Where(t => !TenancyWorld.Covers(office, t.Path) && body.Contains(t.Marker, StringComparison.Ordinal))
                        .Select(t => $"{role}@{office} {endpoint.Pattern}{query} shows {t.Path}"));
                    Assert.True((int)answer.StatusCode < 500, $"{role}@{office} {endpoint.Pattern}{query}: {answer.StatusCode}");
                }
            }
        }

        Assert.Empty(leaks);
    }

    [Fact]
    public async Task Rows_ThroughTheFilter_AreOfTheSubtreeOnly()
    {
        foreach (var office in TenancyWorld.Places)
        {
            var seen = await world.Node.WithDbAsync(db => db.Dossiers.Select(d => d.SharedPath ?? d.TenantPath).ToListAsync(), office);
            Assert.All(seen, path => Assert.True(TenancyWorld.Covers(office, path), $"{office} sees {path}"));
            Assert.Equal(world.Tenants.Count(t => t.DossierId is not null && TenancyWorld.Covers(office, t.Path)), seen.Count);
        }
    }

    private static bool Fits(string pattern, string door) =>
        door.EndsWith('*') ? pattern.StartsWith(door[..^1], StringComparison.Ordinal) : pattern == door;
}
