package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.VerifierKey;
import coop.potluck.peer.PeerSettings;
import coop.potluck.peer.WitnessSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers and witnesses, in the co-ops' file and in that of the command line. */
class PeersFileTest {

  private static final VerifierKey TIDAL = key("catalogue.tidal.example/log", SignatureType.NOTE);
  private static final VerifierKey LANTERN = key("lantern.example/log", SignatureType.NOTE);
  private static final VerifierKey WITNESS = key("w.example/witness", SignatureType.COSIGNATURE);

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private static VerifierKey key(String name, SignatureType type) {
    return SigningKey.generate(name, type, new SecureRandom()).verifierKey();
  }

  private static PeerSettings peer(VerifierKey key) {
    return PeerSettings.of(URI.create("https://" + key.name().replace("/log", "")), key);
  }

  private Neighbours added() {
    return ((ConfigResult.Loaded<Neighbours>) new PeersFile(folder).read()).value();
  }

  private ConfigResult<Followed> coops(String text) throws Exception {
    return CoopsFile.read(Files.writeString(folder.resolve("coops.yaml"), text), Map.of());
  }

  private List<String> problems(String text) throws Exception {
    var result = coops(text);
    assertThat(result).isInstanceOf(ConfigResult.Rejected.class);
    return ((ConfigResult.Rejected<Followed>) result)
        .problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
  }

  @Test
  void the_documented_shape_is_read_from_the_file_of_co_ops() throws Exception {
    Files.writeString(
        folder.resolve("policy"), "log " + TIDAL + "\nwitness w " + WITNESS + "\nquorum w\n");
    var result =
        coops(
            """
            coops: []
            peers:
              - url: https://catalogue.tidal.example/
                key: %1$s
                mirrors: [https://catalogue.harvest.example]
                coops: [Tidal.example]
                speaks_for: [tidal.example]
                git: true
                max_entries_per_day: 5_000
                max_bytes_per_day: 10 MiB
                max_recipes: 12
                max_git_bytes: 1 GiB
                witnesses: |
                  log %1$s
                  quorum none
              - url: https://lantern.example
                key: %2$s
                except: [tidal.example]
                witnesses_file: policy
            witnesses:
              - url: https://w.example/witness
                key: %3$s
            witness_for: ["%2$s"]
            """
                .formatted(TIDAL, LANTERN, WITNESS));
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    var followed = ((ConfigResult.Loaded<Followed>) result).value();
    assertThat(followed.coops().inPrecedence()).isEmpty();
    var tidal = followed.neighbours().peers().get(0);
    assertThat(tidal.url()).isEqualTo(URI.create("https://catalogue.tidal.example"));
    assertThat(tidal.origin()).isEqualTo("catalogue.tidal.example/log");
    assertThat(tidal.mirrors()).containsExactly(URI.create("https://catalogue.harvest.example"));
    assertThat(tidal.takes("tidal.example")).isTrue();
    assertThat(tidal.takes("lantern.example")).isFalse();
    assertThat(tidal.git()).isTrue();
    assertThat(tidal.maxEntriesPerDay()).isEqualTo(5_000);
    assertThat(tidal.maxBytesPerDay()).isEqualTo(10 << 20);
    assertThat(tidal.maxRecipes()).isEqualTo(12);
    assertThat(tidal.maxGitBytes()).isEqualTo(1 << 30);
    assertThat(Objects.requireNonNull(tidal.witnesses()).witnessKeys()).isEmpty();
    var lantern = followed.neighbours().peers().get(1);
    assertThat(lantern.takes("tidal.example")).isFalse();
    assertThat(Objects.requireNonNull(lantern.witnesses()).witnessKeys()).containsExactly(WITNESS);
    assertThat(followed.neighbours().witnesses())
        .containsExactly(new WitnessSettings(URI.create("https://w.example/witness"), WITNESS));
    assertThat(followed.neighbours().witnessFor()).containsExactly(LANTERN);
    assertThat(followed.neighbours().urls())
        .extracting(URI::getHost)
        .containsExactly(
            "catalogue.tidal.example", "catalogue.harvest.example", "lantern.example", "w.example");
  }

  @Test
  void every_mistake_is_told_with_its_line() throws Exception {
    assertThat(
            problems(
                """
                peers:
                  - url: https://a.example
                    key: %1$s
                    copes: [a.example]
                  - url: https://b.example?x=1
                    key: %1$s
                  - url: https://c.example
                    key: %2$s
                    coops: [a.example]
                    except: [not_a_name]
                  - https://d.example
                  - url: https://e.example
                    key: %3$s
                    max_bytes_per_day: plenty
                    git: perhaps
                    witnesses: |
                      quorum none
                      nonsense
                    mirrors: [ftp://x.example]
                witnesses:
                  - url: https://w.example
                    key: %1$s
                witness_for: [x]
                """
                    .formatted(TIDAL, WITNESS, LANTERN)))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("coops.yaml:4 copes: unknown key copes; known here"),
            one -> assertThat(one).startsWith("coops.yaml:5 url: the address of a node"),
            one -> assertThat(one).startsWith("coops.yaml:8 key: a verifier key, such as"),
            one -> assertThat(one).startsWith("coops.yaml:10: the DNS name of a co-op in except"),
            one -> assertThat(one).startsWith("coops.yaml:11: a mapping with url and key, in pee"),
            one -> assertThat(one).startsWith("coops.yaml:14 max_bytes_per_day: a size"),
            one -> assertThat(one).startsWith("coops.yaml:15 git: true or false"),
            one -> assertThat(one).startsWith("coops.yaml:16 witnesses: a policy: "),
            one -> assertThat(one).startsWith("coops.yaml:19: the URL of a node, without"),
            one -> assertThat(one).startsWith("coops.yaml:22 key: a verifier key"),
            one -> assertThat(one).startsWith("coops.yaml:23: a verifier key"));
  }

  @Test
  void a_log_is_followed_once() throws Exception {
    assertThat(
            problems(
                """
                peers:
                  - {url: "https://a.example", key: "%1$s"}
                  - {url: "https://b.example", key: "%1$s"}
                """
                    .formatted(TIDAL)))
        .containsExactly(
            "coops.yaml:3 key: a log of its own; catalogue.tidal.example/log is a peer above");
  }

  @Test
  void a_co_op_without_sources_only_names_one_that_peers_publish() throws Exception {
    var result = coops("coops: [{id: tidal, domain: tidal.example, name: Tidal}]\npeers: []\n");
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    var one = ((ConfigResult.Loaded<Followed>) result).value().coops().inPrecedence().get(0);
    assertThat(one.sources()).isEmpty();
    assertThat(one.coop().domain()).isEqualTo("tidal.example");
    assertThat(problems("coops: [{id: tidal}]\npeers: []\n"))
        .singleElement()
        .asString()
        .contains("or its domain, where peers publish its recipes");
  }

  @Test
  void peers_are_added_and_removed_and_what_an_operator_wrote_stays() throws Exception {
    var file = new PeersFile(folder);
    assertThat(added()).isEqualTo(Neighbours.NONE);
    file.add(peer(TIDAL));
    Files.writeString(
        file.path(), "witness_for: []\n# the end\n", java.nio.file.StandardOpenOption.APPEND);
    Files.writeString(
        file.path(),
        Files.readString(file.path()).replace("  - url", "  # agreed by telephone\n  - url"));
    file.add(
        new PeerSettings(
            URI.create("https://lantern.example"),
            LANTERN,
            List.of(),
            List.of("lantern.example"),
            List.of(),
            List.of(),
            true,
            null,
            null,
            null,
            null,
            null));
    assertThat(added().peers()).extracting(PeerSettings::key).containsExactly(TIDAL, LANTERN);
    assertThat(added().peers().get(1).git()).isTrue();
    assertThat(added().peers().get(1).coops()).containsExactly("lantern.example");
    assertThat(Files.readString(file.path()))
        .startsWith("# The nodes that `potluck peer add` added.")
        .contains("  # agreed by telephone\n", "witness_for: []\n# the end\n");

    file.remove(peer(TIDAL));
    assertThat(added().peers()).extracting(PeerSettings::key).containsExactly(LANTERN);
    file.remove(peer(LANTERN));
    assertThat(added().peers()).isEmpty();
    assertThat(Files.readString(file.path())).contains("peers: []\n", "# the end\n");
    file.add(peer(LANTERN));
    assertThat(added().peers()).extracting(PeerSettings::key).containsExactly(LANTERN);
    assertThat(folder.resolve("peers.yaml.new")).doesNotExist();
  }

  @Test
  void a_file_of_another_shape_is_left_alone() throws Exception {
    var text = "peers: [{url: \"https://a.example\", key: \"%s\"}]\n".formatted(TIDAL);
    var file = new PeersFile(folder);
    Files.writeString(file.path(), text);
    assertThatThrownBy(() -> file.add(peer(LANTERN)))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("edit it by hand");
    assertThat(Files.readString(file.path())).isEqualTo(text);
    assertThat(folder.resolve("peers.yaml.new")).doesNotExist();
  }

  @Test
  void of_two_files_that_name_a_log_the_operators_own_counts() {
    var own = new Neighbours(List.of(peer(TIDAL)), List.of(), List.of(LANTERN));
    var other =
        new Neighbours(
            List.of(PeerSettings.of(URI.create("https://else.example"), TIDAL), peer(LANTERN)),
            List.of(),
            List.of(LANTERN));
    var both = own.and(other);
    assertThat(both.peers()).containsExactly(peer(TIDAL), peer(LANTERN));
    assertThat(both.witnessFor()).containsExactly(LANTERN);
    assertThat(both.find("https://lantern.example/")).contains(peer(LANTERN));
    assertThat(both.find("catalogue.tidal.example/log")).contains(peer(TIDAL));
    assertThat(both.find("nobody.example/log")).isEmpty();
  }
}
