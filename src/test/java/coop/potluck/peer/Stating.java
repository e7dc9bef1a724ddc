package coop.potluck.peer;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.Hash;
import coop.potluck.federation.HeadTexts;
import coop.potluck.federation.Manifest;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.ParsedReference;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.VersionStatement;
import coop.potluck.federation.WithdrawnStatement;
import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says things of made-up recipes in a log. */
final class Stating {

  static final String TIDAL = "tidal.example";

  private Stating() {}

  static byte[] manifest(String recipe, String at) {
    return new Manifest(
            List.of(
                new Manifest.Entry(
                    "compose.yml",
                    RecipeFile.Kind.FILE,
                    1234,
                    Hash.sha256(ServedLog.text("compose of " + recipe + at))),
                new Manifest.Entry(
                    "README.md",
                    RecipeFile.Kind.FILE,
                    20,
                    Hash.sha256(ServedLog.text("readme of " + recipe)))))
        .bytes();
  }

  static byte[] parsed(String recipe, String image) {
    return RecipeObject.of(SampleRecipes.content(recipe, image, SampleRecipes.features("Apps", 3)))
        .bytes();
  }

  static byte[] texts(String recipe) {
    return new HeadTexts(
            new HeadTexts.Text("README.md", "# " + recipe + "\n\n<script>x</script>\n\nRead *me*."),
            List.of(new ReleaseNote("1.0.0+1.2.0", "release/1.0.0+1.2.0", "Mind the gap.")),
            new HeadTexts.Text("release/next", "Soon."))
        .bytes();
  }

  static ParsedReference reference(byte[] parsed) {
    return new ParsedReference(ObjectReference.of(parsed), RecipeObject.SCHEMA);
  }

  /** States the head of a recipe. */
  static void head(ServedLog log, String coop, String recipe) {
    head(log, coop, recipe, "The app " + recipe);
  }

  static void head(ServedLog log, String coop, String recipe, String description) {
    var manifest = manifest(recipe, "head");
    var parsed = parsed(recipe, "nginx:1.3");
    var texts = texts(recipe);
    log.add(
        new RecipeStatement(
            coop,
            new RecipeName(recipe),
            "https://git." + coop + "/" + recipe + ".git",
            new Head(
                "main",
                SampleRecipes.name(recipe + description),
                SampleRecipes.name("tree of " + recipe),
                SampleRecipes.DAY),
            description,
            null,
            null,
            false,
            ObjectReference.of(manifest),
            reference(parsed),
            ObjectReference.of(texts)),
        manifest,
        parsed,
        texts);
  }

  /** States a tag of a recipe. */
  static void version(ServedLog log, String coop, String recipe, String tag) {
    version(log, coop, recipe, tag, "");
  }

  static void version(ServedLog log, String coop, String recipe, String tag, String variant) {
    var manifest = manifest(recipe, tag + variant);
    var parsed = parsed(recipe, "nginx:" + tag.substring(tag.indexOf('+') + 1) + variant);
    log.add(statement(coop, recipe, tag, variant, manifest, parsed), manifest, parsed);
  }

  static VersionStatement statement(
      String coop,
      String recipe,
      String tag,
      String variant,
      byte[] manifest,
      byte @Nullable [] parsed) {
    return new VersionStatement(
        coop,
        new RecipeName(recipe),
        "https://git." + coop + "/" + recipe + ".git",
        SampleRecipes.tag(tag, recipe + variant, SampleRecipes.DAY),
        ObjectReference.of(manifest),
        parsed == null ? null : reference(parsed));
  }

  /** Takes a tag or, without one, a recipe back. */
  static void withdraw(ServedLog log, String coop, String recipe, @Nullable String tag) {
    log.add(new WithdrawnStatement(coop, new RecipeName(recipe), tag, log.leaf(0)));
  }
}
