package io.acsbroker.administration;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.json.JsonObject;
import io.acsbroker.operator.UnusableInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A file with assignments: {@code {"assignments": [{"principalType": …}]}}. */
final class AssignmentFile {
  private static final long LONGEST = 4L << 20;
  private static final String ARRAY = "assignments";

  private AssignmentFile() {}

  /**
   * Reads all of it.
   *
   * @throws UnusableInputException with every problem that there is, a line each
   */
  static List<Assignment> read(Path file) {
    JsonObject document =
        JsonObject.parse(text(file))
            .filter(json -> json.names().equals(Set.of(ARRAY)))
            .orElseThrow(() -> notADocument(file));
    List<Optional<JsonObject>> elements =
        document.objectsInPlace(ARRAY).orElseThrow(() -> notADocument(file));
    List<String> problems = new ArrayList<>();
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String place = ARRAY + "[" + i + "]";
      elements
          .get(i)
          .ifPresentOrElse(
              json -> AssignmentReader.read(place, json, problems).ifPresent(assignments::add),
              () -> problems.add(place + " is not an object"));
    }
    problems.addAll(repeated(assignments));
    if (!problems.isEmpty()) {
      throw new UnusableInputException(
          "Nothing was sent, because of " + file + ":\n  " + String.join("\n  ", problems));
    }
    return assignments;
  }

  private static List<String> repeated(List<Assignment> assignments) {
    Set<String> seen = new HashSet<>();
    return assignments.stream()
        .map(assignment -> assignment.objectId().value())
        .filter(id -> !seen.add(id))
        .map(id -> id + " stands there twice")
        .toList();
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) <= LONGEST) {
        return Files.readString(file);
      }
    } catch (IOException unreadable) {
      // Said below, as of a file that is too long
    }
    throw new UnusableInputException(
        "-Dfile cannot be read: give a file in UTF-8 of 4 MiB at most.");
  }

  private static UnusableInputException notADocument(Path file) {
    return new UnusableInputException(
        file + " must be one JSON object, {\"assignments\": [...]}, and no name may stand twice.");
  }

  /**
   * Writes a new file that {@link #read} takes.
   *
   * @throws UnusableInputException where the file is there already, or cannot be written
   */
  static void write(Path file, Collection<Assignment> assignments) {
    String lines =
        assignments.stream().map(AssignmentFile::line).collect(Collectors.joining(",\n"));
    try {
      Files.writeString(
          file, "{\"assignments\": [\n" + lines + "\n]}\n", StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw new UnusableInputException(file + " is there already, and was left as it is.");
    } catch (IOException failed) {
      throw new UnusableInputException(file + " cannot be written.");
    }
  }

  private static String line(Assignment assignment) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("objectId", assignment.objectId().value());
    members.putAll(assignment.members());
    return "  " + JSONObjectUtils.toJSONString(members);
  }
}
