package io.acsbroker.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The refusals of one minute, counted by their kinds. */
final class RefusalMinute {
  static final int WRITTEN = 10;

  /** More than there are. The reasons are ours; should one ever repeat a request, it is bounded. */
  static final int KINDS = 500;

  /** What the broker said, and nothing that it was told: the details are in no kind. */
  private record Kind(String function, int status, String code, String reason) {}

  /** How many there were of a kind, and the last of them, where it was left out. */
  private record Tally(long count, Optional<RequestEvent> leftOut) {
    static final Tally NONE = new Tally(0, Optional.empty());

    Tally with(RequestEvent event) {
      return new Tally(count + 1, count < WRITTEN ? leftOut : Optional.of(event));
    }

    Optional<RequestEvent> line() {
      return leftOut.map(last -> last.standingFor(count - WRITTEN - 1));
    }
  }

  private final Map<Kind, Tally> tallies = new HashMap<>();

  /** Counts the event, and tells whether it is one of those that are written at once. */
  boolean hasRoomFor(RequestEvent event) {
    Kind kind = kind(event);
    Tally tally = tallies.getOrDefault(kind, Tally.NONE).with(event);
    tallies.put(kind, tally);
    return tally.leftOut().isEmpty();
  }

  /** For each kind of which some were left out the last of them, standing for the others. */
  List<RequestEvent> leftOut() {
    return tallies.values().stream().map(Tally::line).flatMap(Optional::stream).toList();
  }

  private Kind kind(RequestEvent event) {
    Kind kind = new Kind(event.function(), event.status(), event.code(), event.reason());
    return tallies.size() < KINDS || tallies.containsKey(kind)
        ? kind
        : new Kind(event.function(), event.status(), event.code(), "");
  }
}
