package io.acsbroker.local.host;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A JSON object in a file that people write by hand. As Core Tools do, it takes comments, a comma
 * after the last member and a byte order mark, of UTF-8 or UTF-16; unlike them, no name twice.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-functions-core-tools/blob/main/src/Cli/func/Common/AppSettingsFile.cs">how
 *     Core Tools read local.settings.json</a>
 */
public final class JsonFile {
  private static final int LONGEST = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonFile() {}

  /**
   * Reads it, 1 MiB at most.
   *
   * @param kind what the file is to whoever wrote it, such as {@code settings file}
   * @return objects as maps, arrays as lists
   * @throws HostStartException with a sentence that names the file and, where it is no JSON, line
   *     and column (both from 1 on), and nothing that stands in it
   */
  public static Map<String, Object> read(Path file, String kind) {
    String subject = "The " + kind + " " + file;
    try {
      return parse(text(file, subject), subject);
    } catch (StreamReadException broken) {
      // Neither here nor below with the cause, whose message may quote the file
      throw new HostStartException(subject + where(broken.getLocation()));
    } catch (JsonProcessingException other) {
      throw noObject(subject);
    }
  }

  @SuppressWarnings("unchecked") // A JSON object has string keys
  private static Map<String, Object> parse(String text, String subject)
      throws JsonProcessingException {
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (MAPPER.readValue(parser, Object.class) instanceof Map<?, ?> members
          && parser.nextToken() == null) {
        return (Map<String, Object>) members;
      }
      throw noObject(subject);
    } catch (JsonProcessingException malformed) {
      throw malformed;
    } catch (IOException impossible) {
      throw new IllegalStateException("A text was not read.", impossible);
    }
  }

  private static HostStartException noObject(String subject) {
    return new HostStartException(subject + " is not one JSON object.");
  }

  private static String where(JsonLocation place) {
    return " cannot be understood at line %d, column %d: look there, and at the end of what stands"
            .formatted(place.getLineNr(), place.getColumnNr())
        + " before, for a comma, a quotation mark or a bracket that is missing or too many, or a"
        + " name that stands twice.";
  }

  private static String text(Path file, String subject) {
    try (InputStream in = Files.newInputStream(file)) {
      // Not by the size of the file, which a pipe does not have
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length <= LONGEST) {
        String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
      }
    } catch (NoSuchFileException missing) {
      throw new HostStartException(subject + " does not exist.", missing);
    } catch (IOException unreadable) {
      // Said below, as of a file that is too long
    }
    throw new HostStartException(
        subject + " cannot be read: it has to be text in UTF-8, of 1 MiB at most.");
  }

  /** PowerShell 5 writes UTF-16, behind a mark that says in which order. */
  private static Charset charset(byte[] bytes) {
    boolean utf16 =
        bytes.length > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE && bytes[0] != bytes[1];
    return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }
}
