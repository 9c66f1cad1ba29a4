package io.acsbroker.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  private static JsonObject parsed(String text) {
    return JsonObject.parse(text).orElseThrow();
  }

  @Test
  void readsMembersByType() {
    JsonObject object =
        parsed("{\"s\":\"text\",\"i\":-42,\"o\":{\"x\":1},\"a\":[\"b\",{\"y\":2},3],\"n\":null}");
    assertEquals(Optional.of("text"), object.string("s"));
    assertEquals(Optional.of(-42L), object.integer("i"));
    assertEquals(Optional.of(1L), object.object("o").orElseThrow().integer("x"));
    assertEquals(List.of("b"), object.strings("a"));
    assertEquals(Optional.of(2L), object.objects("a").getFirst().integer("y"));
    assertEquals(Set.of("s", "i", "o", "a", "n"), object.names());
  }

  @Test
  void hasNoMemberOfAnotherType() {
    JsonObject object = parsed("{\"s\":\"1\",\"i\":1,\"n\":null,\"b\":true}");
    assertEquals(Optional.empty(), object.integer("s"));
    assertEquals(Optional.empty(), object.string("i"));
    assertEquals(Optional.empty(), object.string("n"));
    assertEquals(Optional.empty(), object.string("b"));
    assertEquals(List.of(), object.objects("s"));
    assertTrue(object.has("n"));
    assertFalse(object.has("missing"));
  }

  @Test
  void tellsAnArrayOfStringsFromAnyOther() {
    JsonObject object = parsed("{\"a\":[\"b\",\"c\"],\"m\":[\"b\",null],\"e\":[],\"s\":\"b\"}");
    assertEquals(Optional.of(List.of("b", "c")), object.stringsAlone("a"));
    assertEquals(Optional.empty(), object.stringsAlone("m"));
    assertEquals(Optional.of(List.of()), object.stringsAlone("e"));
    assertEquals(Optional.empty(), object.stringsAlone("s"));
    assertEquals(Optional.empty(), object.stringsAlone("missing"));
  }

  @Test
  void tellsInWhichPlacesOfAnArrayObjectsAre() {
    JsonObject object = parsed("{\"a\":[1,{\"x\":2},null],\"e\":[],\"o\":{}}");
    List<Optional<JsonObject>> places = object.objectsInPlace("a").orElseThrow();
    assertEquals(List.of(false, true, false), places.stream().map(Optional::isPresent).toList());
    assertEquals(Optional.of(2L), places.get(1).orElseThrow().integer("x"));
    assertEquals(Optional.of(List.of()), object.objectsInPlace("e"));
    assertEquals(Optional.empty(), object.objectsInPlace("o"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0", "1e3", "1E3", "1.5", "9223372036854775808", "-9223372036900000000", "-0.0"})
  void takesOnlyWholeNumbersAsIntegers(String number) {
    assertEquals(Optional.empty(), parsed("{\"n\":" + number + "}").integer("n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "[[\"a\",1]]",
        "\"text\"",
        "1",
        "{",
        "{}}",
        "{} {}",
        "{}x",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":1}//comment",
        "{/*comment*/\"a\":1}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"\\ud800\":1}",
        "\ufeff{}"
      })
  void refusesWhatIsNotExactlyOneJsonObject(String text) {
    assertEquals(Optional.empty(), JsonObject.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"A\":1,\"A\":1}",
        "{\"AUD\":1,\"aud\":1}",
        "{\"AUD\":1,\"Aud\":1}",
        "{\"aud\":1,\"AUD\":1}",
        "{\"a\":1,\"\\u0061\":1}",
        "{\"o\":{\"a\":1,\"A\":2}}",
        "{\"l\":[{\"a\":1,\"a\":2}]}"
      })
  void refusesNamesThatStandTwice(String text) {
    assertEquals(Optional.empty(), JsonObject.parse(text));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1090, 123456789012345678L, -12345678901234567L})
  void takesIntegersOfUpTo18Characters(long number) {
    assertEquals(Optional.of(number), parsed("{\"n\":" + number + "}").integer("n"));
    assertEquals(Optional.empty(), parsed("{\"n\":1234567890123456789}").integer("n"));
  }

  @Test
  void tellsNullFromWhatIsOfNoUseAndFromWhatIsNotThere() {
    JsonObject object = parsed("{\"n\":null,\"d\":1.5,\"s\":\"\"}");
    assertTrue(object.isNull("n"));
    assertFalse(object.isNull("d"));
    assertFalse(object.isNull("s"));
    assertFalse(object.isNull("missing"));
  }

  @Test
  void readsTextsWholeNumbersAndTruthsAsScalars() {
    JsonObject object =
        parsed("{\"s\":\"t\",\"i\":1,\"b\":false,\"d\":1.5,\"n\":null,\"a\":[],\"o\":{}}");
    assertEquals(Optional.of("t"), object.scalar("s"));
    assertEquals(Optional.of(1L), object.scalar("i"));
    assertEquals(Optional.of(false), object.scalar("b"));
    for (String other : List.of("d", "n", "a", "o", "missing")) {
      assertEquals(Optional.empty(), object.scalar(other), other);
    }
  }

  @Test
  void readsTextWithSpacesAndEscapes() {
    assertEquals(Optional.of("b \n"), parsed("{\"a\":\"b \\n\"}").string("a"));
  }

  @Test
  void readsTextOutsideTheBasicPlane() {
    assertEquals(Optional.of("😀"), parsed("{\"a\":\"\\ud83d\\ude00\"}").string("a"));
  }

  @Test
  void refusesMoreThan32Levels() {
    assertTrue(JsonObject.parse("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").isPresent());
    assertFalse(JsonObject.parse("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}").isPresent());
    assertFalse(JsonObject.parse("{\"a\":".repeat(33) + "1" + "}".repeat(33)).isPresent());
    assertFalse(JsonObject.parse("{\"a\":" + "[".repeat(5000)).isPresent());
  }

  @Test
  void showsNamesAndNoValues() {
    assertEquals("JsonObject[accessToken]", parsed("{\"accessToken\":\"secret\"}").toString());
  }
}
