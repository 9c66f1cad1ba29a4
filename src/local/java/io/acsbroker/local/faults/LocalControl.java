package io.acsbroker.local.faults;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.faults.FaultOrderReader.BadOrderException;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LocalAccess;
import io.acsbroker.local.net.LoopbackRequest;
import io.acsbroker.local.table.TableService;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a developer changes the local cloud while it is up: {@code POST /local/faults}, {@code
 * /local/reset} and {@code /local/revoke}, with JSON. {@code GET /local/faults} tells what can be
 * asked for and what is.
 */
public final class LocalControl {
  private static final String FAULTS = "/local/faults";
  private static final String RESET = "/local/reset";
  private static final String REVOKE = "/local/revoke";
  private static final Set<String> PATHS = Set.of(FAULTS, RESET, REVOKE);

  private final LocalAccess access = new LocalAccess();
  private final LocalFaults faults = new LocalFaults();
  private final CloudReset reset;
  private volatile Services services;

  /**
   * Controls these, which are as they shall be after a reset.
   *
   * @param table of ACS identities
   * @param assignments makes those of ACS that there are at first, and those alone
   */
  public LocalControl(Services services, String table, Runnable assignments) {
    this.services = services;
    this.reset = new CloudReset(table, assignments);
  }

  /** Lets pages of this origin change things too. */
  public void allow(URI origin) {
    access.allow(origin);
  }

  /** ACS identities are kept there from now on. */
  public void keepIdentitiesIn(TableService table) {
    services = services.withTable(table);
  }

  /** Where ACS identities are kept. */
  public TableService table() {
    return services.table();
  }

  /** Makes a fault happen, as a request for it does. */
  public void begin(FaultOrder order) {
    faults.begin(order, services);
  }

  /** Ends all faults and brings everything back as it was at first. */
  public void reset() throws IOException, InterruptedException {
    faults.end();
    reset.run(services);
  }

  /** The answer to a request for one of its paths; empty for every other. */
  public Optional<CannedAnswer> answer(LoopbackRequest request) {
    if (!PATHS.contains(request.path())) {
      return Optional.empty();
    }
    if (request.path().equals(FAULTS) && request.method().equals("GET")) {
      return access.readRefusal(request).or(() -> Optional.of(CannedAnswer.json(200, state(true))));
    }
    return Optional.of(access.changeRefusal(request).orElseGet(() -> changed(request)));
  }

  private CannedAnswer changed(LoopbackRequest request) {
    try {
      return switch (request.path()) {
        case FAULTS -> faults(request.text());
        case RESET -> reset(request.text());
        default -> revoke(request.text());
      };
    } catch (BadOrderException mistake) {
      return CannedAnswer.text(400, mistake.getMessage() + "\n");
    }
  }

  private CannedAnswer faults(String body) throws BadOrderException {
    FaultOrderReader.read(body, services.entra().directory())
        .ifPresentOrElse(this::begin, faults::end);
    return CannedAnswer.json(200, state(false));
  }

  private CannedAnswer reset(String body) throws BadOrderException {
    boolean empty =
        body.isBlank() || JsonObject.parse(body).filter(it -> it.names().isEmpty()).isPresent();
    if (!empty) {
      throw new BadOrderException("A reset has no members: send {}, or no body.");
    }
    try {
      reset();
      return CannedAnswer.text(
          200, "Everything is as it was at first, but for what brokers remember.\n");
    } catch (IOException | IllegalStateException failed) {
      return CannedAnswer.text(500, "The table cannot be emptied: " + failed.getMessage() + "\n");
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return CannedAnswer.empty(503);
    }
  }

  private CannedAnswer revoke(String body) throws BadOrderException {
    JsonObject members = JsonObject.parse(body).orElse(JsonObject.EMPTY);
    if (!members.names().equals(Set.of("user"))) {
      throw new BadOrderException("The body is {\"user\":\"…\"}, with one of /local/users.");
    }
    services.signIn().revoke(FaultOrderReader.user(members, services.entra().directory()));
    return CannedAnswer.text(200, "Signed out everywhere.\n");
  }

  private Map<String, Object> state(boolean withNames) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("on", faults.now().stream().map(FaultOrder::described).toList());
    if (withNames) {
      Map<String, String> names = new LinkedHashMap<>();
      List.of(LocalFault.values()).forEach(it -> names.put(it.text(), it.sentence()));
      state.put("faults", names);
    }
    return state;
  }
}
