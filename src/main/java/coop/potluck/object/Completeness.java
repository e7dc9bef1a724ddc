package coop.potluck.object;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a value that was made from strangers' JSON keeps what its type promises of nulls. */
final class Completeness {

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private Completeness() {}

  /** Whether only components that are marked so are null, at any depth. */
  static boolean isComplete(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(Completeness::isComplete);
    }
    if (!(value instanceof Record)) {
      return value != null;
    }
    for (var component : COMPONENTS.get(value.getClass())) {
      var part = read(component, value);
      var mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (part == null ? !mayBeNull : !isComplete(part)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object read(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record's accessor can be called", e);
    }
  }
}
