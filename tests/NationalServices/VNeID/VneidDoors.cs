using NationalServices.Faults;
using NationalServices.Platform;
using NationalServices.PopulationDatabase;

namespace NationalServices.VNeID;

/// <summary>
/// Stand-in of VNeID's sign-in (policy 8.3): an OpenID provider at <c>/vneid</c> for authorization code with PKCE (S256) alone; see <see cref="Authorize"/>. Who the people are is known
/// from the population database. Claims at /vneid/thong-tin: sub, SoDinhDanh, HoVaTen, NgaySinh (19820315, 198203 or 1982), GioiTinh, MucDo (1, 2), SoDienThoai.
/// <para>POST /quan-tri/vneid/noi-doi <c>{"cach":"none|nonce|audience|issuer|expired|key|unsigned|subject"}</c> makes the next answers false in one way.</para>
/// </summary>
internal static class VneidDoors
{
    public const string Root = "/vneid";

    public static void AddVneid(this IServiceCollection services) => services.AddSingleton<VneidClients>().AddSingleton<VneidGrants>();

    public static void MapVneid(this IEndpointRouteBuilder app)
    {
        var service = app.MapGroup(Root).AddEndpointFilter(new FaultFilter(ServiceName.Vneid));
        service.MapGet("/.well-known/openid-configuration", (HttpContext http) => Wire.Json(Described(Issuer(http))));
        service.MapGet("/khoa", (VneidGrants grants) => Wire.Json(grants.Keys));
        service.MapGet("/dang-nhap", Authorize.Show);
        service.MapPost("/dang-nhap", Authorize.AnswerAsync).DisableAntiforgery();
        service.MapPost("/ma", TokenAsync).DisableAntiforgery();
        service.MapGet("/thong-tin", Information);
        service.MapGet("/dang-xuat", SignOut);
        app.MapPost("/quan-tri/vneid/ung-dung", VneidClients.PutAsync).AddEndpointFilter<OwnPagesOnly>();
        app.MapPost("/quan-tri/vneid/noi-doi", LieAsync).AddEndpointFilter<OwnPagesOnly>();
    }

    private static string Issuer(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}{Root}";

    private static object Described(string issuer) => new
    {
        issuer,
        authorization_endpoint = issuer + "/dang-nhap",
        token_endpoint = issuer + "/ma",
        userinfo_endpoint = issuer + "/thong-tin",
        jwks_uri = issuer + "/khoa",
        end_session_endpoint = issuer + "/dang-xuat",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "pairwise" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
        code_challenge_methods_supported = new[] { "S256" },
        scopes_supported = new[] { "openid", "vneid" },
    };

    private static async Task<IResult> TokenAsync(HttpContext http, VneidClients clients, VneidGrants grants)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (clients.Proven(http.Request, form) is not { } client)
        {
            return Wire.Json(new { error = "invalid_client" }, StatusCodes.Status401Unauthorized);
        }

        if (form["grant_type"] != "authorization_code"
            || grants.Redeem(form["code"].ToString(), client.Id, form["redirect_uri"].ToString(), form["code_verifier"].ToString()) is not { } grant)
        {
            return Wire.Json(new { error = "invalid_grant" }, StatusCodes.Status400BadRequest);
        }

        http.Response.Headers.CacheControl = "no-store";
        return Wire.Json(new { access_token = grants.Token(grant), token_type = "Bearer", expires_in = 600, id_token = grants.Identity(grant, Issuer(http)) });
    }

    private static IResult Information(HttpContext http, VneidGrants grants, PeopleRegister people)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || grants.Holder(header[7..].Trim()) is not { } grant || people.Find(grant.Number) is not { } person)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        return Wire.Json(new
        {
            sub = grants.Subject(grant), person.SoDinhDanh, person.HoVaTen, NgaySinh = person.NgayThangNamSinh.Replace("-", "", StringComparison.Ordinal), person.GioiTinh,
            MucDo = grant.Level.ToString(System.Globalization.CultureInfo.InvariantCulture), SoDienThoai = "0912345678",
        });
    }

    private static IResult SignOut(string? client_id, string? post_logout_redirect_uri, string? state, VneidClients clients) =>
        clients.Find(client_id) is { } client && post_logout_redirect_uri is not null && client.AfterSignOut.Contains(post_logout_redirect_uri)
            ? Results.Redirect(post_logout_redirect_uri + (state is null ? "" : "?state=" + Uri.EscapeDataString(state)))
            : Results.Text("Đã thoát VNeID (giả lập).", "text/plain; charset=utf-8");

    private static async Task<IResult> LieAsync(HttpContext http, VneidGrants grants)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        if (!Enum.TryParse<TokenLie>(fields.Required("cach"), ignoreCase: true, out var lie) || !Enum.IsDefined(lie))
        {
            fields.Fault("cach", "SAI", $"cach phải là một trong: {string.Join(", ", Enum.GetNames<TokenLie>())}.");
            return Refusal.Malformed(fields.Faults);
        }

        grants.Lie = lie;
        return Wire.Json(new { cach = FaultDoors.Lower(lie) });
    }
}
