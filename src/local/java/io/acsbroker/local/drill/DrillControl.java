package io.acsbroker.local.drill;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LocalAccess;
import io.acsbroker.local.net.LoopbackRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where operators without a console answer a drill: {@code POST /local/drill} with {@code
 * {"answer":"…"}}. As long as there is a drill, faults are told to nobody and ended by nobody else.
 */
public final class DrillControl {
  private static final String PATH = "/local/drill";
  private static final Set<String> CONCEALED = Set.of("/local/faults", "/local/reset");

  private final LocalAccess access = new LocalAccess();
  private final Drill drill;

  /** Answers for this drill. */
  public DrillControl(Drill drill) {
    this.drill = drill;
  }

  /** The answer to a request for its path, or for one that would give away what it is about. */
  public Optional<CannedAnswer> answer(LoopbackRequest request) {
    if (CONCEALED.contains(request.path())) {
      return Optional.of(
          CannedAnswer.text(409, "There is a drill: faults are its own until it is ended.\n"));
    }
    if (!request.path().equals(PATH)) {
      return Optional.empty();
    }
    boolean asked = request.method().equals("GET");
    return asked
        ? access
            .readRefusal(request)
            .or(() -> Optional.of(said(200, "POST {\"answer\":\"…\"} as you would type it.")))
        : Optional.of(access.changeRefusal(request).orElseGet(() -> answered(request.text())));
  }

  private CannedAnswer answered(String body) {
    Optional<String> typed =
        JsonObject.parse(body)
            .filter(it -> it.names().equals(Set.of("answer")))
            .flatMap(it -> it.string("answer"));
    if (typed.isEmpty()) {
      return said(400, "The body is {\"answer\":\"…\"}, and nothing else.");
    }
    try {
      Drill.Reply reply = drill.answer(typed.get());
      return said(reply.understood() ? 200 : 400, reply.text());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return CannedAnswer.empty(503);
    }
  }

  private CannedAnswer said(int status, String text) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("on", drill.isOn());
    body.put("says", text);
    return CannedAnswer.json(status, body);
  }
}
