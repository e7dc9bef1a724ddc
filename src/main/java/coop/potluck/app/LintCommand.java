package coop.potluck.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coop.potluck.api.LintDocument;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.compatibility.Linter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code potluck lint}: what could be better about a recipe, published or not. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description =
        "Hold a recipe against the rules: the one in a folder, before it is released, or one of the"
            + " catalogue.",
    footer = {
      "",
      "Examples:",
      "  potluck lint .",
      "  potluck lint . --strict --ignore P014,P015",
      "  potluck lint ./gitea --json",
      "  potluck lint gitea",
      "  potluck lint tidal/gitea 1.1.0+1.21.11 --all",
      "",
      "Exit status: 0 no errors, 1 at least one, 2 unusable arguments, files or data."
    })
final class LintCommand extends AskingCommand {

  /** What cannot be a recipe's name, and so is a folder's. */
  private static final Pattern FOLDER = Pattern.compile("[./~].*|.*/.*/.*|.*/");

  @Parameters(
      index = "0",
      paramLabel = "PATH|RECIPE",
      description =
          "A folder, such as . or ./gitea, or a recipe of the catalogue, NAME or CO-OP/NAME. Where"
              + " both are there the name alone is the recipe.")
  private String subject = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "Of a recipe of the catalogue: a tag, or a commit. Default: the latest")
  private @Nullable String version;

  @Mixin private LintSelection selection = new LintSelection();

  @Option(names = "--strict", description = "Let warnings count as errors in the exit status.")
  private boolean strict;

  @Option(names = "--all", description = "Show rules too that hold or do not apply.")
  private boolean all;

  /** What lint says, and how it was looked at. */
  private record Linted(ObjectNode found, String about) {}

  @Override
  int run() {
    var linted = linted();
    var found = linted.found();
    selection.narrow(found);
    if (isJson()) {
      printJson(found);
    } else {
      new LintPage(sheet(), found).print(linted.about(), all);
    }
    var failed =
        !found.path("problems").isEmpty()
            || found.path("errors").asInt() > 0
            || (strict && found.path("warnings").asInt() > 0);
    return failed ? Main.SOME_FAILED : Main.OK;
  }

  private Linted linted() {
    if (FOLDER.matcher(subject).matches()) {
      return folder();
    }
    if (isRemote() || !isFolder()) {
      return recipe();
    }
    if (!isInCatalogue()) {
      return folder();
    }
    notes().println(subject + " is a recipe of the catalogue; for the folder: ./" + subject);
    return recipe();
  }

  private boolean isFolder() {
    try {
      return Files.exists(Path.of(subject, "compose.yml"));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private boolean isInCatalogue() {
    var config = config();
    if (!Files.exists(DataFolder.database(config.data()))) {
      return false;
    }
    try (var catalogue = LocalCatalogue.open(config)) {
      return new NamedRecipe(subject).exists(catalogue);
    }
  }

  private Linted recipe() {
    var named = new NamedRecipe(subject);
    try (var asked = ask()) {
      var address = named.address(asked) + "/lint";
      var question = version == null ? "" : "?version=" + NodeReads.encode(version);
      var found = named.found(asked, () -> asked.get(address + question, "rules"));
      return new Linted((ObjectNode) found, "");
    }
  }

  private Linted folder() {
    if (isRemote() || version != null) {
      throw new UnusableException(
          subject
              + " is a folder, which is looked at here and as it stands: without "
              + (isRemote() ? "--node" : "a version"));
    }
    var folder = LintedFolder.read(path(), config());
    folder.notes().forEach(note -> notes().println("Note: " + note));
    var today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
    var report = new Linter(EndOfLife.standard()).lint(folder.subject(), today);
    var planned = folder.subject().planned();
    var document =
        LintDocument.of(planned == null ? null : planned.version().tag(), folder.subject(), report);
    try {
      return new Linted((ObjectNode) NodeReads.JSON.readTree(document), folder.followed());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path path() {
    try {
      return Path.of(subject);
    } catch (InvalidPathException e) {
      throw new UnusableException("there is no folder of such a name", e);
    }
  }
}
