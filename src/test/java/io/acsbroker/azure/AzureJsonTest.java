package io.acsbroker.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.util.BinaryData;
import com.azure.core.util.serializer.JsonSerializerProviders;
import com.azure.core.util.serializer.TypeReference;
import io.acsbroker.local.host.ClassPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the SDK finds as its JSON serializer: {@code com.azure.core.util.BinaryData} of azure-core
 * 1.61.0 asks {@code JsonSerializerProviders} for one in its static initializer.
 */
class AzureJsonTest {
  private static final TypeReference<Map<String, List<Integer>>> NUMBERS = new TypeReference<>() {};

  @Test
  void aBodyIsMadeWithoutJackson() throws Exception {
    try (NotedClasses classes = new NotedClasses()) {
      Object body =
          Class.forName("com.azure.core.util.BinaryData", true, classes)
              .getMethod("fromString", String.class)
              .invoke(null, "body");
      assertEquals("body", body.toString());
      assertEquals(
          Optional.empty(),
          classes.loaded.stream().filter(name -> name.contains("jackson.")).findFirst());
    }
  }

  @Test
  void theSdkFindsIt() {
    assertInstanceOf(AzureJson.class, JsonSerializerProviders.createInstance());
  }

  @Test
  void objectsAreReadAndWrittenAsTheSdkDoesItByItself() {
    BinaryData json = BinaryData.fromObject(Map.of("numbers", List.of(1, 2)));
    assertEquals("{\"numbers\":[1,2]}", json.toString());
    assertEquals(Map.of("numbers", List.of(1, 2)), json.toObject(NUMBERS));
  }

  @Test
  void objectsAreReadAndWrittenLaterToo() {
    AzureJson json = new AzureJson();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    json.serializeAsync(written, Map.of("numbers", List.of(1))).block();
    assertEquals("{\"numbers\":[1]}", written.toString(UTF_8));
    assertEquals(
        Map.of("numbers", List.of(1)),
        json.deserializeAsync(new ByteArrayInputStream(written.toByteArray()), NUMBERS).block());
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThrows(UncheckedIOException.class, () -> BinaryData.fromString("{").toObject(NUMBERS));
  }

  @Test
  void whatCannotBeWrittenIsToldWithItsCause() {
    IOException closed = new IOException("closed");
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int unused) throws IOException {
            throw closed;
          }
        };
    UncheckedIOException told =
        assertThrows(UncheckedIOException.class, () -> new AzureJson().serialize(broken, Map.of()));
    assertEquals(closed, told.getCause());
  }

  /** All libraries anew, and the names of the classes that are loaded of them. */
  private static final class NotedClasses extends URLClassLoader {
    private final List<String> loaded = new ArrayList<>();

    NotedClasses() throws IOException {
      super(urls(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls() throws IOException {
      List<URL> urls = new ArrayList<>();
      for (String entry : ClassPath.current()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }
  }
}
