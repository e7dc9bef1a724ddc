package coop.potluck.federation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.recipe.Problem;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlogProofTest {

  private static final int SIZE = 300;
  private static final int INDEX = 77;
  private static final NaiveTree TREE = new NaiveTree(SIZE);
  private static final SigningKey LOG = key("a.example/log", SignatureType.NOTE);
  private static final SigningKey WITNESS = key("w.example/witness", SignatureType.COSIGNATURE);
  private static final TlogPolicy TRUST_LOG = TlogPolicy.ofLog(LOG.verifierKey());

  private static SigningKey key(String name, SignatureType type) {
    return SigningKey.generate(name, type, new SecureRandom());
  }

  private static TlogProof proof(byte[] extra) {
    var checkpoint = new Checkpoint("a.example/log", SIZE, TREE.root(SIZE));
    return new TlogProof(
        extra, INDEX, TREE.inclusion(INDEX, SIZE), SignedCheckpoint.sign(checkpoint, LOG));
  }

  @Test
  void a_proof_looks_as_in_the_specification() {
    var text = new String(proof("hi".getBytes(UTF_8)).bytes(), UTF_8);
    assertThat(text.lines().toList())
        .startsWith("c2sp.org/tlog-proof@v1", "extra aGk=", "index 77")
        .hasSize(3 + 9 + 1 + 3 + 1 + 1)
        .containsSequence("", "a.example/log", "300", TREE.root(SIZE).base64(), "");
  }

  @Test
  void a_proof_is_read_as_it_was_written() throws MalformedException {
    for (var extra : List.of("", "hi")) {
      var written = proof(extra.getBytes(UTF_8));
      var read = TlogProof.parse(written.bytes());
      assertThat(read.bytes()).isEqualTo(written.bytes());
      assertThat(read.extra()).isEqualTo(extra.getBytes(UTF_8));
      assertThat(read.hashes()).isEqualTo(written.hashes());
      assertThat(read.problems(TREE.leaf(INDEX), TRUST_LOG)).isEmpty();
    }
  }

  @Test
  void a_tree_of_one_entry_needs_no_hashes() throws MalformedException {
    var checkpoint = new Checkpoint("a.example/log", 1, TREE.root(1));
    var proof = new TlogProof(new byte[0], 0, List.of(), SignedCheckpoint.sign(checkpoint, LOG));
    var read = TlogProof.parse(proof.bytes());
    assertThat(read.problems(TREE.leaf(0), TRUST_LOG)).isEmpty();
    assertThat(read.problems(TREE.leaf(1), TRUST_LOG)).hasSize(1);
  }

  @Test
  void another_entry_another_log_and_missing_witnesses_are_told() throws MalformedException {
    var proof = proof(new byte[0]);
    assertThat(proof.problems(TREE.leaf(INDEX + 1), TRUST_LOG))
        .extracting(Problem::where)
        .containsExactly("proof");
    var stranger = key("a.example/log", SignatureType.NOTE).verifierKey();
    assertThat(proof.problems(TREE.leaf(INDEX), TlogPolicy.ofLog(stranger)))
        .containsExactly(
            new Problem("checkpoint", "a signature of a trusted log named a.example/log"));
    var witnessed = witnessed();
    assertThat(proof.problems(TREE.leaf(INDEX), witnessed))
        .containsExactly(new Problem("checkpoint", "a quorum of witnesses; 0 of them cosigned it"));
    var checkpoint = proof.checkpoint();
    var line = WITNESS.cosign(checkpoint.note().text(), Instant.ofEpochSecond(5));
    var cosigned =
        new TlogProof(proof.extra(), INDEX, proof.hashes(), checkpoint.with(List.of(line)));
    assertThat(cosigned.problems(TREE.leaf(INDEX), witnessed)).isEmpty();
  }

  private static TlogPolicy witnessed() throws MalformedException {
    var policy =
        "log %s\nwitness w %s\nquorum w\n".formatted(LOG.verifierKey(), WITNESS.verifierKey());
    return TlogPolicy.parse(policy.getBytes(UTF_8));
  }

  /** The extra data alone is nobody's word; it is left out here. */
  @Test
  void no_byte_of_a_proof_can_be_changed() {
    var bytes = proof(new byte[0]).bytes();
    for (var at = 0; at < bytes.length; at++) {
      var changed = bytes.clone();
      changed[at] ^= 1;
      assertThat(proves(changed)).as("byte %d", at).isFalse();
    }
  }

  private static boolean proves(byte[] bytes) {
    try {
      return TlogProof.parse(bytes).problems(TREE.leaf(INDEX), TRUST_LOG).isEmpty();
    } catch (MalformedException e) {
      return false;
    }
  }

  @Test
  void what_is_no_proof_is_malformed() {
    var good = new String(proof("hi".getBytes(UTF_8)).bytes(), UTF_8);
    var hash = TREE.leaf(0).base64() + "\n";
    Map<String, String> faults = new HashMap<>();
    faults.put("", "proof");
    faults.put(good.replace("proof@v1", "proof@v2"), "proof line 1");
    faults.put(good.replace("extra aGk=", "extra aGk"), "proof line 2");
    faults.put(good.replace("extra aGk=", "extra "), "proof line 2");
    faults.put(good.replace("extra aGk=\n", "\n"), "");
    faults.put(good.replace("index 77", "index 077"), "proof line 3");
    faults.put(good.replace("index 77", "index -1"), "proof line 3");
    faults.put(good.replace("index 77", "Index 77"), "proof line 3");
    faults.put(good.replace("index 77\n", ""), "proof line 3");
    faults.put(good.replace("index 77\n", "index 77\n" + hash.repeat(60)), "proof");
    faults.put(good.replace("index 77\n", "index 77\nAAAA\n"), "proof line 4");
    faults.put(good.replace("index 77\n", "index 77\nextra aGk=\n"), "proof line 4");
    faults.put(good.replace("\n300\n", "\n0300\n"), "checkpoint line 2");
    faults.put(good + "\n", "");
    faults.put(good.repeat(1_000), "proof");
    assertThat(faults).hasSize(15);
    faults.forEach(
        (text, where) ->
            assertThatThrownBy(() -> TlogProof.parse(text.getBytes(UTF_8)))
                .as(where)
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(where));
  }

  @Test
  void hashes_in_another_order_prove_nothing() {
    var good = proof(new byte[0]);
    var hashes = new ArrayList<>(good.hashes());
    hashes.add(hashes.remove(0));
    var changed = new TlogProof(good.extra(), INDEX, hashes, good.checkpoint());
    assertThat(changed.problems(TREE.leaf(INDEX), TRUST_LOG)).hasSize(1);
  }
}
