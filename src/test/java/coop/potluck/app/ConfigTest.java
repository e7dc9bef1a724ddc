package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.outbound.OutboundSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("potluck.yaml"), text);
  }

  @Test
  void the_whole_configuration_is_read() throws Exception {
    var path =
        file(
            """
            data: ./keep
            admin: {token_env: ADMIN}
            outbound:
              allow: [git.internal, 10.0.0.0/8]
              call_timeout: 3m
            source:
              max_pages: 7
            """);
    var result =
        Config.read(
            path, Map.of("ADMIN", "a-token-long-enough"), Map.of("coops", "/etc/coops.yaml"));
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    var config = ((ConfigResult.Loaded<Config>) result).value();
    assertThat(config.data()).isEqualTo(folder.resolve("keep"));
    assertThat(config.coops()).isEqualTo(Path.of("/etc/coops.yaml"));
    assertThat(config.outbound().allow()).containsExactly("git.internal", "10.0.0.0/8");
    assertThat(config.outbound().callTimeout()).isEqualTo(Duration.ofMinutes(3));
    assertThat(config.outbound().connectTimeout())
        .isEqualTo(OutboundSettings.DEFAULT.connectTimeout());
    assertThat(config.source().maxPages()).isEqualTo(7);
    assertThat(config.describe())
        .doesNotContain("a-token-long-enough")
        .contains("token: \"***\"")
        .contains("coops: /etc/coops.yaml")
        .contains("  call_timeout: 3m\n")
        .contains("  max_response_bytes: 16 MiB\n")
        .contains("  allow: [git.internal, 10.0.0.0/8]\n");
    assertThat(config.toString()).doesNotContain("a-token-long-enough");
  }

  @Test
  void what_is_described_reads_back_as_the_same() throws Exception {
    var plain = ((ConfigResult.Loaded<Config>) Config.read(null, Map.of(), Map.of())).value();
    assertThat(plain.data()).isEqualTo(Path.of("data").toAbsolutePath());
    var described = plain.describe().replace("  token: ~\n", "");
    assertThat(Config.read(file(described), Map.of(), Map.of()))
        .isEqualTo(new ConfigResult.Loaded<>(plain));
  }

  @Test
  void mistakes_of_all_sections_come_together() throws Exception {
    var result =
        Config.read(
            file("outbound: {allow: [\"a b\"]}\nsource: {max_pages: 0}\nadmin: {token_env: T}\n"),
            Map.of("T", "short"),
            Map.of());
    assertThat(result).isInstanceOf(ConfigResult.Rejected.class);
    assertThat(((ConfigResult.Rejected<Config>) result).problems()).hasSize(3);
  }
}
