package io.acsbroker.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder that is deployed. */
class StagedPackageIT {
  private static final Path STAGED = Path.of("target/azure-functions/acs-token-broker");
  private static final long MAX_BYTES = 20_900_000;
  private static final long MAX_BYTES_SENT = 6_000_000;

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void holdsTheFunctionsTheirCodeAndNothingElse() throws IOException {
    assertEquals(
        Set.of(
            "host.json",
            "acs-token-broker.jar",
            "lib",
            "EntraToken",
            "Health",
            "Ready",
            "ResourceMetadata",
            "TeamsPhoneToken",
            "TeamsToken",
            "User",
            "UserRevocation",
            "UserToken",
            "ZLastNotFound",
            "warmup"),
        names(STAGED));
    assertEquals(
        Files.readString(Path.of("host.json")), Files.readString(STAGED.resolve("host.json")));
  }

  @ParameterizedTest
  @CsvSource({
    "Health, HealthFunction, api/health",
    "Ready, ReadinessFunction, api/health/ready",
    "TeamsToken, TeamsTokenFunction, api/token/teams",
    "User, UserFunction, api/user",
    "UserToken, UserTokenFunction, api/token",
    "UserRevocation, UserRevocationFunction, api/user/revoke",
    "EntraToken, EntraTokenFunction, api/token/entra",
    "TeamsPhoneToken, TeamsPhoneTokenFunction, api/token/teams-phone",
    "ResourceMetadata, ResourceMetadataFunction, .well-known/oauth-protected-resource/{*path}",
    "ZLastNotFound, NotFoundFunction, api/{*path}"
  })
  void bindsEachFunctionToItsRouteForAnybodyAndEveryMethod(
      String function, String type, String route) throws IOException {
    JsonObject json =
        JsonObject.parse(Files.readString(STAGED.resolve(function).resolve("function.json")))
            .orElseThrow();
    assertEquals(Optional.of("../acs-token-broker.jar"), json.string("scriptFile"));
    assertEquals(Optional.of("io.acsbroker.http." + type + ".run"), json.string("entryPoint"));
    JsonObject trigger = json.objects("bindings").getFirst();
    assertEquals(Optional.of("httpTrigger"), trigger.string("type"));
    assertEquals(Optional.of(route), trigger.string("route"));
    assertEquals(
        Optional.of("anonymous"),
        trigger.string("authLevel").map(level -> level.toLowerCase(Locale.ROOT)));
    // The host adds a constraint of exactly these methods, even where there are none
    assertEquals(
        Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"),
        Set.copyOf(trigger.strings("methods")));
  }

  @Test
  void holdsNewInstancesBackUntilTheyAreReady() throws IOException {
    JsonObject json =
        JsonObject.parse(Files.readString(STAGED.resolve("warmup/function.json"))).orElseThrow();
    assertEquals(Optional.of("io.acsbroker.http.WarmUpFunction.run"), json.string("entryPoint"));
    assertEquals(Optional.of("warmupTrigger"), json.objects("bindings").getFirst().string("type"));
  }

  @Test
  void shipsItsLibrariesInOneArchive() throws IOException {
    assertEquals(Set.of("dependencies.jar"), names(STAGED.resolve("lib")));
  }

  @Test
  void staysSmallUnpackedAndOnItsWayToAzure() throws IOException {
    long unpacked = 0;
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(sent);
        Stream<Path> files = Files.walk(STAGED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(STAGED.relativize(file).toString()));
        unpacked += Files.copy(file, zip);
      }
    }
    assertTrue(unpacked <= MAX_BYTES, unpacked + " bytes unpacked");
    assertTrue(sent.size() <= MAX_BYTES_SENT, sent.size() + " bytes zipped");
  }

  /** It is zipped for Azure, and read at every start. */
  @Test
  void storesItsCodeAsItIs() throws IOException {
    try (JarFile jar = new JarFile(STAGED.resolve("acs-token-broker.jar").toFile())) {
      assertEquals(
          Set.of(ZipEntry.STORED),
          jar.stream().map(ZipEntry::getMethod).collect(Collectors.toSet()));
    }
  }

  /** Otherwise two builds of the same classes would differ. */
  @Test
  void saysNothingOfTheJdkThatBuiltIt() throws IOException {
    try (JarFile jar = new JarFile(STAGED.resolve("acs-token-broker.jar").toFile())) {
      assertEquals(
          Set.of(Attributes.Name.MANIFEST_VERSION), jar.getManifest().getMainAttributes().keySet());
    }
  }

  @Test
  void hasNothingOfTestsOrTheLocalCloudInItsCode() throws IOException {
    try (JarFile jar = new JarFile(STAGED.resolve("acs-token-broker.jar").toFile())) {
      List<String> entries = jar.stream().map(entry -> entry.getName()).toList();
      assertTrue(entries.contains("io/acsbroker/BrokerInstanceInjector.class"));
      assertTrue(
          entries.contains(
              "META-INF/services/com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector"));
      for (String entry : entries) {
        assertFalse(entry.startsWith("io/acsbroker/local"), entry);
        assertFalse(entry.contains("Test"), entry);
      }
    }
  }
}
