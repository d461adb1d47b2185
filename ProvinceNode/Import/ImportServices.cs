using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Direct;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Review;
using ProvinceNode.Import.Upload;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Erasing;

namespace ProvinceNode.Import;

/// <summary>Registers the Excel doctor and direct entry.</summary>
public static class ImportServices
{
    public static IServiceCollection AddImport(this IServiceCollection services) => services
        .AddSingleton<UnitBooks>().AddScoped<TakeFiles>().AddScoped<ReadBatch>().AddScoped<EnterBatch>().AddScoped<TakeBackBatch>()
        .AddScoped<BatchDesk>().AddScoped<MendRow>().AddScoped<ChooseForRow>().AddScoped<AnswerUnit>().AddScoped<OpenUnitQuestions>().AddScoped<SheetChoices>()
        .AddScoped<AcceptBatch>().AddScoped<UndoBatch>().AddScoped<BatchVerbs>().AddScoped<RowVerbs>()
        .AddScoped<PovertyDerived>().AddScoped<PovertyMatch>().AddScoped<EnterPoverty>().AddScoped<TakeBackPoverty>()
        .AddScoped<EntryDesk>().AddScoped<ProposeEntry>().AddScoped<CheckEntry>()
        .AddScoped<IPersonalTraces, ImportTraces>().AddScoped<CopyFiles>().AddNodeJob<CopyFilesJob>(TimeSpan.FromHours(1))
        .AddScoped<FollowUnits>().AddNodeJob<FollowUnitsJob>(TimeSpan.FromHours(1))
        .AddNodeJob<ImportJob>(TimeSpan.FromSeconds(3));
}
