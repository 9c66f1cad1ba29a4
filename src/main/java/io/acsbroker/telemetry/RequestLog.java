package io.acsbroker.telemetry;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of requests, which nobody can fill without an account: of the refusals of those of whom
 * nothing is known, the first of a kind in a minute are written, and at its end one line for all
 * that were left out. All other requests have a line each.
 */
public final class RequestLog {
  static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * Where the lines at a minute's end go. The logger of a request is deaf when the request is over.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-functions-host/blob/v4.1037.0/src/WebJobs.Script.Grpc/Channel/GrpcWorkerChannel.cs">How
   *     the host ignores lines of invocations that are over</a>
   */
  private static final Logger LATE = Logger.getLogger(RequestLog.class.getName());

  private final InstantSource clock;
  private final Executor atTheEnd;
  private @Nullable RefusalMinute minute;
  private Instant end = Instant.MIN;

  public RequestLog(InstantSource clock) {
    this(clock, CompletableFuture.delayedExecutor(MINUTE.toMillis(), MILLISECONDS));
  }

  /**
   * @param atTheEnd runs a task after a minute
   */
  RequestLog(InstantSource clock, Executor atTheEnd) {
    this.clock = clock;
    this.atTheEnd = atTheEnd;
  }

  /** Writes the event, unless there are too many of its kind. */
  public void add(RequestEvent event, Logger logger) {
    if (!event.isRefusalOfNobody() || hasRoomFor(event)) {
      event.logTo(logger);
    }
  }

  private boolean hasRoomFor(RequestEvent event) {
    List<RequestEvent> late = List.of();
    boolean room;
    synchronized (this) {
      RefusalMinute current = minute;
      if (current == null || !clock.instant().isBefore(end)) {
        late = current == null ? late : current.leftOut();
        current = begin();
      }
      room = current.hasRoomFor(event);
    }
    late.forEach(it -> it.logTo(LATE));
    return room;
  }

  /** The next refusal after its end ends a minute, and where none comes, the task that waits. */
  private RefusalMinute begin() {
    RefusalMinute begun = new RefusalMinute();
    minute = begun;
    end = clock.instant().plus(MINUTE);
    atTheEnd.execute(() -> end(begun));
    return begun;
  }

  private void end(RefusalMinute ended) {
    List<RequestEvent> late;
    synchronized (this) {
      if (minute != ended) {
        return;
      }
      minute = null;
      late = ended.leftOut();
    }
    late.forEach(it -> it.logTo(LATE));
  }
}
