using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Returned;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Review;

/// <summary>The rows of a sheet that could not be entered, as an Excel file with a column of reasons; mended there, it can be sent again as it is.</summary>
[Needs(Actions.ImportView)]
public sealed class ReturnedPageModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, VietnamTime time) : ImportPageModel(db, current, foreign)
{
    [BindProperty(SupportsGet = true, Name = "sheet")]
    public int Ordinal { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (await SheetAsync(Ordinal, cancel) is not { Header.Length: > 0 } sheet)
        {
            return NotFound();
        }

        var file = await Db.ImportFiles.Where(f => f.Id == sheet.FileId).Select(f => f.Name).SingleAsync(cancel);
        // The workbook grows on the disk, row by row; the file goes with its stream.
        var output = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var map = sheet.ColumnsOf();
        var rows = Db.ImportRows.AsNoTracking().Where(r => r.BatchId == Id && r.Sheet == Ordinal && r.State == RowState.Read && r.Verdict == RowVerdict.Refused).OrderBy(r => r.Number);
        ReturnedWorkbook.Write(output, sheet.Surveyed(file), rows.AsEnumerable().Select(r => r.Returned(map, file, sheet.Name)));
        output.Position = 0;
        await Db.SaveAsync(Act.By(Official, ActKinds.ImportReturn, time.UtcNow, $"Trang {Ordinal}").On("import", Id), cancel);
        return File(output, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Path.GetFileNameWithoutExtension(file)} - can sua.xlsx");
    }
}
