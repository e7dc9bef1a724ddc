package coop.potluck.federation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlogPolicyTest {

  private static final VerifierKey LOG = key("a.example/log", SignatureType.NOTE);

  private static final List<VerifierKey> WITNESSES =
      IntStream.range(0, 6)
          .mapToObj(i -> key("w" + i + ".example/witness", SignatureType.COSIGNATURE))
          .toList();

  private static VerifierKey key(String name, SignatureType type) {
    return SigningKey.generate(name, type, new SecureRandom()).verifierKey();
  }

  /** Puts keys where {@code $log} and {@code $0} to {@code $5} stand. */
  private static String filled(String policy) {
    var text = policy.replace("$log", LOG.vkey());
    for (var i = 0; i < WITNESSES.size(); i++) {
      text = text.replace("$" + i, WITNESSES.get(i).vkey());
    }
    return text;
  }

  private static TlogPolicy parse(String policy) throws MalformedException {
    return TlogPolicy.parse(filled(policy).getBytes(UTF_8));
  }

  /** The policy by which the specification explains groups. */
  private static final String EXAMPLE =
      """
      log $log

      witness X1 $0
      witness X2 $1
      witness X3 $2
      group X-witnesses 2 X1 X2 X3

      witness Y1 $3
      witness Y2 $4
      witness Y3 $5
      group Y-witnesses any Y1 Y2 Y3

      group X-and-Y all X-witnesses Y-witnesses
      quorum X-and-Y
      """;

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "01, false",
    "03, false",
    "13, false",
    "013, true",
    "124, true",
    "0125, true",
    "345, false",
    "0345, false",
    "012345, true"
  })
  void the_quorum_of_the_specification_is_met_by_two_of_x_and_one_of_y(
      String cosigned, boolean satisfied) throws MalformedException {
    var keys = cosigned.chars().mapToObj(c -> WITNESSES.get(c - '0')).collect(Collectors.toSet());
    assertThat(parse(EXAMPLE).isSatisfied(keys)).isEqualTo(satisfied);
  }

  @Test
  void logs_and_witnesses_have_the_urls_that_are_given() throws MalformedException {
    var policy =
        parse(
            """
              # a comment, and spaces and tabs anywhere
            log\t$log   https://a.example/log\s\s
            \t
            witness  w \t $0
            witness ÿ-é $1 https://w1.example
            quorum ÿ-é""");
    assertThat(policy.logs())
        .containsExactly(new TlogPolicy.Log(LOG, Optional.of("https://a.example/log")));
    assertThat(policy.witnesses())
        .containsExactly(
            new TlogPolicy.Witness("w", WITNESSES.get(0), Optional.empty()),
            new TlogPolicy.Witness("ÿ-é", WITNESSES.get(1), Optional.of("https://w1.example")));
    assertThat(policy.isSatisfied(new HashSet<>(List.of(WITNESSES.get(0))))).isFalse();
    assertThat(policy.isSatisfied(new HashSet<>(List.of(WITNESSES.get(1))))).isTrue();
  }

  @Test
  void nobody_need_have_witnessed_where_the_quorum_is_none() throws MalformedException {
    assertThat(parse("quorum none\n").isSatisfied(new HashSet<>())).isTrue();
    assertThat(TlogPolicy.ofLog(LOG).isSatisfied(new HashSet<>())).isTrue();
  }

  @Test
  void a_checkpoint_is_signed_by_one_of_the_logs() throws MalformedException {
    var signer = SigningKey.generate("b.example/log", SignatureType.NOTE, new SecureRandom());
    var checkpoint =
        SignedCheckpoint.sign(new Checkpoint("b.example/log", 0, MerkleTree.EMPTY), signer);
    var both = parse("log $log\nlog " + signer.verifierKey() + "\nquorum none\n");
    assertThat(both.isSignedByLog(checkpoint)).isTrue();
    assertThat(TlogPolicy.ofLog(LOG).isSignedByLog(checkpoint)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log $log | policy: a quorum line",
        "'' | policy: a quorum line",
        "quorum | policy line 1: quorum and one name",
        "quorum w | policy line 1: the name of a witness or group of a line before",
        "quorum none;quorum none | policy line 2: no second quorum",
        "log | policy line 1: log, a key, and perhaps a URL",
        "log $log a b | policy line 1: log, a key, and perhaps a URL",
        ";log x | policy line 2: a verifier key, that is name+id+key, the name without spaces",
        "log $0 | policy line 1: a key of type 01",
        "log $log;log $log | policy line 2: no key of a log again",
        "witness $0 | policy line 1: witness, a name, a key, and perhaps a URL",
        "witness w $log | policy line 1: a key of type 04",
        "witness w $0;witness v $0 | policy line 2: no key of a witness again",
        "witness w $0;witness w $1 | policy line 2: a name that nothing has yet, and not none",
        "witness none $0 | policy line 1: a name that nothing has yet, and not none",
        "witness w $0;quorum W | policy line 2: the name of a witness or group of a line before",
        "group g all | policy line 1: group, a name, all, any or a number, and members",
        "group g all g | policy line 1: the name of a witness or group of a line before",
        "group g all none | policy line 1: the name of a witness or group of a line before",
        "witness w $0;group w any w | policy line 2: a name that nothing has yet, and not none",
        "witness w $0;group g 0 w | policy line 2: all, any, or a number from 1 to 1",
        "witness w $0;group g 2 w | policy line 2: all, any, or a number from 1 to 1",
        "witness w $0;group g 01 w | policy line 2: all, any, or a number from 1 to 1",
        "witness w $0;group g some w | policy line 2: all, any, or a number from 1 to 1",
        "witness w $0;group g any w w | policy line 2: no member that is in a group already",
        "witness w $0;group g any w;group h any w | policy line 3: no member that is in a group already",
        "Quorum none | policy line 1: log, witness, group or quorum first",
        "quorum none # why | policy line 1: quorum and one name",
        "quorum\u00a0none | policy line 1: log, witness, group or quorum first",
      })
  void a_fault_says_in_which_line_it_is(String policy, String fault) {
    assertThatThrownBy(() -> parse(policy.replace(';', '\n')))
        .isInstanceOf(MalformedException.class)
        .hasMessage(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quorum none\r\n", "# \u007f\n", "quorum none\u0000", "quorum\u000bnone"})
  void a_control_character_is_malformed(String policy) {
    assertThatThrownBy(() -> parse(policy))
        .isInstanceOf(MalformedException.class)
        .hasMessage("policy line 1: no control characters but tabs");
  }

  @Test
  void as_many_logs_witnesses_and_groups_as_others_must_read_are_read_and_not_endlessly_many()
      throws MalformedException {
    var text = new StringBuilder();
    for (var i = 0; i < TlogPolicy.MAX_COUNT; i++) {
      text.append("log ").append(key("l" + i, SignatureType.NOTE)).append('\n');
      text.append("witness w%d ".formatted(i))
          .append(key("w" + i, SignatureType.COSIGNATURE))
          .append('\n');
      text.append("group g%d any w%d%s\n".formatted(i, i, i == 0 ? "" : " g" + (i - 1)));
    }
    var full = text + "quorum g63\n";
    var policy = parse(full);
    assertThat(policy.witnesses()).hasSize(64);
    assertThat(policy.isSatisfied(new HashSet<>(policy.witnessKeys().subList(0, 1)))).isTrue();
    for (var more : List.of("log $log", "witness more $0", "group more any g63")) {
      assertThatThrownBy(() -> parse(full + more))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("line 194: at most 64");
    }
    assertThatThrownBy(() -> parse("#".repeat(TlogPolicy.MAX_BYTES) + "\nquorum none\n"))
        .isInstanceOf(MalformedException.class);
  }

  @Property
  void k_of_n_are_enough_and_fewer_are_not(
      @ForAll @IntRange(min = 1, max = 6) int k, @ForAll @IntRange(max = 63) int cosigned)
      throws MalformedException {
    var text = new StringBuilder();
    for (var i = 0; i < 6; i++) {
      text.append("witness w%d $%d\n".formatted(i, i));
    }
    var policy = parse(text + "group g " + k + " w0 w1 w2 w3 w4 w5\nquorum g\n");
    var keys =
        IntStream.range(0, 6)
            .filter(i -> (cosigned >> i & 1) == 1)
            .mapToObj(WITNESSES::get)
            .collect(Collectors.toSet());
    assertThat(policy.isSatisfied(keys)).isEqualTo(Integer.bitCount(cosigned) >= k);
  }

  /** Names are bytes to the specification, so two that are no UTF-8 are still two. */
  @Test
  void names_that_are_no_text_are_told_apart() throws MalformedException {
    var text = filled("witness ? $0\nwitness ! $1\nquorum !\n").getBytes(UTF_8);
    for (var i = 0; i < text.length; i++) {
      text[i] = text[i] == '?' ? (byte) 0xFE : text[i] == '!' ? (byte) 0xFF : text[i];
    }
    var policy = TlogPolicy.parse(text);
    assertThat(policy.isSatisfied(new HashSet<>(Arrays.asList(WITNESSES.get(0))))).isFalse();
    assertThat(policy.isSatisfied(new HashSet<>(Arrays.asList(WITNESSES.get(1))))).isTrue();
  }
}
