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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.acsbroker.outcome.Trail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of docs/architecture.md, and who may know whom. */
class ArchitectureTest {
  private static final String BASE = "io.acsbroker.";
  private static final JavaClasses SHIPPED =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  /** Which rooms each room may know, besides itself. */
  private static final Map<String, List<String>> KNOWS =
      Map.ofEntries(
          entry("token", List.of()),
          entry("json", List.of()),
          entry("telemetry", List.of("json")),
          entry("config", List.of("token", "json")),
          entry("net", List.of("token")),
          entry("subject", List.of("token", "json", "net")),
          entry("azure", List.of("token", "net")),
          entry("issuance", List.of("token", "json", "net", "azure")),
          entry("identity", List.of("token", "json", "azure")),
          entry("delegation", List.of("token", "json", "net", "azure")),
          entry("outcome", List.of("token", "subject", "issuance")),
          entry("admission", List.of("token", "subject", "delegation", "outcome")),
          entry("exchange", List.of("token", "net", "issuance", "outcome", "admission")),
          entry(
              "users", List.of("token", "subject", "issuance", "identity", "outcome", "admission")),
          entry(
              "http",
              List.of("token", "json", "outcome", "admission", "exchange", "users", "telemetry")));

  @Test
  void everyRoomKnowsOnlyTheRoomsBelowIt() {
    KNOWS.forEach(
        (room, known) ->
            noClasses()
                .that()
                .resideInAPackage(BASE + room + "..")
                .should()
                .dependOnClassesThat(
                    resideInAPackage("io.acsbroker..")
                        .and(resideInAnyPackage(allowed(room, known)).negate()))
                .check(SHIPPED));
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
    assertEquals(rooms, packages);
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("io.acsbroker.(*)..").should().beFreeOfCycles().check(SHIPPED);
  }

  @Test
  void eachLibraryHasOneRoom() {
    onlyIn("token", "java..", "org.jspecify..");
    libraryOnlyIn("com.nimbusds..", "subject");
    libraryOnlyIn("com.microsoft.aad.msal4j..", "delegation");
    libraryOnlyIn("com.azure.json..", "json");
    libraryOnlyIn("com.azure.communication..", "issuance");
    libraryOnlyIn("com.azure.identity..", "azure");
    libraryOnlyIn("com.azure.data..", "identity");
    libraryOnlyIn("com.azure.core..", "azure", "issuance", "identity");
    libraryOnlyIn("reactor..", "azure", "issuance", "identity");
    noClasses()
        .that()
        .resideOutsideOfPackages("io.acsbroker", "io.acsbroker.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.microsoft.azure.functions..")
        .check(SHIPPED);
  }

  private static void onlyIn(String room, String... packages) {
    String[] allowed =
        Stream.concat(Stream.of(BASE + room + ".."), Stream.of(packages)).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(BASE + room + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(SHIPPED);
  }

  private static void libraryOnlyIn(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.of(rooms).map(room -> BASE + room + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(SHIPPED);
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
    List<Long> shipped = lengths("src/main/java");
    assertTrue(shipped.get(shipped.size() / 2) <= 70, "median " + shipped);
    assertTrue(shipped.getLast() <= 250, "longest " + shipped);
    List<Long> local = lengths("src/local/java");
    assertTrue(local.getLast() <= 250, "longest " + local);
  }

  /** Who has to know a room should be able to hold it in the head. */
  @Test
  void noRoomIsLargerThanASeventhOfTheHouse() throws IOException {
    long all = lines("src/main/java");
    for (String room : KNOWS.keySet()) {
      long share = 100 * lines("src/main/java/io/acsbroker/" + room) / all;
      assertTrue(share < 14, room + " has " + share + " % of the lines");
    }
  }

  private static long lines(String folder) throws IOException {
    return lengths(folder).stream().mapToLong(Long::longValue).sum();
  }

  private static List<Long> lengths(String sources) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(sources))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ArchitectureTest::lines)
          .sorted()
          .toList();
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
