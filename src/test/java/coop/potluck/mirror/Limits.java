package coop.potluck.mirror;

import java.util.Arrays;
import java.util.Map;

/** The default settings, but for some. */
final class Limits {

  private Limits() {}

  static MirrorSettings with(Map<String, Object> changed) {
    var components = MirrorSettings.class.getRecordComponents();
    var types = Arrays.stream(components).map(part -> part.getType()).toArray(Class<?>[]::new);
    var values = new Object[components.length];
    try {
      for (var i = 0; i < components.length; i++) {
        var usual = components[i].getAccessor().invoke(MirrorSettings.DEFAULT);
        values[i] = changed.getOrDefault(components[i].getName(), usual);
      }
      return MirrorSettings.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
