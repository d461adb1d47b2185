using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace NationalHub.Reporting.OData;

/// <summary>How many rows a page takes and where it starts.</summary>
/// <param name="Size">Rows on this page at most.</param>
/// <param name="Left">Rows of $top still owed before this page, or null.</param>
/// <param name="PageSize">The page size later pages go on with.</param>
/// <param name="After">The token this page starts after, or null on the first.</param>
/// <param name="Since">When a reading that will be followed began: its last page tells where to ask for changes.</param>
internal sealed record PageRequest(int Size, long? Left, int PageSize, PageToken? After, DateTime? Since)
{
    /// <param name="begun">What a later delta goes back to when this is the first page of a reading to follow; else null.</param>
    public static PageRequest Of(HttpRequest request, QueryOptions options, FeedPlan plan, ODataLimits limits, DateTime? begun)
    {
        var after = options["$skiptoken"] is { } text ? PageToken.Read(text, options.Fingerprint, plan.Order) : null;
        var size = Math.Min(Negotiation.PageSize(request, limits) ?? after?.PageSize ?? limits.DefaultPageSize, limits.MaxPageSize);
        var left = after is null ? options.Top : after.Left;
        return new PageRequest((int)Math.Min(size, left ?? size), left, size, after, after is null ? begun : after.Since);
    }

    /// <summary>Whether rows could follow this page.</summary>
    public bool MayContinue => Left is null || Left > Size;
}

/// <summary>The rows of one page as they arrive, and the link to the next once they have all been read.</summary>
/// <param name="rows">May hold one more than the page.</param>
/// <param name="most">Bytes after which a page ends though it has fewer rows than it may.</param>
internal sealed class FeedPage(FeedPlan plan, PageRequest page, FeedLinks links, long? count, PageRows rows, long most) : IAsyncDisposable
{
    private int _given;

    public Uri? NextLink { get; private set; }

    public Uri? DeltaLink { get; private set; }

    public object?[] Current => rows.Current;

    /// <summary>The rows where they are read without the mapping; else null.</summary>
    public BareRows? Bare => rows.Bare;

    /// <summary>Bytes that the rows have come to so far, told by who writes them.</summary>
    public long Written { get; set; }

    /// <returns>False at the end of the page; the links are known then.</returns>
    public async ValueTask<bool> NextAsync()
    {
        var full = _given == page.Size || (Written >= most && _given > 0);
        // Before another row takes its place.
        var last = full && _given > 0 ? rows.Current : null;
        if (!await rows.NextAsync())
        {
            DeltaLink = page.Since is { } since ? links.Delta(since) : null;
            return false;
        }
        if (full)
        {
            NextLink = last is null ? null : links.Next(Token(last));
            return false;
        }
        _given++;
        return true;
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();

    private PageToken Token(object?[] last) => new([.. plan.OrderAt.Select(at => last[at])], count, page.Left - _given, page.PageSize, page.Since);
}

/// <summary>The addresses that go on from a page: the request's own, with a token instead of those it had.</summary>
/// <param name="fingerprint">Of the query that the tokens are bound to.</param>
internal sealed class FeedLinks(HttpRequest request, string fingerprint)
{
    public Uri Next(PageToken token) => With("$skiptoken", token.Write(fingerprint), "$skiptoken");

    public Uri Delta(DateTime since) => With("$deltatoken", DeltaToken.Write(since, fingerprint), "$skiptoken", "$deltatoken", "$count");

    private Uri With(string option, string token, params string[] without)
    {
        var kept = (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !without.Contains(Uri.UnescapeDataString(part.Split('=')[0])));
        var path = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path);
        return new Uri(path + "?" + string.Join('&', kept.Append(option + "=" + token)));
    }
}
