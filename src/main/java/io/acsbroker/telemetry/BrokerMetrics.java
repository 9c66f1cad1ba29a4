package io.acsbroker.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What dashboards count, for those who run an OpenTelemetry agent or exporter; for others nothing
 * is kept.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/metrics/api/">OpenTelemetry metrics
 *     API</a>
 */
public final class BrokerMetrics {
  private final Supplier<OpenTelemetry> openTelemetry;
  private volatile @Nullable Instruments instruments;

  /**
   * @param openTelemetry asked for when the first instrument is needed, and not again
   */
  public BrokerMetrics(Supplier<OpenTelemetry> openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  /** To wherever the process sends its metrics. */
  public static BrokerMetrics global() {
    return new BrokerMetrics(GlobalOpenTelemetry::get);
  }

  /** Makes the instruments, which the first request would wait for otherwise. */
  public void prepare() {
    instruments();
  }

  /** Counts a request, and where its time went. */
  public void count(RequestEvent event) {
    instruments().count(event);
  }

  /** Counts a fetch of signing keys. */
  public void countKeyFetch(boolean succeeded) {
    instruments().countKeyFetch(succeeded);
  }

  private Instruments instruments() {
    Instruments made = instruments;
    return made == null ? made() : made;
  }

  private synchronized Instruments made() {
    Instruments made = instruments;
    if (made == null) {
      made = new Instruments(openTelemetry.get().getMeter("io.acsbroker"));
      instruments = made;
    }
    return made;
  }
}
