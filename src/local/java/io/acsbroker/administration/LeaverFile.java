package io.acsbroker.administration;

import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of people of one tenant: a line each, with the object id, or with the object id, a comma
 * and the tenant id. Empty lines do not count.
 */
final class LeaverFile {
  private static final int SHOWN = 20;

  private final TenantId tenant;
  private final List<String> problems = new ArrayList<>();
  private final Map<ObjectId, Integer> lines = new LinkedHashMap<>();

  private LeaverFile(TenantId tenant) {
    this.tenant = tenant;
  }

  /**
   * Reads all of it.
   *
   * @throws UnusableInputException with the lines that are wrong, none of which is repeated, or
   *     where there is nobody
   */
  static List<Subject> read(Path path, TenantId tenant) {
    InputFile file = new InputFile(path);
    LeaverFile read = new LeaverFile(tenant);
    String[] lines = file.text().split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        read.line(i + 1, lines[i].strip().toLowerCase(Locale.ROOT));
      }
    }
    file.refuse(read.shownProblems());
    if (read.lines.isEmpty()) {
      throw new UnusableInputException("Nothing was sent: " + path + " names nobody.");
    }
    return read.lines.keySet().stream().map(person -> new Subject(tenant, person)).toList();
  }

  private void line(int number, String text) {
    String[] parts = text.split("\\s*,\\s*", -1);
    Optional<ObjectId> person = ObjectId.parse(parts[0]);
    Optional<TenantId> named = parts.length == 2 ? TenantId.parse(parts[1]) : Optional.of(tenant);
    if (parts.length > 2 || person.isEmpty() || named.isEmpty()) {
      problem(number, "is no object id, and no object id with a comma and a tenant id");
    } else if (!named.get().equals(tenant)) {
      problem(number, "is of another tenant than -Dtenant names");
    } else {
      Integer before = lines.putIfAbsent(person.get(), number);
      if (before != null) {
        problem(number, "names the same person as line " + before);
      }
    }
  }

  private void problem(int number, String what) {
    problems.add("line " + number + " " + what);
  }

  private List<String> shownProblems() {
    int more = problems.size() - SHOWN;
    if (more <= 0) {
      return problems;
    }
    List<String> shown = new ArrayList<>(problems.subList(0, SHOWN));
    shown.add("and " + Sending.counted(more, "line") + " more");
    return shown;
  }
}
