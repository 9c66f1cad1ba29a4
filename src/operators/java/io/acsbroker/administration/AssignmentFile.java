package io.acsbroker.administration;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.operator.UnusableInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A file with assignments: {@code {"assignments": [{"principalType": …}]}}. */
final class AssignmentFile {
  private AssignmentFile() {}

  /**
   * Reads all of it.
   *
   * @throws UnusableInputException with every problem that there is, a line each
   */
  static List<Assignment> read(Path file) {
    return new InputFile(file)
        .assignments(AssignmentReader::read, assignment -> assignment.objectId().value());
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
