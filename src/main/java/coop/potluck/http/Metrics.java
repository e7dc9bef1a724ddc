package coop.potluck.http;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the node counts, in the text format that Prometheus reads. */
public final class Metrics {

  /** The media type of {@link #text}. */
  public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final int CLASSES = 6;
  private static final double NANOS = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final Map<String, AtomicReferenceArray<@Nullable DistributionDataPoint>> durations =
      new ConcurrentHashMap<>();
  private final Histogram requests =
      Histogram.builder()
          .name("potluck_http_request_seconds")
          .help("Time from a request's head to the end of its answer")
          .labelNames("method", "route", "status")
          .classicOnly()
          .classicUpperBounds(0.0005, 0.002, 0.01, 0.05, 0.25, 1, 5, 30)
          .register(registry);
  private final Counter limited =
      Counter.builder()
          .name("potluck_http_rate_limited_total")
          .help("Requests that were refused with 429")
          .labelNames("traffic")
          .register(registry);

  /** Adds a number that may rise and fall, asked for when somebody looks. */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** The same for several things at once, each told by the value of a label. */
  public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(callback -> values.get().forEach((text, value) -> callback.call(value, text)))
        .register(registry);
  }

  /** Adds a number that only rises, asked for when somebody looks; its name ends in _total. */
  public void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** All of it as text. */
  public byte[] text() {
    var bytes = new ByteArrayOutputStream(8 << 10);
    try {
      writer.write(bytes, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Counts an answered request.
   *
   * @param route the pattern, never the path, so that the number of labels has a bound
   */
  void answered(String method, String route, int status, long nanos) {
    var points =
        durations.computeIfAbsent(method + ' ' + route, key -> new AtomicReferenceArray<>(CLASSES));
    var index = Math.min(CLASSES - 1, Math.max(0, status / 100));
    var point = points.get(index);
    if (point == null) {
      point = requests.labelValues(method, route, index + "xx");
      points.set(index, point);
    }
    point.observe(nanos / NANOS);
  }

  void limited(Traffic traffic) {
    limited.labelValues(traffic.text()).inc();
  }
}
