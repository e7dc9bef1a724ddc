package coop.potluck.app;

import coop.potluck.source.FollowedCoop;
import coop.potluck.source.Source;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code potluck check-config}: tells what is in force, or all that is wrong. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description = {
      "Read the configuration and the file of co-ops, and print what is in force, as a potluck.yaml.",
      "A comment says where each value comes from that is no default; secrets are ***. All problems"
          + " are told at once, each with its line."
    },
    footer = {
      "",
      "Examples:",
      "  potluck check-config --config potluck.yaml --coops coops.yaml",
      "  POTLUCK_HTTP_PORT=9000 potluck check-config | grep port",
      "",
      "Exit status: 0 all is well, 2 something is wrong."
    })
final class CheckConfigCommand extends NodeCommand {

  @Override
  int run() {
    var origins = new Origins();
    var config = config(origins);
    var followed = followed(config);
    var out = out();
    out.print(config.describe(origins));
    out.println("# Co-ops of " + coopsFile(config) + ", in the order of precedence:");
    for (var one : followed.coops().inPrecedence()) {
      out.println("#   " + one.coop().id() + " (" + one.coop().name() + ")" + hooks(one));
      one.sources().forEach(source -> out.println("#     " + words(source)));
      if (one.sources().isEmpty()) {
        out.println("#     what peers publish of " + one.coop().domain());
      }
    }
    var neighbours = followed.neighbours().and(added(config));
    neighbours.peers().forEach(peer -> out.println("# Peer " + peer.url() + ": " + peer.key()));
    neighbours
        .witnesses()
        .forEach(witness -> out.println("# Witness " + witness.url() + ": " + witness.key()));
    neighbours.witnessFor().forEach(key -> out.println("# Witness for " + key));
    out.flush();
    return Main.OK;
  }

  private static String hooks(FollowedCoop followed) {
    return followed.hookSecret() == null ? "" : ", webhooks signed with ***";
  }

  private static String words(Source source) {
    return source.id() + ": " + place(source) + (source.publish() ? "" : ", not published");
  }

  private static String place(Source source) {
    if (source instanceof Source.Forge forge) {
      return forge.kind().name().toLowerCase(Locale.ROOT)
          + " "
          + forge.url()
          + ", "
          + forge.org()
          + (forge.token() == null ? "" : ", token ***");
    }
    if (source instanceof Source.Repositories repositories) {
      return SyncReport.plural(repositories.entries().size(), "repository", "repositories");
    }
    return source instanceof Source.Seed seed
        ? "seed " + seed.path()
        : "directory " + ((Source.Directory) source).path();
  }
}
