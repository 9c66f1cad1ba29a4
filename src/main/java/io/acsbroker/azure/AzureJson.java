package io.acsbroker.azure;

import com.azure.core.util.serializer.JacksonAdapter;
import com.azure.core.util.serializer.JsonSerializer;
import com.azure.core.util.serializer.JsonSerializerProvider;
import com.azure.core.util.serializer.SerializerAdapter;
import com.azure.core.util.serializer.SerializerEncoding;
import com.azure.core.util.serializer.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The SDK's own way from objects to JSON and back, Jackson, loaded when an object is first read or
 * written. The SDK finds this class as a service; without it, Jackson and its 300 classes are made
 * with the first body of any request, whatever is in it.
 */
public final class AzureJson implements JsonSerializerProvider, JsonSerializer {
  /** The SDK's service loader makes it. */
  public AzureJson() {}

  @Override
  public JsonSerializer createInstance() {
    return this;
  }

  @Override
  public <T> @Nullable T deserialize(InputStream json, TypeReference<T> type) {
    try {
      return jackson().deserialize(json, type.getJavaType(), SerializerEncoding.JSON);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public <T> Mono<T> deserializeAsync(InputStream json, TypeReference<T> type) {
    return Mono.fromCallable(() -> deserialize(json, type));
  }

  @Override
  public void serialize(OutputStream json, Object value) {
    try {
      jackson().serialize(value, SerializerEncoding.JSON, json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Mono<Void> serializeAsync(OutputStream json, Object value) {
    return Mono.fromRunnable(() -> serialize(json, value));
  }

  /** The one that the SDK's clients share. */
  private static SerializerAdapter jackson() {
    return JacksonAdapter.createDefaultSerializerAdapter();
  }
}
