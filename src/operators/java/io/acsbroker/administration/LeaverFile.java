package io.acsbroker.administration;

import io.acsbroker.operator.UnusableInputException;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.ObjectId;
import io.acsbroker.token.Person;
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
 * A file of people of one tenant or one issuer: a line each, with the object id, or with the object
 * id, a comma and the tenant id; or, of an issuer, with the subject. Empty lines do not count, nor
 * do blanks around what a line has.
 */
final class LeaverFile {
  private static final int SHOWN = 20;

  private final List<String> problems = new ArrayList<>();
  private final Map<Person, Integer> lines = new LinkedHashMap<>();

  private LeaverFile() {}

  /**
   * Reads all of it.
   *
   * @param home whose people they are: in the subjects of an issuer letter case counts
   * @throws UnusableInputException with the lines that are wrong, none of which is repeated, or
   *     where there is nobody
   */
  static List<Person> read(Path path, People.Everybody home) {
    InputFile file = new InputFile(path);
    LeaverFile read = new LeaverFile();
    String[] lines = file.text().split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        read.line(i + 1, lines[i].strip(), home);
      }
    }
    file.refuse(read.shownProblems());
    if (read.lines.isEmpty()) {
      throw new UnusableInputException("Nothing was sent: " + path + " names nobody.");
    }
    return List.copyOf(read.lines.keySet());
  }

  private void line(int number, String text, People.Everybody home) {
    switch (home) {
      case People.OfTenant(TenantId tenant) ->
          objectId(number, text.toLowerCase(Locale.ROOT), tenant);
      case People.OfIssuer(String issuer) -> add(number, ForeignPerson.of(issuer, text));
    }
  }

  private void objectId(int number, String text, TenantId tenant) {
    String[] parts = text.split("\\s*,\\s*", -1);
    Optional<ObjectId> person = ObjectId.parse(parts[0]);
    Optional<TenantId> named = parts.length == 2 ? TenantId.parse(parts[1]) : Optional.of(tenant);
    if (parts.length > 2 || person.isEmpty() || named.isEmpty()) {
      problem(number, "is no object id, and no object id with a comma and a tenant id");
    } else if (!named.get().equals(tenant)) {
      problem(number, "is of another tenant than -Dtenant names");
    } else {
      add(number, new Subject(tenant, person.get()));
    }
  }

  private void add(int number, Person person) {
    Integer before = lines.putIfAbsent(person, number);
    if (before != null) {
      problem(number, "names the same person as line " + before);
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
