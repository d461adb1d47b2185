using System.IO.MemoryMappedFiles;
using System.Reflection;
using System.Reflection.Emit;

/// <summary>Runs inside a product's process before its own first line (DOTNET_STARTUP_HOOKS); the runtime wants this name, in no namespace. Puts the clock of a test in the place of the system's.</summary>
#pragma warning disable CA1050, IDE0130
internal static class StartupHook
#pragma warning restore CA1050, IDE0130
{
    /// <summary>Names the file with the offset in ticks.</summary>
    public const string Variable = "BTXH_TEST_CLOCK";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return;
        }

        var clock = new OffsetClock(Open(path).CreateViewAccessor());
        // The field is read-only, and the one place that everything reads.
        var field = typeof(TimeProvider).GetField("<System>k__BackingField", BindingFlags.Static | BindingFlags.NonPublic)!;
        var set = new DynamicMethod("SetClock", null, [typeof(TimeProvider)], typeof(TimeProvider).Module, skipVisibility: true);
        var code = set.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Stsfld, field);
        code.Emit(OpCodes.Ret);
        _ = TimeProvider.System;
        set.CreateDelegate<Action<TimeProvider>>()(clock);
        if (!ReferenceEquals(TimeProvider.System, clock))
        {
            throw new InvalidOperationException("The clock of the test was not taken.");
        }
    }

    /// <summary>The file that the test and the process share.</summary>
    public static MemoryMappedFile Open(string path) => MemoryMappedFile.CreateFromFile(
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite), null, sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);

    private sealed class OffsetClock(MemoryMappedViewAccessor offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(offset.ReadInt64(0));
    }
}
