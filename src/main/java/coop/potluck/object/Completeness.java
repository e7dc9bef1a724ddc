package coop.potluck.object;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a value that was made from JSON keeps what its type promises of nulls. */
public final class Completeness {

  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
        }
      };

  private Completeness() {}

  /** A component of a record; what its type says is looked up once, since that takes long. */
  private record Part(Method accessor, boolean mayBeNull) {

    static Part of(RecordComponent component) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Part(accessor, component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    boolean isComplete(Object whole) {
      try {
        var part = accessor.invoke(whole);
        return part == null ? mayBeNull : Completeness.isComplete(part);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessor can be called", e);
      }
    }
  }

  /** Whether only components that are marked so are null, at any depth. */
  public static boolean isComplete(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(Completeness::isComplete);
    }
    if (!(value instanceof Record)) {
      return value != null;
    }
    for (var part : PARTS.get(value.getClass())) {
      if (!part.isComplete(value)) {
        return false;
      }
    }
    return true;
  }
}
