package coop.potluck.federation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

  /** The example of the specifications of checkpoints and cosignatures. */
  private static final String EXAMPLE =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
      """;

  /** A checkpoint of a public log, cosigned by public witnesses, as they were served in 2026. */
  private static final String PUBLIC =
      """
      arche2025h1.staging.ct.transparency.dev
      1432088532
      U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

      — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
      — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
      — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
      — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
      — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
      — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
      """;

  private static final String LOG =
      "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";

  private static final List<String> WITNESSES =
      List.of(
          "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
          "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
          "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
          "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv");

  @Test
  void the_checkpoint_of_the_specification_is_read_and_written() throws MalformedException {
    var signed = parse(EXAMPLE);
    assertThat(signed.checkpoint())
        .isEqualTo(
            new Checkpoint(
                "example.com/behind-the-sofa", 20852163, Hash.parseBase64(ROOT).orElseThrow()));
    assertThat(signed.bytes()).isEqualTo(EXAMPLE.getBytes(UTF_8));
    assertThat(Cosignature.time(signed.note().lines().get(1).signature())).hasValue(1679315147);
  }

  @Test
  void a_public_checkpoint_verifies_with_all_its_cosignatures() throws MalformedException {
    var signed = parse(PUBLIC);
    assertThat(signed.isSignedBy(VerifierKey.parse(LOG))).isTrue();
    var witnesses = witnesses();
    var time = Instant.parse("2026-05-23T21:50:24Z");
    assertThat(signed.cosignatures(witnesses))
        .containsExactlyElementsOf(
            witnesses.stream().map(witness -> new Cosignature(witness, time)).toList());
    assertThat(signed.bytes()).isEqualTo(PUBLIC.getBytes(UTF_8));
  }

  @Test
  void neither_log_nor_witness_signed_another_size() throws MalformedException {
    var changed = parse(PUBLIC.replace("1432088532", "1432088533"));
    assertThat(changed.isSignedBy(VerifierKey.parse(LOG))).isFalse();
    assertThat(changed.cosignatures(witnesses())).isEmpty();
  }

  @Test
  void no_byte_of_a_cosignature_can_be_changed() throws MalformedException {
    var signed = parse(PUBLIC);
    var witness = VerifierKey.parse(WITNESSES.get(2));
    var line = signed.note().lines().get(4);
    for (var at = 0; at < line.signature().length; at++) {
      var changed = line.signature();
      changed[at] ^= 1;
      var note =
          new SignedNote(
              signed.note().text(),
              List.of(SignedNote.Line.of(line.name(), line.keyId(), changed)));
      assertThat(Cosignature.find(note, witness)).as("byte %d", at).isEmpty();
    }
  }

  @Test
  void a_key_of_one_use_is_not_taken_for_one_of_the_other() throws MalformedException {
    var log = key("a.example/log", SignatureType.NOTE);
    var witness = key("a.example/log", SignatureType.COSIGNATURE);
    var checkpoint = new Checkpoint("a.example/log", 0, MerkleTree.EMPTY);
    var signed =
        SignedCheckpoint.sign(checkpoint, log)
            .with(List.of(witness.cosign(checkpoint.text(), Instant.EPOCH)));
    assertThat(signed.isSignedBy(log.verifierKey())).isTrue();
    assertThat(signed.isSignedBy(witness.verifierKey())).isFalse();
    assertThat(signed.cosignatures(List.of(log.verifierKey()))).isEmpty();
    assertThat(signed.cosignatures(List.of(witness.verifierKey()))).hasSize(1);
    assertThatThrownBy(() -> witness.sign("text\n")).isInstanceOf(IllegalStateException.class);
    assertThat(parse(new String(signed.bytes(), UTF_8))).isEqualTo(signed);
  }

  @Test
  void a_log_signs_for_its_own_origin_alone() {
    var key = key("a.example/log", SignatureType.NOTE);
    var other = new Checkpoint("b.example/log", 0, MerkleTree.EMPTY);
    assertThat(SignedCheckpoint.sign(other, key).isSignedBy(key.verifierKey())).isFalse();
  }

  @Test
  void the_youngest_of_a_witnesss_cosignatures_counts() {
    var witness = key("w.example/witness", SignatureType.COSIGNATURE);
    var text = new Checkpoint("a.example/log", 0, MerkleTree.EMPTY).text();
    var lines =
        List.of(
            witness.cosign(text, Instant.ofEpochSecond(5)),
            witness.cosign(text, Instant.ofEpochSecond(9)),
            witness.cosign(text, Instant.ofEpochSecond(7)));
    assertThat(Cosignature.find(new SignedNote(text, lines), witness.verifierKey()))
        .contains(new Cosignature(witness.verifierKey(), Instant.ofEpochSecond(9)));
  }

  @Test
  void a_time_that_nobody_lives_to_see_is_refused() {
    var signature = new byte[72];
    signature[0] = (byte) 0x80;
    assertThat(Cosignature.time(signature)).isEmpty();
    signature[0] = 0x7F;
    assertThat(Cosignature.time(signature)).isEmpty();
    assertThat(Cosignature.time(new byte[71])).isEmpty();
    assertThat(Cosignature.time(new byte[72])).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\n",
        "a\n1\n",
        "a\n1\n" + ROOT,
        "\n1\n" + ROOT + "\n",
        "a\n\n" + ROOT + "\n",
        "a\n01\n" + ROOT + "\n",
        "a\n+1\n" + ROOT + "\n",
        "a\n-1\n" + ROOT + "\n",
        "a\n1 \n" + ROOT + "\n",
        "a\n1.0\n" + ROOT + "\n",
        "a\n\u0661\n" + ROOT + "\n",
        "a\n4611686018427387905\n" + ROOT + "\n",
        "a\n9223372036854775808\n" + ROOT + "\n",
        "a\n18446744073709551616\n" + ROOT + "\n",
        "a\n1\n" + ROOT + " \n",
        "a\n1\nAAAA\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "a\n0\n" + ROOT + "\n",
        "a\n1\n" + ROOT + "\n\n",
        "a\n1\n" + ROOT + "\nmore\n\n",
        "a\n1\n" + ROOT + "\n\nmore\n",
        "a\n1\n" + ROOT + "\nmo\rre\n",
      })
  void what_is_no_checkpoint_is_malformed(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("checkpoint");
  }

  @Property
  void a_checkpoint_is_read_as_it_was_written(
      @ForAll @AlphaChars @StringLength(min = 1, max = 40) String origin,
      @ForAll @LongRange(min = 1, max = 1L << 62) long size,
      @ForAll byte[] entry,
      @ForAll List<@AlphaChars @StringLength(min = 1, max = 40) String> extensions)
      throws MalformedException {
    var checkpoint = new Checkpoint(origin, size, Hash.sha256(entry), extensions);
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
  }

  private static List<VerifierKey> witnesses() throws MalformedException {
    var keys = new ArrayList<VerifierKey>();
    for (var witness : WITNESSES) {
      keys.add(VerifierKey.parse(witness));
    }
    return keys;
  }

  private static SigningKey key(String name, SignatureType type) {
    return SigningKey.generate(name, type, new SecureRandom());
  }

  private static SignedCheckpoint parse(String note) throws MalformedException {
    return SignedCheckpoint.parse(note.getBytes(UTF_8));
  }
}
