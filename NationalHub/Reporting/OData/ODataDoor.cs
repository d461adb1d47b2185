using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>The OData door: reads the address, sends the request to what answers it, and turns every refusal into an OData error.</summary>
internal sealed partial class ODataDoor(ODataModel model, string prefix, Type contextType)
{
    private static readonly IReadOnlyDictionary<string, string> NoAnnotations = new Dictionary<string, string>();

    public async Task HandleAsync(HttpContext http)
    {
        var limits = http.RequestServices.GetRequiredService<IOptions<ODataLimits>>().Value;
        var logger = http.RequestServices.GetRequiredService<ILogger<ODataDoor>>();
        try
        {
            if (HttpMethods.IsPost(http.Request.Method) && Batch.Is(http.Request, prefix))
            {
                await new Batch(prefix, limits, HandleAsync).WriteAsync(http, http.RequestAborted);
                return;
            }
            await AnswerAsync(http, limits);
        }
        catch (ODataFaultException fault) when (!http.Response.HasStarted)
        {
            Log.Refused(logger, fault.Code, fault.Status);
            await ODataFaultWriter.WriteAsync(http, fault, limits);
        }
        catch (ODataFaultException fault)
        {
            // Half a page is out: only a broken connection tells the client that it is not whole.
            Log.Broken(logger, fault.Code);
            http.Abort();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.Left(logger);
        }
    }

    private async Task AnswerAsync(HttpContext http, ODataLimits limits)
    {
        // Before anything of a long one is read.
        CheckRequest(http.Request, limits);
        QueryOptions.Normalize(http.Request);
        CheckRepetition(http.Request);
        var root = new Uri(UriHelper.BuildAbsolute(http.Request.Scheme, http.Request.Host, http.Request.PathBase, prefix + "/"));
        var parser = Parser(http.Request, root);
        var path = ParsePath(parser, http.Request);
        if (path.FirstSegment is null)
        {
            await Documents.ServiceAsync(http, model, root);
            return;
        }
        if (path.FirstSegment is MetadataSegment)
        {
            await Documents.MetadataAsync(http, model);
            return;
        }
        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        var asked = time.GetTimestamp();
        await using var then = await AsOf.OpenAsync(http, model, time, limits, http.RequestAborted);
        var db = then?.Db ?? (DbContext)http.RequestServices.GetRequiredService(contextType);
        await using var run = await QueryRun.OpenAsync(db, limits, time.GetElapsedTime(asked), time, http.RequestAborted);
        try
        {
            await SetAsync(new DoorRequest(http, model, limits, db, time) { Parser = parser, Path = path, Annotations = then?.Annotations ?? NoAnnotations, IsAsOf = then is not null }, run);
        }
        catch (InsufficientExecutionStackException)
        {
            throw ODataFaultException.Bad("OData.OverLimit", "Biểu thức lồng nhau quá sâu. Hãy viết phẳng hơn.");
        }
        catch (InvalidOperationException fault) when (fault.Message.Contains("could not be translated", StringComparison.Ordinal))
        {
            throw ODataFaultException.NotSupported("Cơ sở dữ liệu không tính được biểu thức này. Hãy viết lại bằng các phép so sánh và hàm đơn giản hơn.");
        }
        catch (InvalidOperationException fault) when (fault.Message.Contains("LINQ query parameter expression", StringComparison.Ordinal))
        {
            throw ODataFaultException.Bad("OData.BadConstant", "Có hàm hoặc phép tính trên hằng không tính được (ví dụ substring quá độ dài). Hãy sửa giá trị.");
        }
        catch (SystemException fault) when (fault is DbException or OperationCanceledException && run.Translate(fault) is not null)
        {
            throw run.Translate(fault)!;
        }
    }

    /// <summary>What is known of the set before its rows are read.</summary>
    private async Task SetAsync(DoorRequest door, QueryRun run)
    {
        var annotations = !door.IsAsOf && model.Annotations is { } source ? await source(door.Http, run.Token) : door.Annotations;
        FreshnessHeaders.Write(door.Http.Response, annotations);
        if (door.IsAsOf && door.Path.FirstSegment is EntitySetSegment first && model.Sets[first.EntitySet.Name].IsOfToday)
        {
            throw ODataFaultException.NotSupported($"Tập {first.EntitySet.Name} được tính từ số liệu hiện tại, không có theo ngày trước. Hãy bỏ asOf, hoặc tổng hợp Entitlements, PaymentLists bằng $apply với asOf.", "asOf");
        }
        await PrepareAsync(door.Path, door.Db, run.Token);
        await RowsAsync(door with { Annotations = annotations }, run);
    }

    private static Task RowsAsync(DoorRequest door, QueryRun run)
    {
        var segments = door.Path.ToList();
        var set = segments[0] is EntitySetSegment first ? door.Model.Sets[first.EntitySet.Name] : throw Unsupported();
        return segments.Skip(1).ToList() switch
        {
            [] => FeedAnswer.WriteAsync(door, set, run),
            [CountSegment] => FeedAnswer.WriteCountAsync(door, set, run),
            [KeySegment key] => EntityAnswer.WriteAsync(door, set, key, run),
            [KeySegment key, NavigationPropertySegment way] => EntityAnswer.WriteLinkedAsync(door, set, key, way, run),
            [KeySegment key, PropertySegment property] => EntityAnswer.WritePropertyAsync(door, set, key, property.Property.Name, run),
            [KeySegment key, PropertySegment property, ValueSegment] => EntityAnswer.WritePropertyAsync(door, set, key, property.Property.Name, run),
            _ => throw Unsupported(),
        };
    }

    private Task PrepareAsync(ODataPath path, DbContext db, CancellationToken cancellationToken)
        => path.FirstSegment is EntitySetSegment first && model.Sets[first.EntitySet.Name].Prepare is { } prepare ? prepare(db, cancellationToken) : Task.CompletedTask;

    private static void CheckRequest(HttpRequest request, ODataLimits limits)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            throw new ODataFaultException(405, "OData.ReadOnly", "Cửa này chỉ để đọc. Hãy dùng GET hoặc HEAD; dữ liệu được sửa tại hệ thống của tỉnh.");
        }
        var length = request.Path.ToUriComponent().Length + (request.QueryString.Value ?? "").Length;
        if (length > limits.MaxUrlLength)
        {
            throw new ODataFaultException(StatusCodes.Status414UriTooLong, "OData.TooLong",
                $"Địa chỉ dài {length} ký tự, vượt giới hạn {limits.MaxUrlLength}. Hãy rút ngắn biểu thức hoặc chia thành nhiều truy vấn; mỗi chữ có dấu viết dạng %C3%A0 tính là nhiều ký tự.");
        }
    }

    /// <summary>Before the parser, which throws on a repetition wherever it first looks.</summary>
    private static void CheckRepetition(HttpRequest request)
    {
        foreach (var (name, values) in request.Query)
        {
            if (values.Count > 1 && name.StartsWith('$'))
            {
                throw ODataFaultException.Bad("OData.RepeatedOption", $"{name} xuất hiện {values.Count} lần. Hãy gộp thành một.", name);
            }
        }
    }

    private ODataUriParser Parser(HttpRequest request, Uri root)
    {
        var uri = ComputeOption.Fold(new Uri(UriHelper.GetEncodedUrl(request)), request.Query);
        return new ODataUriParser(model.Edm, root, uri) { UrlKeyDelimiter = ODataUrlKeyDelimiter.Parentheses, Resolver = new ODataUriResolver { EnableCaseInsensitive = true } };
    }

    private ODataPath ParsePath(ODataUriParser parser, HttpRequest request)
    {
        var text = (request.Path.Value ?? "")[Math.Min(prefix.Length, request.Path.Value?.Length ?? 0)..].Trim('/');
        try
        {
            return parser.ParsePath();
        }
        catch (ODataException fault)
        {
            throw ParseFaults.Path(fault, text, model);
        }
    }

    private static ODataFaultException Unsupported()
        => ODataFaultException.NotSupported("Địa chỉ này chưa được hỗ trợ. Dùng được: tập, tập/$count, tập(khóa), tập(khóa)/thuộc tính, tập(khóa)/liên kết, và POST $batch dạng JSON.");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "OData request refused: {Code} ({Status})")]
        public static partial void Refused(ILogger logger, string code, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "OData answer broken off half-way: {Code}")]
        public static partial void Broken(ILogger logger, string code);

        [LoggerMessage(Level = LogLevel.Debug, Message = "OData client left before its answer was whole")]
        public static partial void Left(ILogger logger);
    }
}
