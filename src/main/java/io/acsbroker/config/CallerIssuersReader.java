package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.CallerIssuer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code BROKER_CALLER_ISSUERS}: the issuers other than Entra whose tokens are caller tokens.
 * Any problem keeps the broker from serving.
 */
final class CallerIssuersReader {
  private static final Setting SETTING = Setting.BROKER_CALLER_ISSUERS;
  private static final String ISSUERS = "issuers";
  private static final int MAX_ISSUERS = 20;

  private final List<DocumentObject> entries;

  private CallerIssuersReader(List<DocumentObject> entries) {
    this.entries = entries;
  }

  /** The document, in which nobody has looked at the issuers yet; none of them after a problem. */
  static CallerIssuersReader of(Settings settings) {
    Optional<JsonObject> document =
        settings.has(SETTING) ? SettingDocument.read(settings, SETTING) : Optional.empty();
    if (document.isEmpty()) {
      return new CallerIssuersReader(List.of());
    }
    if (!document.get().names().equals(Set.of(ISSUERS))) {
      settings.problem(SETTING, "must have the member issuers and no other");
      return new CallerIssuersReader(List.of());
    }
    List<Optional<JsonObject>> written = document.get().objectsInPlace(ISSUERS).orElse(List.of());
    if (written.isEmpty() || written.size() > MAX_ISSUERS) {
      settings.problem(SETTING, "issuers must be an array of 1 to " + MAX_ISSUERS + " issuers");
      return new CallerIssuersReader(List.of());
    }
    return new CallerIssuersReader(entries(settings, written));
  }

  private static List<DocumentObject> entries(
      Settings settings, List<Optional<JsonObject>> written) {
    List<DocumentObject> entries = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String place = ISSUERS + "[" + i + "]";
      if (written.get(i).isPresent()) {
        entries.add(new DocumentObject(settings, SETTING, place, written.get(i).get()));
      } else {
        settings.problem(SETTING, place + " must be an object");
      }
    }
    return entries;
  }

  /** By which names rules may call the issuers. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (DocumentObject entry : entries) {
      entry.object().string("name").flatMap(CallerIssuerReader::name).ifPresent(names::add);
    }
    return Set.copyOf(names);
  }

  /** The issuers; those that could be read, after a problem. */
  List<CallerIssuer> read(IssuerConflicts conflicts) {
    List<CallerIssuer> issuers = new ArrayList<>();
    for (DocumentObject entry : entries) {
      new CallerIssuerReader(entry, conflicts).read().ifPresent(issuers::add);
    }
    refuseTwins();
    return List.copyOf(issuers);
  }

  private void refuseTwins() {
    Map<String, DocumentObject> names = new HashMap<>();
    Map<String, DocumentObject> issuers = new HashMap<>();
    for (DocumentObject entry : entries) {
      refuseTwin(entry, "name", names);
      refuseTwin(entry, "issuer", issuers);
    }
  }

  /**
   * No two tokens of one issuer name it otherwise: where two names are nearly one, one is wrong.
   */
  private static void refuseTwin(
      DocumentObject entry, String member, Map<String, DocumentObject> before) {
    String text = entry.object().string(member).orElse("");
    String plain = text.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    @Nullable DocumentObject first = plain.isEmpty() ? null : before.putIfAbsent(plain, entry);
    if (first != null) {
      entry.problem(
          member,
          first.object().string(member).equals(Optional.of(text))
              ? "stands in " + first.place() + " too"
              : "is that of "
                  + first.place()
                  + " but for letter case or a slash at the end; list the one that tokens have");
    }
  }
}
