package io.acsbroker.config;

import static io.acsbroker.config.SampleIssuers.document;
import static io.acsbroker.config.SampleIssuers.least;
import static io.acsbroker.config.SampleIssuers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the document of issuers comes from, and what is no such document at all. */
class CallerIssuersDocumentTest {
  @TempDir private Path directory;

  private static SampleSettings issuers(String value) {
    return SampleSettings.flat().with("BROKER_CALLER_ISSUERS", value);
  }

  private static String issuers(int count) {
    return document(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    with(
                        with(least(), "name", "'acme-" + i + "'"),
                        "issuer",
                        "'https://" + i + ".example/'")));
  }

  @Test
  void isReadFromAFileOfTheApp() throws IOException {
    Files.writeString(directory.resolve("issuers.json"), "\n" + document(least()));
    assertEquals(
        1,
        issuers("issuers.json")
            .with("AzureWebJobsScriptRoot", directory.toString())
            .callers()
            .issuers()
            .size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.json", "[]", "\"issuers\"", "\0"})
  void isRefusedWhereItIsNeitherAnObjectNorAFile(String value) {
    issuers(value)
        .areRefusedFor(
            "BROKER_CALLER_ISSUERS: must be a JSON object, or the path of a readable file of at"
                + " most 256 KiB in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}{}",
        "{\"issuers\":[],}",
        "{\"issuers\":[],\"Issuers\":[]}",
        "{issuers:[]}"
      })
  void isRefusedWhereItIsNotStrictlyJson(String value) {
    issuers(value)
        .areRefusedFor(
            "BROKER_CALLER_ISSUERS: must be one JSON object that names nothing twice, without"
                + " comments or anything else");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"issuer\":[]}", "{\"issuers\":[],\"version\":1}"})
  void isRefusedForAnotherMember(String value) {
    issuers(value)
        .areRefusedFor("BROKER_CALLER_ISSUERS: must have the member issuers and no other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"issuers\":[]}", "{\"issuers\":{}}", "{\"issuers\":null}"})
  void isRefusedWithoutIssuers(String value) {
    issuers(value)
        .areRefusedFor("BROKER_CALLER_ISSUERS: issuers must be an array of 1 to 20 issuers");
  }

  @Test
  void hasAtMost20Issuers() {
    assertEquals(20, issuers(issuers(20)).callers().issuers().size());
    issuers(issuers(21))
        .areRefusedFor("BROKER_CALLER_ISSUERS: issuers must be an array of 1 to 20 issuers");
  }

  @Test
  void hasObjectsAlone() {
    issuers("{\"issuers\":[\"https://login.acme.example/\",null]}")
        .areRefusedFor(
            "BROKER_CALLER_ISSUERS: issuers[0] must be an object",
            "BROKER_CALLER_ISSUERS: issuers[1] must be an object");
  }

  @Test
  void isNeverQuoted() {
    String secret = "'sec-ret'";
    String problems =
        issuers(
                document(
                    with(
                        with(
                            with(least(), "sec-ret", secret),
                            "keys",
                            "{'inline':[{'d':'sec-ret'}]}"),
                        "requiredClaims",
                        "{'sec-ret':null}"),
                    with(least(), "issuer", secret)))
            .problems()
            .toString();
    assertEquals(-1, problems.indexOf("sec-ret"), problems);
  }
}
