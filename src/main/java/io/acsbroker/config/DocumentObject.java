package io.acsbroker.config;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ClaimPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object of a document that is a setting. What is wrong with a member is a problem of that
 * setting, told with the member's place in the document, and then the member counts as missing.
 */
final class DocumentObject {
  private static final int MAX_TEXT = 500;
  private static final int MAX_ELEMENTS = 100;

  private final Settings settings;
  private final Setting setting;
  private final String place;
  private final JsonObject object;

  DocumentObject(Settings settings, Setting setting, String place, JsonObject object) {
    this.settings = settings;
    this.setting = setting;
    this.place = place;
    this.object = object;
  }

  /** The object as it was read, for what is asked of it without a problem. */
  JsonObject object() {
    return object;
  }

  /** Where it stands in its document. */
  String place() {
    return place;
  }

  boolean has(String member) {
    return object.has(member);
  }

  /** Notes what is wrong with a member; of the object itself where the name is empty. */
  void problem(String member, String sentence) {
    String dot = member.isEmpty() ? "" : ".";
    settings.problem(setting, place + dot + member + " " + sentence);
  }

  void refuseMembersBut(List<String> members) {
    if (!members.containsAll(object.names())) {
      problem("", "must have no member but " + String.join(", ", members));
    }
  }

  /** A text that has to be there, as the parser takes it. */
  <T> Optional<T> text(String member, Function<String, Optional<T>> parser, String sentence) {
    Optional<T> value = object.string(member).filter(DocumentObject::isUsable).flatMap(parser);
    if (value.isEmpty()) {
      problem(member, sentence);
    }
    return value;
  }

  /** The place of a claim, which has to be there. */
  Optional<ClaimPath> claim(String member) {
    return claim(member, "");
  }

  /** The same, with something more to say of what it may be. */
  Optional<ClaimPath> claim(String member, String otherwise) {
    return text(
        member,
        ClaimPath::parse,
        "must be the name of a claim, or a JSON Pointer with / before it, of at most "
            + ClaimPath.MAX_LENGTH
            + " characters"
            + otherwise);
  }

  /** The elements of an array of texts, which has to be there, with at least one and none twice. */
  <T> Set<T> list(String member, Function<String, Optional<T>> parser, String sentence) {
    Optional<Set<T>> elements = elements(member, parser).filter(found -> !found.isEmpty());
    if (elements.isEmpty()) {
      problem(member, sentence + ", at least one and none twice");
    }
    return elements.orElse(Set.of());
  }

  /** The same of an array that may be empty. */
  <T> Set<T> listOrNone(String member, Function<String, Optional<T>> parser, String sentence) {
    Optional<Set<T>> elements = elements(member, parser);
    if (elements.isEmpty()) {
      problem(member, sentence + ", none twice, or []");
    }
    return elements.orElse(Set.of());
  }

  private <T> Optional<Set<T>> elements(String member, Function<String, Optional<T>> parser) {
    List<String> texts = object.stringsAlone(member).orElse(List.of());
    List<T> parsed = new ArrayList<>();
    for (String text : texts) {
      Optional.of(text).filter(DocumentObject::isUsable).flatMap(parser).ifPresent(parsed::add);
    }
    Set<T> elements = new LinkedHashSet<>(parsed);
    boolean whole =
        object.stringsAlone(member).isPresent()
            && texts.size() <= MAX_ELEMENTS
            && elements.size() == texts.size();
    return whole ? Optional.of(elements) : Optional.empty();
  }

  /** A whole number in a range; the default where it is missing. */
  long number(String member, long least, long most, long defaultNumber) {
    if (!has(member)) {
      return defaultNumber;
    }
    Optional<Long> number = object.integer(member).filter(it -> it >= least && it <= most);
    if (number.isEmpty()) {
      problem(member, "must be a whole number from " + least + " to " + most);
    }
    return number.orElse(defaultNumber);
  }

  /** A member that is an object, in its place; empty where it is none. */
  Optional<DocumentObject> within(String member) {
    return object
        .object(member)
        .map(inner -> new DocumentObject(settings, setting, place + "." + member, inner));
  }

  /** A text as people mean it: some characters, none of them a stray blank at an end. */
  private static boolean isUsable(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_TEXT
        && text.equals(text.strip())
        && text.chars().noneMatch(Character::isISOControl);
  }
}
