package io.acsbroker.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A mapping of a YAML file, read strictly: a key that stands twice is an error. */
public record YamlFile(String place, Map<?, ?> members) {

  public static YamlFile read(Path file) {
    try {
      LoadSettings strict = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      return mapping(file.toString(), new Load(strict).loadFromString(Files.readString(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The YAML files of a folder, or none where there is no such folder. */
  static List<Path> in(String folder) {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static YamlFile mapping(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return new YamlFile(place, members);
    }
    throw new AssertionError(place + " is no mapping");
  }

  public YamlFile child(String key) {
    return mapping(place + "." + key, members.get(key));
  }

  List<YamlFile> children() {
    return names().stream().sorted().map(this::child).toList();
  }

  List<YamlFile> list(String key) {
    if (members.get(key) instanceof List<?> elements) {
      return elements.stream().map(element -> mapping(place + "." + key, element)).toList();
    }
    throw new AssertionError(place + "." + key + " is no list");
  }

  boolean has(String key) {
    return members.containsKey(key);
  }

  /** The scalar as text, empty where there is none. */
  String text(String key) {
    Object value = members.get(key);
    return value == null ? "" : value.toString();
  }

  public Set<String> names() {
    return members.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /** Fails where a key is missing, or is one that nobody reads. */
  void requireKeys(Set<String> required, Set<String> further) {
    Gaps gaps = new Gaps();
    for (String key : required) {
      gaps.require(has(key), place + " has no " + key);
    }
    for (String key : names()) {
      gaps.require(
          required.contains(key) || further.contains(key),
          place + " has " + key + ", which nobody reads");
    }
    gaps.assertNone();
  }
}
