package io.acsbroker.administration;

import io.acsbroker.json.JsonObject;
import io.acsbroker.operator.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A file of the administrator's, of which all is read and checked before anything is sent. */
record InputFile(Path path) {
  private static final long LONGEST = 4L << 20;
  private static final String ASSIGNMENTS = "assignments";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Reads one element of a file, and says what is wrong with it. */
  @FunctionalInterface
  interface ElementReader<T> {
    /** Reads it; empty where there is a problem, which is put to the others. */
    Optional<T> read(String place, JsonObject json, List<String> problems);
  }

  /**
   * The text, without a byte order mark.
   *
   * @throws UnusableInputException where there is no such file, it is too long, or not in UTF-8
   */
  String text() {
    try {
      if (Files.size(path) <= LONGEST) {
        String text = Files.readString(path);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      }
    } catch (IOException unreadable) {
      // Said below, as of a file that is too long
    }
    throw new UnusableInputException(
        "-Dfile cannot be read: give a file in UTF-8 of 4 MiB at most.");
  }

  /**
   * The elements of {@code {"assignments": [...]}}.
   *
   * @param id by which no element may stand there twice
   * @throws UnusableInputException with every problem that there is, a line each
   */
  <T> List<T> assignments(ElementReader<T> reader, Function<T, String> id) {
    List<Optional<JsonObject>> elements =
        JsonObject.parse(text())
            .filter(json -> json.names().equals(Set.of(ASSIGNMENTS)))
            .flatMap(json -> json.objectsInPlace(ASSIGNMENTS))
            .orElseThrow(
                () ->
                    new UnusableInputException(
                        path
                            + " must be one JSON object, {\"assignments\": [...]}, and no name may"
                            + " stand twice."));
    List<String> problems = new ArrayList<>();
    List<T> assignments = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String place = ASSIGNMENTS + "[" + i + "]";
      elements
          .get(i)
          .ifPresentOrElse(
              json -> reader.read(place, json, problems).ifPresent(assignments::add),
              () -> problems.add(place + " is not an object"));
    }
    problems.addAll(repeated(assignments.stream().map(id).toList()));
    refuse(problems);
    return assignments;
  }

  private static List<String> repeated(List<String> ids) {
    Set<String> seen = new HashSet<>();
    return ids.stream().filter(id -> !seen.add(id)).map(id -> id + " stands there twice").toList();
  }

  /**
   * Does nothing where there is no problem.
   *
   * @throws UnusableInputException with every problem, a line each
   */
  void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new UnusableInputException(
          "Nothing was sent, because of " + path + ":\n  " + String.join("\n  ", problems));
    }
  }
}
