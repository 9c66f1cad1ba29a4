package io.acsbroker.json;

import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object; a member whose value is null is left out. */
public final class JsonText {
  private final StringWriter text = new StringWriter();
  private final JsonWriter writer;

  public JsonText() {
    try {
      writer = JsonProviders.createWriter(text);
      writer.writeStartObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public JsonText with(String name, @Nullable String value) {
    try {
      if (value != null) {
        writer.writeStringField(name, value);
      }
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public JsonText with(String name, @Nullable Long value) {
    try {
      if (value != null) {
        writer.writeLongField(name, value);
      }
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** An object of texts. */
  public JsonText with(String name, Map<String, String> members) {
    try {
      writer.writeStartObject(name);
      for (Map.Entry<String, String> member : new TreeMap<>(members).entrySet()) {
        writer.writeStringField(member.getKey(), member.getValue());
      }
      writer.writeEndObject();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** An array of texts. */
  public JsonText with(String name, List<String> texts) {
    try {
      writer.writeArrayField(name, texts, JsonWriter::writeString);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A time as RFC 3339 writes it, in UTC. */
  public JsonText with(String name, Instant value) {
    return with(name, value.toString());
  }

  /** The finished object. Nothing can be added after it. */
  public String end() {
    try {
      writer.writeEndObject();
      writer.close();
      return text.toString();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
