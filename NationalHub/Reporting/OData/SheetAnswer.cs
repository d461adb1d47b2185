using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting.OData;

/// <summary>A file for people.</summary>
internal enum SheetForm
{
    Csv,
    Xlsx,
}

/// <summary>The rows of a query as a file that people open: Vietnamese headings, cells that never run, a stated purpose.</summary>
internal static class SheetAnswer
{
    /// <summary>Media type of .xlsx.</summary>
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task WriteAsync(DoorRequest door, EntitySetDefinition set, SheetForm form, QueryRun run)
    {
        var purpose = ExportPurpose.Require(door.Http.Request);
        var options = QueryOptions.OfFeed(door.Http.Request, door.Limits);
        if (options["$skiptoken"] is not null || options["$deltatoken"] is not null)
        {
            throw ODataFaultException.Bad("OData.OptionNotHere", "Tệp được lấy một lần, không theo trang. Hãy bỏ $skiptoken, $deltatoken.", "$format");
        }
        var plan = FeedPlan.Of(set, door.Db, door.Http, door.Parser, options, door.Scope());
        await door.AffordAsync(set, options, plan, run.Token);
        var response = door.Http.Response;
        ODataPayload.Head(door.Http, form == SheetForm.Csv ? "text/csv;charset=utf-8" : Workbook);
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename={set.Name}-{Local(door):yyyyMMdd-HHmm}.{(form == SheetForm.Csv ? "csv" : "xlsx")}");
        if (door.IsHead)
        {
            return;
        }
        var take = await RowsAsync(plan, options, door, run.Token);
        var rows = plan.Page(null, options.Skip ?? 0, take).AsAsyncEnumerable();
        await (form == SheetForm.Csv ? CsvAsync(door, plan, rows, run.Token) : XlsxAsync(door, set, plan, rows, About(door, plan, purpose), run.Token));
    }

    /// <summary>How many rows the file takes; refused when they are more than a file holds and the client did not say how many it wants.</summary>
    private static async Task<long> RowsAsync(FeedPlan plan, QueryOptions options, DoorRequest door, CancellationToken cancellationToken)
    {
        var most = door.Limits.MaxExportRows;
        if (options.Top is { } top)
        {
            return top <= most ? top : throw ODataFaultException.OverLimit("Số dòng của một tệp", most, "Hãy giảm $top hoặc lọc theo tỉnh.", "$top");
        }
        var count = await FeedAnswer.CountAsync(plan, cancellationToken);
        return count <= most ? most
            : throw ODataFaultException.OverLimit($"Truy vấn có {count.ToString(CultureInfo.InvariantCulture)} dòng, số dòng của một tệp", most, "Hãy lọc theo tỉnh, theo xã, tổng hợp bằng $apply, hoặc đọc JSON theo trang.", "$format");
    }

    /// <summary>In UTF-8 with its mark, as Excel wants it.</summary>
    private static async Task CsvAsync(DoorRequest door, FeedPlan plan, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var (text, columns) = (new StringBuilder("\uFEFF"), SheetColumn.Of(plan));
        text.AppendJoin(',', columns.Select(column => Quoted(SheetCellText.Harmless(column.Heading)))).Append("\r\n");
        var written = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            text.AppendJoin(',', columns.Select(column => Quoted(SheetCellText.Of(column.Value(row, door.Model.Offset))))).Append("\r\n");
            if (++written % door.Limits.FlushEveryRows == 0)
            {
                await door.Http.Response.WriteAsync(text.ToString(), cancellationToken);
                text.Clear();
            }
        }
        await door.Http.Response.WriteAsync(text.ToString(), cancellationToken);
    }

    /// <summary>By way of a file, for the package is finished from behind.</summary>
    private static async Task XlsxAsync(DoorRequest door, EntitySetDefinition set, FeedPlan plan, IAsyncEnumerable<object?[]> rows, List<(string, string)> about, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"odata-{Guid.NewGuid():N}.xlsx");
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var columns = SheetColumn.Of(plan);
        using (var book = new SheetBook(file))
        {
            book.Begin(set.Label ?? set.Name);
            book.Row([.. columns.Select(column => (object)column.Heading)]);
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                book.Row([.. columns.Select(column => column.Value(row, door.Model.Offset))]);
            }
            book.End();
            book.Begin("Nguồn số liệu");
            foreach (var (what, value) in about)
            {
                book.Row([what, value]);
            }
            book.End();
        }
        file.Position = 0;
        door.Http.Response.ContentLength = file.Length;
        await file.CopyToAsync(door.Http.Response.Body, cancellationToken);
    }

    /// <summary>What a number needs to be trusted later: when and by whom it was taken, for what, and how fresh each province was.</summary>
    private static List<(string, string)> About(DoorRequest door, FeedPlan plan, string purpose) =>
    [
        ("Lấy lúc", Local(door).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)),
        ("Người lấy", door.Http.User.Identity?.Name ?? ""),
        ("Mục đích", purpose),
        ("Truy vấn", door.Http.Request.GetDisplayUrl()),
        .. plan.Notes.Select(note => ("Ghi chú", note.Value)),
        .. door.Annotations.Select(annotation => (FreshnessHeaders.Words(annotation.Key), annotation.Value)),
    ];

    private static DateTimeOffset Local(DoorRequest door) => door.Time.GetUtcNow().ToOffset(door.Model.Offset);

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}

/// <summary>Why somebody takes a file out: asked for, and kept with the query.</summary>
internal static class ExportPurpose
{
    public const int Shortest = 5;
    public const int Longest = 200;

    /// <summary>The purpose as given by <c>purpose=</c> or the header <c>X-Purpose</c> (percent-encoded), or null.</summary>
    public static string? Of(HttpRequest request)
    {
        var text = request.Query["purpose"].ToString();
        text = (text.Length > 0 ? text : Uri.UnescapeDataString(request.Headers["X-Purpose"].ToString())).Trim();
        return text.Length == 0 ? null : text;
    }

    public static string Require(HttpRequest request) => Of(request) is { Length: >= Shortest and <= Longest } purpose
        ? purpose
        : throw ODataFaultException.Bad("OData.PurposeMissing", $"Tải tệp phải ghi mục đích, từ {Shortest} đến {Longest} ký tự: thêm &purpose=… vào địa chỉ hoặc tiêu đề X-Purpose. Mục đích được lưu cùng truy vấn.", "purpose");
}
