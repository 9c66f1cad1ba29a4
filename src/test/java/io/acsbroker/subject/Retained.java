package io.acsbroker.subject;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What an object of the broker's keeps: all that its fields lead to, and the entries of every
 * collection on the way.
 */
final class Retained {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> waiting = new ArrayDeque<>();

  private Retained() {}

  /** How many objects that is. */
  static int by(Object root) {
    Retained retained = new Retained();
    retained.add(root);
    while (!retained.waiting.isEmpty()) {
      retained.look(retained.waiting.pop());
    }
    return retained.seen.size();
  }

  private void add(@Nullable Object value) {
    if (value != null && seen.add(value)) {
      waiting.push(value);
    }
  }

  private void look(Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        map.keySet().forEach(this::add);
        map.values().forEach(this::add);
      }
      case Collection<?> collection -> collection.forEach(this::add);
      case Optional<?> optional -> optional.ifPresent(this::add);
      case AtomicReference<?> reference -> add(reference.get());
      default -> lookAtFields(value);
    }
  }

  private void lookAtFields(Object value) {
    for (Class<?> type = value.getClass();
        type != null && type.getName().startsWith("io.acsbroker.") && !type.isHidden();
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        // What is counted is objects: a number that is made anew at each look is none that is kept
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          add(read(field, value));
        }
      }
    }
  }

  private static @Nullable Object read(Field field, Object value) {
    try {
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
