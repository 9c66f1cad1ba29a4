package io.acsbroker.local.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.util.concurrent.atomic.AtomicInteger;

/** An injector as an app declares one: it makes objects, and counts. */
public final class CountingInjector implements FunctionInstanceInjector {
  static final AtomicInteger MADE = new AtomicInteger();
  static final AtomicInteger ASKED = new AtomicInteger();

  /** Made by the service loader. */
  public CountingInjector() {
    MADE.incrementAndGet();
  }

  @Override
  public <T> T getInstance(Class<T> type) throws Exception {
    ASKED.incrementAndGet();
    return type.getConstructor().newInstance();
  }
}
