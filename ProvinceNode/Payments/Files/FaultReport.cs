using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>The numbered report beside a file that was not taken whole: a row for each fault, in the order of the lines.</summary>
public static class FaultReport
{
    public static void Write(Stream output, string name, IEnumerable<WireFault> faults) => WorkbookWriter.Write(output, "Lỗi", Rows(name, faults), frozen: 3);

    private static IEnumerable<IReadOnlyList<OutCell>> Rows(string name, IEnumerable<WireFault> faults)
    {
        yield return [new OutCell($"Các lỗi của tệp “{name}”. Hãy sửa rồi gửi lại tệp mới.", Heading: true)];
        yield return [];
        yield return [new OutCell("STT", Heading: true), new OutCell("Dòng", Heading: true), new OutCell("Cột", Heading: true), new OutCell("Lỗi và cách sửa", Heading: true), new OutCell("Mã lỗi", Heading: true)];
        var number = 0;
        foreach (var fault in faults.OrderBy(f => f.Line))
        {
            number++;
            yield return
            [
                OutCell.Of(number), fault.Line == 0 ? new OutCell("Cả tệp") : OutCell.Of(fault.Line), new OutCell(fault.Column), new OutCell(fault.Problem.Message), new OutCell(fault.Problem.Code),
            ];
        }
    }
}
