namespace ProvinceNode.Payments.Files;

/// <summary>Shape of results in their files, and the way between records and canonical texts. Pure.</summary>
public static class ResultColumns
{
    public static WireSchema Schema { get; } = new("btxh-ketqua-1", "Kết quả chi trả",
    [
        new("unit", "Mã đơn vị", Longest: 5, Required: true),
        new("month", "Tháng chi trả", WireKind.Month, Required: true),
        new("seq", "Số thứ tự tệp", WireKind.Count, Required: true),
        new("listId", "Mã danh sách", Longest: 64),
        new("provider", "Đơn vị chi trả"),
        new("madeAt", "Thời điểm lập", WireKind.Moment),
        new("totalLines", "Tổng số dòng", WireKind.Count, Required: true),
        new("totalAmount", "Tổng số tiền của tệp", WireKind.Amount, Required: true),
        new("hash", "Mã kiểm tra", Longest: 64, Required: true, Sealed: false),
    ],
    [
        new("listId", "Mã danh sách", Longest: 64, Required: true),
        new("rowId", "Mã dòng", Longest: 64, Required: true),
        new("status", "Trạng thái", Longest: 40, Required: true),
        new("paidAt", "Thời điểm chi trả", WireKind.Moment),
        new("amount", "Số tiền", WireKind.Amount, Required: true),
        new("method", "Hình thức chi trả", Longest: 60),
        new("collectedBy", "Người nhận", Longest: 40),
        new("collectorName", "Họ tên người nhận"),
        new("collectorId", "Số giấy tờ người nhận", Longest: 12),
        new("reasonCode", "Mã lý do", Longest: 60),
        new("reasonText", "Lý do", Longest: 300),
        new("evidence", "Chứng từ", Longest: 100),
        new("version", "Lần", WireKind.Count),
    ]);

    public static string[] Values(ResultHeader h) =>
    [
        h.Unit, WireValues.Of(h.Month), WireValues.Of(h.Seq), h.ListId, h.Provider, WireValues.Of(h.MadeAt), WireValues.Of(h.TotalLines), WireValues.Of(h.TotalAmount), h.Hash,
    ];

    public static string[] Values(ResultRow r) =>
    [
        r.ListId, r.RowId, r.Status, WireValues.Of(r.PaidAt), WireValues.Of(r.Amount), r.Method, r.CollectedBy, r.CollectorName, r.CollectorId, r.ReasonCode, r.ReasonText, r.Evidence, WireValues.Of(r.Version),
    ];

    public static ResultHeader HeaderOf(IReadOnlyList<string> values)
    {
        var v = new WireCells(Schema.HeaderPlaces, values);
        return new(v["unit"], v.Month("month") ?? default, (int)v.Number("seq"), v["listId"], v["provider"], v.Moment("madeAt"), (int)v.Number("totalLines"), v.Money("totalAmount"), v["hash"]);
    }

    /// <summary>The line with everything that is wrong with it by itself.</summary>
    /// <param name="madeAt">When the file was made, if known: nothing was paid after it.</param>
    public static ResultEntry EntryOf(WireLine line, DateTime? madeAt)
    {
        if (line.Values.Count == 0)
        {
            return new(line.Number, null, line.Faults);
        }

        var v = new WireCells(Schema.ColumnPlaces, line.Values);
        var row = new ResultRow
        {
            ListId = v["listId"], RowId = v["rowId"], Status = WireCodes.Read(WireCodes.Statuses, v["status"]) ?? "", PaidAt = v.Moment("paidAt"), Amount = v.Money("amount"),
            Method = v["method"].Length == 0 ? "" : WireCodes.Read(WireCodes.Methods, v["method"]) ?? "?", CollectedBy = v["collectedBy"].Length == 0 ? "" : WireCodes.Read(WireCodes.Collectors, v["collectedBy"]) ?? "?",
            CollectorName = v["collectorName"], CollectorId = v["collectorId"], ReasonCode = v["reasonCode"].Length == 0 ? "" : WireCodes.Read(WireCodes.Reasons, v["reasonCode"]) ?? "?",
            ReasonText = v["reasonText"], Evidence = v["evidence"], Version = Math.Max(1, (int)v.Number("version")),
        };
        List<WireFault> faults = [.. line.Faults, .. Faults(line.Number, row, v, madeAt)];
        return new(line.Number, faults.Count == 0 ? row : null, faults);
    }

    private static IEnumerable<WireFault> Faults(int line, ResultRow row, WireCells v, DateTime? madeAt)
    {
        if (row.Status.Length == 0 && v["status"].Length > 0)
        {
            yield return new(line, "Trạng thái", FileProblems.UnknownStatus.Now(WireReader.Shown(v["status"]), string.Join(", ", WireCodes.Statuses.Keys)));
        }

        if (row.Method == "?")
        {
            yield return new(line, "Hình thức chi trả", FileProblems.UnknownCode.Now(WireReader.Shown(v["method"]), string.Join(", ", WireCodes.Methods.Keys)));
        }

        if (row.CollectedBy == "?")
        {
            yield return new(line, "Người nhận", FileProblems.UnknownCode.Now(WireReader.Shown(v["collectedBy"]), string.Join(", ", WireCodes.Collectors.Keys)));
        }

        if (row.ReasonCode == "?")
        {
            yield return new(line, "Mã lý do", FileProblems.UnknownReason.Now(WireReader.Shown(v["reasonCode"])));
        }
        else if (row.Status is WireCodes.Unpaid or WireCodes.Returned or WireCodes.BankFailed && row.ReasonCode.Length == 0)
        {
            yield return new(line, "Mã lý do", FileProblems.ReasonMissing.Now());
        }
        else if (row.Status == WireCodes.Paid && row.ReasonCode.Length > 0)
        {
            yield return new(line, "Mã lý do", FileProblems.ReasonOfPaid.Now(row.ReasonCode));
        }

        if (row.Status == WireCodes.Paid && row.PaidAt is null && v["paidAt"].Length == 0)
        {
            yield return new(line, "Thời điểm chi trả", FileProblems.PaidAtMissing.Now());
        }
        else if (row.Status == WireCodes.Paid && row.PaidAt?.Date > madeAt?.Date)
        {
            yield return new(line, "Thời điểm chi trả", FileProblems.PaidAfterFile.Now(Protos.Values.VietnameseFormat.Date(DateOnly.FromDateTime(row.PaidAt!.Value))));
        }

        if (row.Status == WireCodes.Paid && row.CollectedBy == WireCodes.Proxy && (row.CollectorName.Length == 0 || row.CollectorId.Length == 0))
        {
            yield return new(line, "Họ tên người nhận", FileProblems.ProxyUnnamed.Now());
        }
    }
}
