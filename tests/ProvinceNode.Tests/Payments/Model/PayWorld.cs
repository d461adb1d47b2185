using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Payments.Together;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>A sum as a claim has it.</summary>
internal sealed record SumKey(Guid Person, int Strand, int Month, int Kind, Guid Source, long Amount)
{
    public (Guid, int, int, int, Guid) Key => (Person, Strand, Month, Kind, Source);
}

/// <summary>The node of one schedule: a database of its own, a clock that stands still, officials, the payer, and the product's own verbs and jobs, each in a scope of its own as a request or a run has it.</summary>
internal sealed partial class PayWorld
{
    private static readonly ILookup<string, string> Permissions = ReferenceTable.Read("role-actions").Rows.ToLookup(r => r["role"], r => r["action"]);

    private readonly ModelGround _ground;
    private readonly ModelStore _store;

    public PayWorld(ModelGround ground, ModelStore store, int seed)
    {
        (_ground, _store, Seed) = (ground, store, seed);
        Payer = new(this);
        (store.First.World, store.Second.World) = (this, this);
    }

    /// <summary>The same node at the moment at which several schedules part.</summary>
    public PayWorld(PayWorld from, int seed)
        : this(from._ground, from._store, seed)
    {
        Payer.Follow(from.Payer);
        Clock.Advance(from.Clock.GetUtcNow() - Clock.GetUtcNow());
        (ByFile, HeardAll) = (from.ByFile, from.HeardAll);
        Remember(from);
    }

    public int Seed { get; }

    public FakeClock Clock { get; } = new(new DateOnly(2022, 10, 5));

    public VietnamTime Time => field ??= new VietnamTime(Clock);

    /// <summary>The law, the calendar and the offices of the day.</summary>
    public FlowContext Flow => _ground.Flow with { NowUtc = Time.UtcNow, Today = Time.Today };

    public LedgerPayer Payer { get; }

    /// <summary>Lists go out as files, and results come as files.</summary>
    public bool ByFile { get; set; }

    public Worker First => _store.First;

    public Worker Second => _store.Second;

    /// <summary>What jobs logged while their process lived.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>Everything that the payer told was taken by a run that came to its end.</summary>
    public bool HeardAll { get; set; } = true;

    /// <summary>The database failed once in this step.</summary>
    public bool Faulted { get; set; }

    public static SignedInOfficial Accountant { get; } = Official(Roles.Accountant, ModelGround.District);

    public static SignedInOfficial Head { get; } = Official(Roles.DivisionHead, ModelGround.District);

    public static SignedInOfficial Cashier { get; } = Official(Roles.Cashier, ModelGround.District);

    public static SignedInOfficial Chairman { get; } = Official(Roles.Chairman, ModelGround.District);

    public static SignedInOfficial Official(string role, string office)
    {
        var path = TenantPath.Parse(office);
        return new SignedInOfficial(Guid.NewGuid(), $"{role}.{path.UnitCode}", $"Cán bộ {role}", Roles.Names[role], path, path.Depth == 3 ? UnitLevel.Commune : UnitLevel.District, new HashSet<string> { role }, Permissions[role].ToHashSet());
    }

    /// <summary>A request or a run of a job, in a scope of its own.</summary>
    public async Task<T> InAsync<T>(Worker worker, string office, SignedInOfficial? official, Func<IServiceProvider, Task<T>> work)
    {
        Worker.Now.Value = worker;
        await using var scope = _ground.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(office));
        if (official is not null)
        {
            scope.ServiceProvider.GetRequiredService<CurrentOfficial>().Set(official);
        }

        return await work(scope.ServiceProvider);
    }

    public Task<string> AsAsync<T>(Worker worker, SignedInOfficial official, Func<IServiceProvider, Task<Outcome<T>>> verb) => InAsync(worker, official.Office.Value, official, async s =>
    {
        var outcome = await verb(s);
        return outcome.Succeeded ? "done" : outcome.Problems[0].Code;
    });

    public async Task<string> JobAsync<T>(Worker worker)
        where T : NodeJob
    {
        Worker.Now.Value = worker;
        await _ground.Services.GetRequiredService<T>().RunOnceAsync(default);
        return worker.IsDead ? throw new CrashException() : "ran";
    }

    public Task<string> OpenAsync(Worker w, PayMonth month) => AsAsync(w, Accountant, s => s.GetRequiredService<OpenPeriod>().Handle(month, Accountant, default));

    public Task<string> AskAsync(Worker w, Guid period, bool supplementary) => AsAsync(w, Accountant, s => s.GetRequiredService<BuildLists>().Handle(period, supplementary, Accountant, default));

    public async Task<string> ApproveAsync(Worker w, Guid list)
    {
        await ReasonAsync(w, Read("SELECT PeriodId FROM PaymentLists WHERE Id = $id", r => r.GetGuid(0), list).Single());
        return await AsAsync(w, Head, s => s.GetRequiredService<ApproveLists>().Handle(list, 0, Head, default));
    }

    public async Task<string> ApproveAllAsync(Worker w, Guid period)
    {
        await ReasonAsync(w, period);
        return await TogetherAsync(w, Head, period, ListVerb.Approve);
    }

    // What a closed month adds is approved only with a reason for each matter of closing.
    private Task<string> ReasonAsync(Worker w, Guid period) => AsAsync<int>(w, Accountant, async s =>
    {
        if (await s.GetRequiredService<PaymentDesk>().FindAsync(period, default) is not { State: PeriodState.Closed } closed)
        {
            return 0;
        }

        foreach (var kind in (await s.GetRequiredService<PeriodMatters>().OfDraftsAsync(closed, null, default)).Where(m => m.Reason is null).Select(m => m.Kind).Distinct())
        {
            await s.GetRequiredService<JustifyMatters>().Handle(period, kind, null, "Đã xác minh trực tiếp tại nhà", Accountant, default);
        }

        return 0;
    });

    public Task<string> DiscardAsync(Worker w, Guid list) => AsAsync(w, Accountant, s => s.GetRequiredService<DiscardLists>().Handle(list, "Lập lại", Accountant, default));

    public Task<string> DiscardAllAsync(Worker w, Guid period) => AsAsync(w, Accountant, s => s.GetRequiredService<DiscardLists>().HandleAll(period, "Lập lại theo số liệu hôm nay", Accountant, default));

    public Task<string> StopAsync(Worker w, Guid period) => AsAsync(w, Accountant, s => s.GetRequiredService<StopBuilding>().Handle(period, "Một xã chưa lập được", Accountant, default));

    /// <summary>Closes, with a reason for whatever may stay open with one.</summary>
    public Task<string> CloseAsync(Worker w, Guid period) => AsAsync<PaymentPeriod>(w, Accountant, async s =>
    {
        var (db, desk) = (s.GetRequiredService<NodeDb>(), s.GetRequiredService<PaymentDesk>());
        var closed = await s.GetRequiredService<ClosePeriod>().Handle(period, Accountant, default);
        if (closed.Succeeded || closed.Problems[0].Code != PaymentProblems.Matters.Code)
        {
            return closed;
        }

        db.ChangeTracker.Clear();
        var found = (await desk.FindAsync(period, default))!;
        var open = (await s.GetRequiredService<PeriodMatters>().FindAsync(found, default)).Where(m => m.Reason is null).ToList();
        if (open.Exists(m => !m.Justifiable))
        {
            return closed;
        }

        db.PaymentJustifications.AddRange(open.Select(m => new PaymentJustification
        {
            Id = Guid.NewGuid(), TenantPath = found.TenantPath, PeriodId = period, Kind = m.Kind, SubjectId = m.SubjectId, Reason = "Đã xác minh trực tiếp tại nhà", ById = Accountant.Id, ByName = Accountant.FullName, At = Time.UtcNow,
        }));
        await db.SaveAsync(Act.By(Accountant, ActKinds.PaymentJustify, Time.UtcNow), default);
        db.ChangeTracker.Clear();
        return await s.GetRequiredService<ClosePeriod>().Handle(period, Accountant, default);
    });

    public Task<string> SendAsync(Worker w, Guid list, bool despite) => AsAsync(w, Cashier, s => s.GetRequiredService<SendList>().Handle(list, 0, despite ? "Đã xác minh với gia đình" : "", Cashier, default));

    public Task<string> SendAllAsync(Worker w, Guid period) => TogetherAsync(w, Cashier, period, ListVerb.Send);

    public Task<string> WithdrawAsync(Worker w, Guid list) => AsAsync(w, Head, s => s.GetRequiredService<WithdrawList>().Handle(list, "Có người của danh sách đã chết", Head, default));

    /// <summary>The payer's paper about an unknown list, recorded by one and confirmed by another.</summary>
    public async Task<string> PaperAsync(Worker w, ListRow list, SendingRow sending)
    {
        // After a restore he may hold it under a key that the node does not know.
        var received = Payer.Holds(list.Id);
        if (!received)
        {
            Payer.Bar(sending.Key);
        }

        var (lines, dong) = (list.Sent.Count, list.Sent.Sum(l => l.Total));
        var recorded = await AsAsync(w, Cashier, s => s.GetRequiredService<RecordPaper>().Handle(list.Id, new(received, "12/BĐ", Time.Today, "Lê Văn Bưu, giám đốc", received ? lines : null, received ? dong : null, "van-ban.pdf"),
            new MemoryStream("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"u8.ToArray()), Cashier, default));
        return recorded is not ("done" or "payment-paper-waits") ? recorded : await AsAsync<PaperAnswer>(w, Head, async s =>
        {
            var id = await s.GetRequiredService<NodeDb>().PaperAnswers.Where(a => a.ListId == list.Id && a.State == PaperAnswerState.Recorded).Select(a => a.Id).FirstOrDefaultAsync();
            return await s.GetRequiredService<SettlePaper>().Handle(list.Id, id, true, "Đã đối chiếu với bản chính", Head, default);
        });
    }

    /// <summary>A receipt of what somebody paid back, recorded by one and confirmed by another; the oldest that waits comes first.</summary>
    public async Task<string> ReceiptAsync(Worker w, Guid recovery, long dong)
    {
        var input = new ReceiptInput(recovery, $"PT-{Guid.NewGuid():N}", Time.Today, dong, Repayer.Receiver, "Lê Thị Số");
        var recorded = await AsAsync(w, Accountant, s => s.GetRequiredService<RecordReceipt>().Handle(input, Accountant, default));
        return recorded is not ("done" or "receipt-too-much") ? recorded : await AsAsync<RecoveryReceipt>(w, Head, async s =>
        {
            var id = await s.GetRequiredService<NodeDb>().RecoveryReceipts.Where(r => r.PaymentId == recovery && r.State == ReceiptState.Recorded).OrderBy(r => r.RecordedAt).Select(r => r.Id).FirstOrDefaultAsync();
            return await s.GetRequiredService<SettleReceipt>().Handle(id, true, Head, default);
        });
    }

    // The run and its job, as the pages ask for them.
    private async Task<string> TogetherAsync(Worker w, SignedInOfficial by, Guid period, ListVerb verb) =>
        await AsAsync(w, by, s => s.GetRequiredService<AskTogether>().Handle(period, verb, by, default)) is not "done" and var refused ? refused : await JobAsync<WorkTogetherJob>(w);

    /// <summary>Who pays what, as the database has it now.</summary>
    public ILookup<Guid, SumKey> SumsOf(Guid list) => Read("SELECT LineId, BeneficiaryId, Strand, Month, Kind, SourceId, Amount FROM PaymentClaims WHERE ListId = $id", r => (Line: r.GetGuid(0), Sum: new SumKey(r.GetGuid(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetGuid(5), r.GetInt64(6))), list)
        .ToLookup(s => s.Line, s => s.Sum);

    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, Guid? id = null)
    {
        using var command = _store.Raw.CreateCommand();
        command.CommandText = sql;
        if (id is { } key)
        {
            command.Parameters.AddWithValue("$id", key);
        }

        var found = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            found.Add(row(reader));
        }

        return found;
    }
}
