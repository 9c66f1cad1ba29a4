package io.acsbroker.net;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that takes long to make, is made when it is first needed, and kept. */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  /** Makes nothing yet. */
  public Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T known = made;
    return known == null ? make() : known;
  }

  /** Makes it now, for those who need it later. */
  public void prepare() {
    T unused = get();
  }

  private synchronized T make() {
    T known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }
}
