package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The origin at which clients reach the broker. */
class PublicUrlTest {
  private static final String SETTING = "BROKER_PUBLIC_URL";

  @ParameterizedTest
  @CsvSource({
    "https://broker.example, https://broker.example",
    "https://broker.example/, https://broker.example",
    "https://Broker.Example, https://broker.example",
    "https://broker.example:443, https://broker.example",
    "https://broker.example:8443, https://broker.example:8443",
    "https://203.0.113.7, https://203.0.113.7",
    "http://localhost:7071, http://localhost:7071",
    "http://localhost:80/, http://localhost",
    "http://[::1]:7071, http://[::1]:7071"
  })
  void isAnOriginAsBrowsersWriteIt(String value, String origin) {
    assertEquals(
        Optional.of(URI.create(origin)),
        SampleSettings.flat().with(SETTING, value).config().publicUrl());
  }

  @Test
  void isNoneWhereNobodySaysSo() {
    assertEquals(Optional.empty(), SampleSettings.flat().config().publicUrl());
    assertEquals(Optional.empty(), SampleSettings.flat().with(SETTING, " ").config().publicUrl());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://broker.example",
        "broker.example",
        "https://broker.example/api",
        "https://broker.example//",
        "https://broker.example?x",
        "https://broker.example#x",
        "https://user@broker.example",
        "https://broker.example:0",
        "https://broker.example:65536",
        "https://broker.example:",
        "https://",
        "https://bröker.example",
        "https://broker.example, https://other.example",
        "HTTPS://broker.example",
        "wss://broker.example"
      })
  void isRefusedWhereItIsAnythingElse(String value) {
    SampleSettings.flat()
        .with(SETTING, value)
        .areRefusedFor(
            "BROKER_PUBLIC_URL: must be the https address of the broker's host alone, without path,"
                + " query or user; http only for localhost");
  }
}
