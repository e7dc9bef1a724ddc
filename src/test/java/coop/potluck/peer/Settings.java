package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import java.util.Arrays;

/** The usual settings but for what a test wants otherwise. */
final class Settings {

  private Settings() {}

  /** Names and values, one after the other. */
  static FederationSettings with(Object... changes) {
    try {
      var components = FederationSettings.class.getRecordComponents();
      var values = new Object[components.length];
      for (var i = 0; i < components.length; i++) {
        var name = components[i].getName();
        var at = Arrays.asList(changes).indexOf(name);
        values[i] =
            at >= 0
                ? changes[at + 1]
                : components[i].getAccessor().invoke(FederationSettings.DEFAULT);
      }
      return (FederationSettings)
          FederationSettings.class.getDeclaredConstructors()[0].newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
