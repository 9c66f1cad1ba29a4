package io.acsbroker.net;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * The time that the servers have, by the {@code Date} of their answers, beside the broker's clock.
 * It informs the operator, and changes nothing of what counts as valid.
 *
 * <p>A server's time goes on from its last answer by a clock that nobody sets ({@link
 * System#nanoTime}), for {@link #BELIEVED} at most: so a jump of the broker's clock is seen without
 * a further answer. The clock is wrong where all servers that have answered in the ten minutes up
 * to the last answer of all differ from it by more than two minutes, and agree with each other.
 * Where that is one server alone, answers of its that agree with each other have to be a minute
 * apart, with none in between that agreed with the clock: behind one address there are many
 * machines, and a request that fails is tried again at once. An answer that agrees with the clock
 * ends it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110, section 6.6.1</a>
 */
public final class ServerClock {
  static final Duration TOLERATED = Duration.ofMinutes(2);
  static final Duration BELIEVED = Duration.ofHours(2);
  static final Duration TOGETHER = Duration.ofMinutes(10);

  private static final Duration LASTING = Duration.ofMinutes(1);

  /** So seldom a difference is said, lest one that comes and goes fills the log. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /** Where a difference has been said, so much less of it ends it, lest it come and go. */
  private static final Duration HYSTERESIS = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(ServerClock.class.getName());

  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /** By host and port. All are named by the settings, so that there are few. */
  private final Map<String, Heard> servers = new TreeMap<>();

  private Optional<Duration> said = Optional.empty();
  private long saidAt;

  /** Has heard of no server yet, and so has nothing to say against this clock. */
  public ServerClock(InstantSource clock) {
    this(clock, System::nanoTime);
  }

  ServerClock(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.saidAt = nanoTime.getAsLong() - SELDOM.toNanos();
  }

  /**
   * The last answer of a server, and since when its answers have all been as this one: they agree
   * with each other, and either all with the clock or none.
   */
  private record Heard(String server, Dated last, long since) {
    boolean lasts() {
      return last.received() - since >= LASTING.toNanos();
    }
  }

  /** What speaks against the clock, and the line that the log lacks of it. */
  private record Look(Optional<String> problem, Runnable line) {}

  /** An answer with a date: whole seconds, and written somewhen between these two. */
  private record Dated(Instant date, long sent, long received) {
    /** By how much the clock is at least ahead of the server, or behind it where negative. */
    Duration difference(Instant now, long nanoTime) {
      Instant earliest = date.plusNanos(nanoTime - received);
      Instant latest = date.plusSeconds(1).plusNanos(nanoTime - sent);
      if (now.isBefore(earliest)) {
        return Duration.between(earliest, now);
      }
      return now.isAfter(latest) ? Duration.between(latest, now) : Duration.ZERO;
    }
  }

  /** What hears the answer, before its body, to a request that is sent now. */
  Consumer<ResponseInfo> listening(String server) {
    long sent = nanoTime.getAsLong();
    return answer -> {
      if (tellsTheTime(answer)) {
        answered(server, answer.headers().allValues("Date").getFirst(), sent);
        problem();
      }
    };
  }

  /**
   * A cache's answer, with an {@code Age}, says when it was made and not what time it is. One of
   * 500 and more is often of a gateway, in the place of a server that cannot be had.
   */
  private static boolean tellsTheTime(ResponseInfo answer) {
    HttpHeaders headers = answer.headers();
    return answer.statusCode() < 500
        && headers.allValues("Date").size() == 1
        && headers.firstValue("Age").isEmpty();
  }

  private synchronized void answered(String server, String date, long sent) {
    Instant now = clock.instant();
    Optional<Instant> time = HttpDate.parse(date, now);
    if (time.isPresent()) {
      heard(server, new Dated(time.get(), sent, nanoTime.getAsLong()), now);
    }
  }

  private void heard(String server, Dated answer, Instant now) {
    Heard known = servers.get(server);
    long since =
        known != null && saysTheSame(known.last(), answer, now) ? known.since() : answer.received();
    servers.put(server, new Heard(server, answer, since));
  }

  private static boolean saysTheSame(Dated last, Dated answer, Instant now) {
    Duration before = last.difference(now, answer.received());
    Duration after = answer.difference(now, answer.received());
    return agree(List.of(before, after)) && exceeds(before, TOLERATED) == exceeds(after, TOLERATED);
  }

  /**
   * By how much the broker's clock is wrong, in which direction, and by whose clocks, for the log;
   * empty where nothing speaks against it.
   */
  public Optional<String> problem() {
    Look look = look();
    // Not while the lock is held: writing may take long, and every answer needs it
    look.line().run();
    return look.problem();
  }

  private synchronized Look look() {
    Optional<Duration> found = difference();
    if (found.isEmpty()) {
      return new Look(Optional.empty(), ended());
    }
    String problem = text(found.get());
    return new Look(Optional.of(problem), begun(found.get(), problem));
  }

  /** One line where it begins or becomes another, and once a minute at most. */
  private Runnable begun(Duration found, String text) {
    long now = nanoTime.getAsLong();
    boolean known = said.isPresent() && agree(List.of(said.get(), found));
    if (known || now - saidAt < SELDOM.toNanos()) {
      return () -> {};
    }
    said = Optional.of(found);
    saidAt = now;
    return () ->
        LOG.warning(
            text
                + ". Tokens are refused as expired, or as not yet valid, that are not, until the"
                + " clock of this machine is right.");
  }

  /** One line for each that was said. */
  private Runnable ended() {
    if (said.isEmpty()) {
      return () -> {};
    }
    said = Optional.empty();
    return () -> LOG.info("The broker's clock no longer differs from the servers'.");
  }

  private Optional<Duration> difference() {
    Instant now = clock.instant();
    long nanos = nanoTime.getAsLong();
    List<Heard> counted = counted(nanos);
    boolean counts = counted.size() > 1 || (counted.size() == 1 && counted.getFirst().lasts());
    Duration tolerated = said.isPresent() ? TOLERATED.minus(HYSTERESIS) : TOLERATED;
    List<Duration> differences = new ArrayList<>();
    for (Heard server : counted) {
      Duration difference = server.last().difference(now, nanos);
      if (!exceeds(difference, tolerated)) {
        return Optional.empty();
      }
      differences.add(difference);
    }
    return counts && agree(differences) ? Optional.of(differences.getFirst()) : Optional.empty();
  }

  private static boolean exceeds(Duration difference, Duration tolerated) {
    return difference.abs().compareTo(tolerated) > 0;
  }

  private List<Heard> counted(long nanos) {
    long newest = Long.MIN_VALUE;
    for (Heard server : servers.values()) {
      newest = Math.max(newest, server.last().received() - nanos);
    }
    List<Heard> counted = new ArrayList<>();
    for (Heard server : servers.values()) {
      if (isCounted(server.last().received() - nanos, newest)) {
        counted.add(server);
      }
    }
    return counted;
  }

  /** Both times are nanoseconds from now, and so negative. */
  private static boolean isCounted(long last, long newest) {
    return last >= -BELIEVED.toNanos() && newest - last <= TOGETHER.toNanos();
  }

  private static boolean agree(List<Duration> differences) {
    Duration spread = Collections.max(differences).minus(Collections.min(differences));
    return spread.compareTo(TOLERATED) <= 0;
  }

  private String text(Duration difference) {
    String names =
        counted(nanoTime.getAsLong()).stream()
            .map(Heard::server)
            .collect(Collectors.joining(" and "));
    return "The broker's clock is "
        + amount(difference.abs())
        + (difference.isNegative() ? " behind" : " ahead of")
        + " that of "
        + names;
  }

  private static String amount(Duration by) {
    Duration rounded = by.plusSeconds(30);
    String hours = rounded.toHours() == 0 ? "" : rounded.toHours() + " h ";
    return hours + rounded.toMinutesPart() + " min";
  }
}
