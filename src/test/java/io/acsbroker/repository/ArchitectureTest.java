package io.acsbroker.repository;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.acsbroker.net.BoundedHttp;
import io.acsbroker.outcome.Trail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rooms of docs/architecture.md, and who may know whom. */
@Tag("gate")
class ArchitectureTest {
  private static final String BASE = "io.acsbroker.";
  private static final JavaClasses SHIPPED =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  /** Which rooms each room may know, besides itself. */
  static final Map<String, List<String>> KNOWS =
      Map.ofEntries(
          entry("token", List.of()),
          entry("json", List.of()),
          entry("telemetry", List.of("json")),
          entry("config", List.of("token", "json")),
          entry("net", List.of("token")),
          entry("subject", List.of("token", "json", "net", "keys")),
          entry("keys", List.of("token", "json", "net")),
          entry("azure", List.of("token", "net")),
          entry("issuance", List.of("token", "json", "net", "azure")),
          entry("identity", List.of("token", "json", "azure")),
          entry("delegation", List.of("token", "json", "net", "azure")),
          entry("outcome", List.of("token", "subject", "issuance")),
          entry("admission", List.of("token", "net", "subject", "delegation", "outcome")),
          entry("exchange", List.of("token", "net", "issuance", "outcome", "admission")),
          entry(
              "users",
              List.of("token", "net", "subject", "issuance", "identity", "outcome", "admission")),
          entry(
              "http",
              List.of("token", "json", "outcome", "admission", "exchange", "users", "telemetry")));

  @Test
  void everyRoomKnowsOnlyTheRoomsBelowIt() {
    assertAll(
        KNOWS.entrySet().stream()
            .map(it -> () -> knowsOnly(it.getKey(), it.getValue()).check(SHIPPED)));
  }

  private static ArchRule knowsOnly(String room, List<String> known) {
    return noClasses()
        .that()
        .resideInAPackage(BASE + room + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.acsbroker..")
                .and(resideInAnyPackage(allowed(room, known)).negate()));
  }

  private static String[] allowed(String room, List<String> known) {
    return Stream.concat(Stream.of(room), known.stream())
        .map(name -> BASE + name + "..")
        .toArray(String[]::new);
  }

  @Test
  void everyPackageIsARoom() {
    Set<String> packages =
        SHIPPED.stream().map(type -> type.getPackageName()).collect(Collectors.toSet());
    Set<String> rooms =
        Stream.concat(Stream.of("io.acsbroker"), KNOWS.keySet().stream().map(room -> BASE + room))
            .collect(Collectors.toSet());
    Gaps gaps = new Gaps();
    for (String room : packages) {
      gaps.require(
          rooms.contains(room),
          "docs/architecture.md#the-rooms needs a row for " + room + ", and KNOWS here an entry");
    }
    for (String room : rooms) {
      gaps.require(packages.contains(room), "KNOWS has " + room + ", which is not there any more");
    }
    gaps.assertNone();
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("io.acsbroker.(*)..").should().beFreeOfCycles().check(SHIPPED);
  }

  @Test
  void eachLibraryHasOneRoom() {
    Stream<ArchRule> rules =
        Stream.of(
            onlyIn("token", "java..", "org.jspecify.."),
            libraryOnlyIn("com.nimbusds..", "keys"),
            libraryOnlyIn("com.microsoft.aad.msal4j..", "delegation"),
            libraryOnlyIn("com.azure.json..", "json"),
            libraryOnlyIn("com.azure.communication..", "issuance"),
            libraryOnlyIn("com.azure.identity..", "azure"),
            libraryOnlyIn("com.azure.data..", "identity"),
            libraryOnlyIn("com.azure.core..", "azure", "issuance", "identity"),
            libraryOnlyIn("reactor..", "azure", "issuance", "identity"),
            noClasses()
                .that()
                .resideOutsideOfPackages("io.acsbroker", "io.acsbroker.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.microsoft.azure.functions.."));
    assertAll(rules.map(rule -> () -> rule.check(SHIPPED)));
  }

  private static ArchRule onlyIn(String room, String... packages) {
    String[] allowed =
        Stream.concat(Stream.of(BASE + room + ".."), Stream.of(packages)).toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(BASE + room + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static ArchRule libraryOnlyIn(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.of(rooms).map(room -> BASE + room + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  /** One pool of connections, one selector, one TLS context: each takes time at a start. */
  @Test
  void oneHttpClientServesAllRooms() {
    assertAll(
        () ->
            noClasses()
                .that()
                .resideOutsideOfPackage("io.acsbroker")
                .should()
                .callMethod(BoundedHttp.class, "client")
                .check(SHIPPED),
        () ->
            noClasses()
                .that(not(equivalentTo(BoundedHttp.class)))
                .should()
                .callMethod(HttpClient.class, "newBuilder")
                .orShould()
                .callMethod(HttpClient.class, "newHttpClient")
                .check(SHIPPED));
  }

  /** What a request leaves behind for its operator decides nothing on its way. */
  @Test
  void theTrailIsReadAtTheDoorAlone() {
    noClasses()
        .that(not(equivalentTo(Trail.class)).and(not(resideInAPackage(BASE + "http.."))))
        .should()
        .callMethodWhere(
            describe(
                "it reads a trail",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isEquivalentTo(Trail.class)
                        && !call.getTarget().getRawReturnType().isEquivalentTo(Trail.class)))
        .check(SHIPPED);
  }

  @Test
  void filesAreSmall() throws IOException {
    Gaps gaps = new Gaps();
    List<Long> shipped = lengths("src/main/java", gaps);
    lengths("src/local/java", gaps);
    lengths("src/operators/java", gaps);
    gaps.require(shipped.get(shipped.size() / 2) <= 70, "the median has over 70 lines: " + shipped);
    gaps.assertNone();
  }

  /** Who has to know a room should be able to hold it in the head. */
  @Test
  void noRoomIsLargerThanASeventhOfTheHouse() throws IOException {
    Gaps gaps = new Gaps();
    long all = lines("src/main/java");
    for (String room : KNOWS.keySet()) {
      long share = 100 * lines("src/main/java/io/acsbroker/" + room) / all;
      gaps.require(share < 14, room + " has " + share + " % of the lines: make two rooms of it");
    }
    gaps.assertNone();
  }

  /** Commands for a deployed broker run where no emulator is, and emulators without commands. */
  @Test
  void theLocalCloudAndTheOperatorsCommandsDoNotKnowEachOther() throws IOException {
    Gaps gaps = new Gaps();
    for (Path file : code("src/operators/java")) {
      gaps.require(!Files.readString(file).contains(BASE + "local."), file + " knows an emulator");
    }
    Pattern commands = Pattern.compile("io\\.acsbroker\\.(administration|deployment|operator)\\.");
    for (Path file : code("src/local/java")) {
      gaps.require(
          !commands.matcher(Files.readString(file)).find(), file + " knows an operator's command");
    }
    gaps.assertNone();
  }

  private static long lines(String folder) throws IOException {
    return lengths(folder, new Gaps()).stream().mapToLong(Long::longValue).sum();
  }

  private static List<Long> lengths(String sources, Gaps gaps) throws IOException {
    List<Path> code = code(sources);
    code.forEach(file -> gaps.require(lines(file) <= 250, file + " has over 250 lines"));
    return code.stream().map(ArchitectureTest::lines).sorted().toList();
  }

  private static List<Path> code(String sources) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(sources))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
