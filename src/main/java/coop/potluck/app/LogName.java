package coop.potluck.app;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.KeyFolder;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What this node's log is called, and where its keys are. */
final class LogName {

  private LogName() {}

  /** The origin that the configuration says, or that the node's public address makes. */
  static Optional<String> of(Config config) {
    var named = config.federation().origin();
    return named != null
        ? Optional.of(named)
        : Optional.ofNullable(config.http().publicUrl())
            .map(LogName::ofUrl)
            .filter(FederationSettings::isOrigin);
  }

  private static String ofUrl(String publicUrl) {
    var uri = URI.create(publicUrl);
    var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    var path = Objects.requireNonNullElse(uri.getRawPath(), "").replaceFirst("/+$", "");
    return host + port + path + "/log";
  }

  /** The name of the witness beside a log: {@code catalogue.example.coop/witness}. */
  static String witness(String origin) {
    return origin.substring(0, origin.lastIndexOf('/')) + "/witness";
  }

  static KeyFolder keys(Config config) {
    var folder = config.federation().keys();
    return new KeyFolder(folder == null ? config.data().resolve("keys") : folder);
  }
}
