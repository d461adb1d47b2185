using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace NationalHub.Reporting.OData;

/// <summary>One request's stay in the database: a time limit that really stops the work, on SQLite too, where a running statement
/// hears neither of tokens nor of command time-outs and must be asked from within.</summary>
internal sealed class QueryRun : IAsyncDisposable
{
    private const int InstructionsBetweenChecks = 20_000;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private readonly DbContext _db;
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _linked;
    private sqlite3? _watched;

    private QueryRun(DbContext db, CancellationTokenSource clock, CancellationToken aborted)
    {
        (_db, _clock) = (db, clock);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, aborted);
    }

    /// <summary>Cancelled when the time is up or the client is gone.</summary>
    public CancellationToken Token => _linked.Token;

    /// <summary>Whether the database works inside the process: to wait for it without a thread costs more than it saves.</summary>
    public bool IsInProcess => _watched is not null;

    /// <param name="spent">What the request has waited already: the limit is of the whole of it, and at least <see cref="Least"/> are left for the query itself.</param>
    public static async Task<QueryRun> OpenAsync(DbContext db, ODataLimits limits, TimeSpan spent, TimeProvider time, CancellationToken aborted)
    {
        var left = TimeSpan.FromSeconds(limits.QueryTimeoutSeconds) - spent;
        var run = new QueryRun(db, new CancellationTokenSource(left > Least ? left : Least, time), aborted);
        if (db.Database.IsRelational())
        {
            db.Database.SetCommandTimeout((int)Math.Max(left.TotalSeconds, Least.TotalSeconds) + 1);
            await db.Database.OpenConnectionAsync(run.Token);
            run.Watch();
        }
        return run;
    }

    /// <summary>What a failure of the database means to the client, or null when it is not the client's to know.</summary>
    public ODataFaultException? Translate(Exception fault)
    {
        if (_clock.IsCancellationRequested && fault is OperationCanceledException or DbException)
        {
            return TooSlow();
        }
        return fault switch
        {
            SqlException { Number: -2 } => TooSlow(),
            SqlException { Number: 8134 } => ODataFaultException.Bad("OData.DivideByZero", "Biểu thức chia cho 0 ở một bản ghi. Hãy lọc bỏ các bản ghi có số chia bằng 0."),
            SqlException { Number: 8115 } => Overflow(),
            SqliteException { SqliteErrorCode: 1 } sqlite when sqlite.Message.Contains("overflow", StringComparison.Ordinal) => Overflow(),
            _ => null,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_watched is not null)
        {
            // The connection goes back to a pool and must not carry our watch along.
            raw.sqlite3_progress_handler(_watched, 0, null, null);
        }
        if (_db.Database.IsRelational())
        {
            await _db.Database.CloseConnectionAsync();
        }
        _linked.Dispose();
        _clock.Dispose();
    }

    private void Watch()
    {
        if (_db.Database.GetDbConnection() is SqliteConnection { Handle: { } handle })
        {
            var token = Token;
            var connection = (SqliteConnection)_db.Database.GetDbConnection();
            // SQLite's own know only the letters of ASCII: Đ and Ễ have their small letters here too, as on SQL Server.
            connection.CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
            connection.CreateFunction("upper", (string? text) => text?.ToUpperInvariant(), isDeterministic: true);
            raw.sqlite3_progress_handler(handle, InstructionsBetweenChecks, _ => token.IsCancellationRequested ? 1 : 0, null);
            _watched = handle;
        }
    }

    private static ODataFaultException TooSlow()
        => new(503, "OData.TooSlow", "Truy vấn chạy quá lâu nên đã dừng. Hãy lọc hẹp hơn (hỏi từng tỉnh: ProvinceCode eq '38'), bỏ $count, hoặc hỏi tập Indicators đã tổng hợp sẵn theo tháng và tỉnh.");

    private static ODataFaultException Overflow()
        => ODataFaultException.Bad("OData.Overflow", "Kết quả phép tính vượt miền số nguyên 64 bit. Hãy chia nhỏ phép cộng hoặc phép nhân.");
}
