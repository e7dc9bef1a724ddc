package coop.potluck.compatibility;

import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.RecipeContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a comparison cannot tell, in sentences. */
final class Unseen {

  private Unseen() {}

  /** Whether a content was read by a program that looked for all there is now. */
  static boolean isFull(RecipeContent content) {
    return !content.composeFiles().isEmpty();
  }

  static List<String> notes(boolean downgrade, RecipeContent from, RecipeContent to, View view) {
    var notes = new ArrayList<String>();
    if (downgrade) {
      notes.add(
          "This is a downgrade: an app may not read what its later version wrote, so have a backup"
              + " from before.");
    }
    if (!isFull(from) || !isFull(to)) {
      notes.add(
          "One of the versions was read by an older program: other settings of services, and which"
              + " Compose file uses which key, are not compared.");
    }
    var tagged = new TreeSet<String>();
    var broken = new TreeSet<String>();
    for (var content : List.of(from, to)) {
      var viewed = Viewed.of(content, view);
      var files = mergedByValues(viewed);
      content.composeFiles().stream()
          .filter(file -> file.tagged() && files.contains(file.path()))
          .forEach(file -> tagged.add(file.path()));
      viewed.listed().stream()
          .filter(overlay -> !overlay.problems().isEmpty())
          .map(Overlay::path)
          .forEach(broken::add);
    }
    if (!tagged.isEmpty()) {
      notes.add(
          "!reset or !override stands in "
              + String.join(", ", tagged)
              + ": what that takes away from other files is not seen.");
    }
    if (!broken.isEmpty()) {
      notes.add(
          "In one of the versions nobody can read "
              + String.join(", ", broken)
              + ": what is in there is not compared.");
    }
    return notes;
  }

  /** What is on by default was merged as files, so that nothing was lost. */
  private static Set<String> mergedByValues(Viewed viewed) {
    return viewed.defaults()
        ? viewed.apart().stream().map(Overlay::path).collect(Collectors.toSet())
        : viewed.files();
  }
}
