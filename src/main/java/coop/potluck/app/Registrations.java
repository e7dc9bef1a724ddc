package coop.potluck.app;

import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.catalogue.CoopRegistration.SourceRegistration;
import coop.potluck.source.Coops;
import coop.potluck.source.RepositoryUrl;
import coop.potluck.source.Source;
import java.util.List;
import java.util.Locale;

/** What the catalogue is told of the configured co-ops: no token, and no path of this machine. */
final class Registrations {

  private Registrations() {}

  static List<CoopRegistration> of(Coops coops) {
    return coops.inPrecedence().stream()
        .map(
            followed ->
                new CoopRegistration(
                    followed.coop(),
                    followed.sources().stream().map(Registrations::source).toList()))
        .toList();
  }

  private static SourceRegistration source(Source source) {
    return new SourceRegistration(source.id(), kind(source), shown(source), source.publish());
  }

  private static String kind(Source source) {
    if (source instanceof Source.Forge forge) {
      return forge.kind().name().toLowerCase(Locale.ROOT);
    }
    return source.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String shown(Source source) {
    if (source instanceof Source.Forge forge) {
      return RepositoryUrl.normalise(forge.url() + "/" + forge.org());
    }
    if (source instanceof Source.Repositories repositories) {
      var count = repositories.entries().size();
      return count == 1 ? "one repository" : count + " repositories";
    }
    return source instanceof Source.Seed ? "an embedded seed" : "a local directory";
  }
}
