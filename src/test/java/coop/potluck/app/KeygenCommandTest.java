package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.federation.KeyFolder;
import coop.potluck.federation.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeygenCommandTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private CommandRun keygen(Map<String, String> environment, String... more) {
    var args = new ArrayList<>(List.of("keygen", "--data", folder.toString()));
    args.addAll(List.of(more));
    return CommandRun.with(environment, args.toArray(String[]::new));
  }

  @Test
  void the_keys_are_the_users_alone_and_only_their_public_halves_are_shown() throws Exception {
    var run = keygen(Map.of(), "--origin", "catalogue.harvest.example/log");
    assertThat(run.status()).as(run.err()).isZero();
    var keys = new KeyFolder(folder.resolve("keys"));
    var log = keys.log().orElseThrow();
    var witness = keys.witness().orElseThrow();
    assertThat(run.out())
        .contains("catalogue.harvest.example/log+", "catalogue.harvest.example/witness+")
        .contains(log.verifierKey().vkey(), witness.verifierKey().vkey())
        .contains(Fingerprint.of(log.verifierKey()))
        .doesNotContain("PRIVATE");
    for (var name : List.of("log.key", "witness.key")) {
      var file = folder.resolve("keys").resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).startsWith("PRIVATE+KEY+catalogue.harvest.example/");
      assertThat(run.out() + run.err()).doesNotContain(Files.readString(file).strip());
    }
  }

  @Test
  void keys_that_are_there_stay() throws Exception {
    keygen(Map.of(), "--origin", "a.example/log");
    var before = Files.readString(folder.resolve("keys/log.key"));
    var again = keygen(Map.of(), "--origin", "a.example/log");
    assertThat(again.status()).isEqualTo(Main.UNUSABLE);
    assertThat(again.err()).contains("there are keys already", "log rotate");
    assertThat(Files.readString(folder.resolve("keys/log.key"))).isEqualTo(before);
  }

  @Test
  void half_of_the_keys_is_not_made_whole_by_chance() throws Exception {
    keygen(Map.of(), "--origin", "a.example/log");
    Files.delete(folder.resolve("keys/log.key"));
    assertThat(keygen(Map.of(), "--origin", "a.example/log").status()).isEqualTo(Main.UNUSABLE);
    assertThat(folder.resolve("keys/log.key")).doesNotExist();
  }

  @Test
  void the_origin_follows_from_the_configuration() throws Exception {
    var run =
        keygen(
            Map.of("POTLUCK_HTTP_PUBLIC_URL", "https://Potluck.Example:8443/catalogue"), "--json");
    assertThat(run.status()).as(run.err()).isZero();
    var answer = NodeReads.JSON.readTree(run.out());
    assertThat(answer.path("origin").textValue()).isEqualTo("potluck.example:8443/catalogue/log");
    assertThat(VerifierKey.parse(answer.path("witness_key").textValue()).name())
        .isEqualTo("potluck.example:8443/catalogue/witness");
    assertThat(answer.path("fingerprint").textValue()).matches("([0-9a-f]{4} ){7}[0-9a-f]{4}");
  }

  @Test
  void an_origin_that_is_none_is_refused_and_nothing_is_made() {
    assertThat(keygen(Map.of()).err()).contains("name the log with --origin");
    for (var origin : List.of("https://a.example/log", "a.example", "a b/log", "A.example/log")) {
      assertThat(keygen(Map.of(), "--origin", origin).status()).isEqualTo(Main.UNUSABLE);
    }
    assertThat(
            keygen(
                    Map.of("POTLUCK_FEDERATION_ORIGIN", "b.example/log"),
                    "--origin",
                    "a.example/log")
                .err())
        .contains("federation.origin is b.example/log");
    assertThat(folder.resolve("keys")).doesNotExist();
  }

  @Test
  void a_key_that_others_may_read_is_not_used() throws Exception {
    keygen(Map.of(), "--origin", "a.example/log");
    var file = folder.resolve("keys/log.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> new KeyFolder(folder.resolve("keys")).log())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining("PRIVATE");
  }
}
