package coop.potluck.object;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a value that was made from JSON keeps what its type promises of nulls. */
public final class Completeness {

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          var components = type.getRecordComponents();
          for (var component : components) {
            component.getAccessor().setAccessible(true);
          }
          return components;
        }
      };

  private Completeness() {}

  /** Whether only components that are marked so are null, at any depth. */
  public static boolean isComplete(@Nullable Object value) {
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
      throw new IllegalStateException("a record's accessor can be called", e);
    }
  }
}
