using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Protos.Hosting;

/// <summary>
/// Listens to meters by name and writes what they measured as Prometheus text (version 0.0.4). Counters and up-down
/// counters are summed, gauges keep the last value, histograms are kept in buckets.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>More label sets than this on one instrument are dropped: a label must never grow without end.</summary>
    private const int MostSeries = 500;
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, Series>> _instruments = new();
    private readonly MeterListener _listener = new();

    /// <param name="meters">Names of the meters to listen to.</param>
    public PrometheusText(IEnumerable<string> meters)
    {
        var wanted = meters.ToHashSet(StringComparer.Ordinal);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (wanted.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<byte>((i, v, tags, _) => Take(i, v, tags));
        _listener.SetMeasurementEventCallback<short>((i, v, tags, _) => Take(i, v, tags));
        _listener.SetMeasurementEventCallback<int>((i, v, tags, _) => Take(i, v, tags));
        _listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Take(i, v, tags));
        _listener.SetMeasurementEventCallback<float>((i, v, tags, _) => Take(i, v, tags));
        _listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Take(i, v, tags));
        _listener.SetMeasurementEventCallback<decimal>((i, v, tags, _) => Take(i, (double)v, tags));
        _listener.Start();
    }

    /// <summary>All series as text.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (instrument, all) in _instruments.OrderBy(i => i.Key.Meter.Name, StringComparer.Ordinal).ThenBy(i => i.Key.Name, StringComparer.Ordinal))
        {
            var shape = ShapeOf(instrument);
            var name = Name(instrument, shape);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escape(instrument.Description ?? instrument.Name)}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {shape switch { Shape.Sum => "counter", Shape.Histogram => "histogram", _ => "gauge" }}\n");
            foreach (var (labels, series) in all.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                series.Write(text, name, labels, shape);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static Shape ShapeOf(Instrument instrument)
    {
        var type = instrument.GetType();
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return kind switch
        {
            _ when kind == typeof(Counter<>) => Shape.Sum,
            _ when kind == typeof(UpDownCounter<>) => Shape.Level,
            _ when kind == typeof(Histogram<>) => Shape.Histogram,
            _ when kind == typeof(ObservableCounter<>) => Shape.ObservedSum,
            _ => Shape.Last,
        };
    }

    private static string Name(Instrument instrument, Shape shape)
    {
        var plain = new StringBuilder();
        foreach (var c in instrument.Name)
        {
            plain.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        plain.Append(instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", "ms" => "_milliseconds", _ => "" });
        return plain.Append(shape is Shape.Sum or Shape.ObservedSum ? "_total" : "").ToString();
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var name = string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
            text.Append(text.Length > 0 ? "," : "").Append(name).Append("=\"")
                .Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return text.ToString();
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = _instruments.GetOrAdd(instrument, _ => new(StringComparer.Ordinal));
        var labels = Labels(tags);
        if (!all.TryGetValue(labels, out var series))
        {
            if (all.Count >= MostSeries)
            {
                return;
            }

            series = all.GetOrAdd(labels, _ => new Series());
        }

        series.Take(value, ShapeOf(instrument));
    }

    private enum Shape
    {
        Sum,
        ObservedSum,
        Level,
        Last,
        Histogram,
    }

    private sealed class Series
    {
        private readonly Lock _lock = new();
        private readonly long[] _counts = new long[Buckets.Length + 1];
        private double _value;
        private long _count;

        public void Take(double value, Shape shape)
        {
            lock (_lock)
            {
                _value = shape is Shape.Last or Shape.ObservedSum ? value : _value + value;
                if (shape == Shape.Histogram)
                {
                    var bucket = Array.FindIndex(Buckets, b => value <= b);
                    _counts[bucket < 0 ? Buckets.Length : bucket]++;
                    _count++;
                }
            }
        }

        public void Write(StringBuilder text, string name, string labels, Shape shape)
        {
            lock (_lock)
            {
                var braces = labels.Length > 0 ? $"{{{labels}}}" : "";
                if (shape != Shape.Histogram)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {_value}\n");
                    return;
                }

                var comma = labels.Length > 0 ? "," : "";
                var below = 0L;
                for (var i = 0; i <= Buckets.Length; i++)
                {
                    below += _counts[i];
                    var edge = i < Buckets.Length ? Buckets[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels}{comma}le=\"{edge}\"}} {below}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{braces} {_value}\n{name}_count{braces} {_count}\n");
            }
        }
    }
}
