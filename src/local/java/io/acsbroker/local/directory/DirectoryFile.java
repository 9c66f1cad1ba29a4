package io.acsbroker.local.directory;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.host.HostStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file with a directory; {@code docs/local-cloud.md} says what stands in it. */
public final class DirectoryFile {
  private static final long LONGEST = 1L << 20;

  private DirectoryFile() {}

  /**
   * Reads it.
   *
   * @throws HostStartException with every mistake that there is and its place, a line each
   */
  public static Directory read(Path file) {
    List<String> problems = new ArrayList<>();
    Directory directory = new DirectoryReader(JsonPlace.root(members(file), problems)).directory();
    if (!problems.isEmpty()) {
      throw new HostStartException(
          "The directory file " + file + " has mistakes:\n  " + String.join("\n  ", problems));
    }
    return directory;
  }

  private static Map<String, Object> members(Path file) {
    String text = text(file);
    try {
      // Nimbus keeps every type, and lets pass what is not strict
      if (JsonObject.parse(text).isPresent()) {
        return JSONObjectUtils.parse(text);
      }
    } catch (ParseException unreachable) {
      // Said below
    }
    throw new HostStartException(
        "The directory file " + file + " is not one JSON object in which no name stands twice.");
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) <= LONGEST) {
        return Files.readString(file);
      }
    } catch (NoSuchFileException missing) {
      throw new HostStartException("The directory file " + file + " does not exist.", missing);
    } catch (IOException unreadable) {
      // Said below, as of a file that is too long
    }
    throw new HostStartException(
        "The directory file " + file + " cannot be read: it is text in UTF-8, of 1 MiB at most.");
  }
}
