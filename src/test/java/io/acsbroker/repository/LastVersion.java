package io.acsbroker.repository;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the version that was released last, kept in a file that each release renews.
 *
 * @param version without a {@code v}
 * @param names as {@link PublishedNames#all} has them
 */
record LastVersion(String version, Map<String, Map<String, String>> names) {
  private static final Path FILE =
      Path.of("src/test/resources/io/acsbroker/repository/last-version.json");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static LastVersion read() throws IOException {
    return JSON.readValue(Files.readString(FILE), LastVersion.class);
  }

  void write() throws IOException {
    Files.writeString(FILE, JSON.writeValueAsString(this) + "\n");
  }

  /** What is missing today, or has another value. What is new is no change. */
  List<NameChange> changesTo(Map<String, Map<String, String>> today) {
    List<NameChange> changes = new ArrayList<>();
    names.forEach(
        (kind, before) -> {
          Map<String, String> now = today.getOrDefault(kind, Map.of());
          before.forEach(
              (name, value) -> {
                if (!value.equals(now.get(name))) {
                  changes.add(
                      new NameChange(kind, name, value, Optional.ofNullable(now.get(name))));
                }
              });
        });
    return changes;
  }
}
