package io.acsbroker.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
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
  /** So much may happen before the instruments are made; what is more makes them. */
  private static final int MOST_WAITING = 100;

  private final Supplier<OpenTelemetry> openTelemetry;
  private final List<RequestEvent> events = new ArrayList<>();
  private final List<Boolean> keyFetches = new ArrayList<>();

  /** Held while they are made, which takes long; whoever counts meanwhile does not wait for it. */
  private final Object making = new Object();

  private volatile @Nullable Instruments instruments;

  /**
   * @param openTelemetry asked for when the first instrument is needed, and not again
   */
  public BrokerMetrics(Supplier<OpenTelemetry> openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  /** To wherever the process sends its metrics. */
  public static BrokerMetrics global() {
    return new BrokerMetrics(new Global());
  }

  /** Makes the instruments, and counts what has happened before. */
  public void prepare() {
    Instruments unused = made();
  }

  /** Counts a request, and where its time went, as soon as there are instruments. */
  public void count(RequestEvent event) {
    if (!waits(events, event)) {
      made().count(event);
    }
  }

  /** Counts a fetch of signing keys, as soon as there are instruments. */
  public void countKeyFetch(boolean succeeded) {
    if (!waits(keyFetches, succeeded)) {
      made().countKeyFetch(succeeded);
    }
  }

  /** Or the first answer would wait for the classes of OpenTelemetry. */
  private <T> boolean waits(List<T> waiting, T counted) {
    if (instruments != null) {
      return false;
    }
    synchronized (this) {
      return instruments == null && waiting.size() < MOST_WAITING && waiting.add(counted);
    }
  }

  private Instruments made() {
    Instruments made = instruments;
    return made == null ? make() : made;
  }

  private Instruments make() {
    synchronized (making) {
      Instruments known = instruments;
      if (known != null) {
        return known;
      }
      Instruments made = new Instruments(openTelemetry.get().getMeter("io.acsbroker"));
      countWaiting(made);
      return made;
    }
  }

  private synchronized void countWaiting(Instruments made) {
    instruments = made;
    events.forEach(made::count);
    events.clear();
    keyFetches.forEach(made::countKeyFetch);
    keyFetches.clear();
  }

  /** A class of its own, since a lambda would have OpenTelemetry loaded to be made. */
  private static final class Global implements Supplier<OpenTelemetry> {
    @Override
    public OpenTelemetry get() {
      return GlobalOpenTelemetry.get();
    }
  }
}
