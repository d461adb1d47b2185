using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>What the payer tells: what became of his lines, in parts and late, again, out of order, corrected, for another month, about what is not his.</summary>
internal sealed class PayerActs(PayWorld world, Random chance)
{
    private static readonly string[] Reasons = ["R01", "R02", "R03", "R08", "R09"];

    /// <summary>He tells of lines of which he told nothing yet; null when there are none.</summary>
    public ScheduleAct? Tells()
    {
        var open = world.Payer.Lists.Where(l => l.Rows.Any(r => r.Told.Count == 0)).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var list = open[chance.Next(open.Count)];
        var rows = list.Rows.Where(r => r.Told.Count == 0).Where((_, i) => i == 0 || chance.Next(4) > 0).ToList();
        return Message("tells", () => world.Payer.Tell(list, rows.ConvertAll(r => Result(r)), chance.Next(3) == 0));
    }

    /// <summary>Something beside the first telling; null when there is nothing to say it about.</summary>
    public ScheduleAct? Bothers()
    {
        var told = world.Payer.Lists.Where(l => l.Rows.Any(r => r.Told.Count > 0)).ToList();
        if (told.Count == 0)
        {
            return Tells();
        }

        var list = told[chance.Next(told.Count)];
        var rows = list.Rows.Where(r => r.Told.Count > 0).ToList();
        var row = rows[chance.Next(rows.Count)];
        var callBack = chance.Next(3) == 0;
        return chance.Next(6) switch
        {
            0 => Message("says the same again", () => world.Payer.Post(list, [.. rows.Select(r => r.Said[^1])], callBack)),
            1 => Message("says again what he corrected", () => world.Payer.Post(list, [row.Said[0]], callBack)),
            2 => Message("tells of another month", () => world.Payer.Post(list, [LedgerPayer.Row(row, Other(row), "R01", row.Told.Count + 5)], true, list.Document.Header.Month.AddMonths(-1))),
            3 => Message("tells another sum, and of a row that is not his", () => world.Payer.Post(list, [LedgerPayer.Row(row, Other(row), "R01", row.Told.Count + 5) with { Amount = new Dong(1_000) }, LedgerPayer.Row(row, Other(row), "R01", 9) with { RowId = Guid.Empty.ToString("D") }], callBack)),
            4 when Rival() is { } paid => Message("tells paid what he pays by another list too", () => world.Payer.Tell(paid.List, [(paid.Row, WireCodes.Paid, "")], true)),
            _ => Message("corrects", () => world.Payer.Tell(list, [(row, Other(row), "R01")], callBack)),
        };
    }

    /// <summary>An official brings a file of the payer to the page of its list, and another confirms it; null when none lies there.</summary>
    public ScheduleAct? Upload()
    {
        var files = world.ByFile ? world.Payer.Messages.Where(m => !m.CallBack && !world.Payer.IsBanks(m.ListId)).ToList() : [];
        if (files.Count == 0)
        {
            return null;
        }

        var message = files[chance.Next(files.Count)];
        var list = Guid.Parse(message.ListId);
        return new("brings a file of results", async w =>
        {
            var brought = await world.AsAsync(w, PayWorld.Cashier, s => s.GetRequiredService<UploadResults>().Handle(list, $"KetQua_{message.Number}.json", File(message), PayWorld.Cashier, default));
            var waiting = world.Read("SELECT Id FROM ResultDeliveries WHERE ListId = $id AND State = 'Checking'", r => r.GetGuid(0), list);
            if (brought != "done" || waiting.Count == 0)
            {
                return brought;
            }

            var confirmed = await world.AsAsync(w, PayWorld.Head, s => s.GetRequiredService<ConfirmUpload>().Handle(list, waiting[0], "Biên bản giao nhận chứng từ số 12", PayWorld.Head, default));
            world.Payer.Messages.RemoveAll(m => confirmed == "done" && m == message);
            return confirmed;
        }) { Points = 70 };
    }

    private static MemoryStream File(LedgerMessage message)
    {
        var memory = new MemoryStream();
        ResultFile.Write(memory, WireForm.Json, ResultFile.Seal(new ResultHeader("16063", message.Month, message.Number, message.ListId, "Bưu điện huyện Hậu Lộc", new DateTime(2023, 6, 1, 17, 0, 0), 0, Dong.Zero, ""), message.Rows));
        memory.Position = 0;
        return memory;
    }

    /// <summary>A leader turns a correction down that a later list stands against; null when none waits.</summary>
    public ScheduleAct? CloseFault()
    {
        var waiting = world.Read("SELECT Id, ListId FROM ResultFaults WHERE State = 'Waiting' ORDER BY RecordedAt", r => (Id: r.GetGuid(0), List: r.GetGuid(1)));
        var how = chance.Next(2) == 0 ? FaultClosing.TakenBack : FaultClosing.PaidTwice;
        return waiting.Count == 0 ? null : new($"turns a correction down ({how})", w => world.AsAsync(w, PayWorld.Head, s => s.GetRequiredService<CloseFault>().Handle(waiting[0].List, waiting[0].Id, how, "Đơn vị chi trả xác nhận bằng văn bản số 12", PayWorld.Head, default)));
    }

    /// <summary>The payer cancels a list that the restored node does not know, of which he told nothing; null when there is none.</summary>
    public ScheduleAct? Cancels()
    {
        var unknown = world.Payer.Lists.Where(l => world.Lost.GetValueOrDefault(Guid.Parse(l.Document.Header.ListId), ListStatus.Sent) == ListStatus.Discarded && l.Rows.All(r => r.Told.Count == 0)).ToList();
        return unknown.Count == 0 ? null : new($"the payer cancels list {unknown[0].Document.Header.ListId[^4..]}, which the node lost", _ =>
        {
            world.Payer.Cancel(unknown[0]);
            return Task.FromResult("");
        }) { MayDie = false };
    }

    // A line that he told unpaid, and whose sums he holds by another list since.
    private (LedgerList List, LedgerRow Row)? Rival()
    {
        var rows = world.Payer.Lists.SelectMany(l => l.Rows.Select(r => (List: l, Row: r))).ToList();
        var rivals = rows.Where(r => r.Row is { CameBack: true, IsPaid: false } && rows.Exists(o => o.Row != r.Row && o.Row.Sums.Any(s => s.Month > 0 && r.Row.Sums.Any(t => t.Key == s.Key)))).ToList();
        return rivals.Count == 0 ? null : rivals[chance.Next(rivals.Count)];
    }

    // The bank knows no account: a reason of its own.
    private (LedgerRow Row, string Status, string Reason) Result(LedgerRow row) => row.Method == WireCodes.Bank && chance.Next(3) == 0 ? (row, WireCodes.BankFailed, "R06") : (row, Status(), Reasons[chance.Next(Reasons.Length)]);

    private string Status() => chance.Next(10) switch { < 6 => WireCodes.Paid, < 8 => WireCodes.Unpaid, 8 => WireCodes.Returned, _ => WireCodes.BankFailed };

    private string Other(LedgerRow row) => row.IsPaid ? WireCodes.Unpaid : chance.Next(3) > 0 ? WireCodes.Paid : row.Told[^1] == WireCodes.Unpaid ? WireCodes.Returned : WireCodes.Unpaid;

    private static ScheduleAct Message(string what, Func<LedgerMessage> say) => new($"the payer {what}", _ =>
    {
        var message = say();
        return Task.FromResult(string.Join(", ", message.Rows.Select(r => $"{r.RowId[^4..]} {r.Status} v{r.Version}")));
    }) { MayDie = false };
}
