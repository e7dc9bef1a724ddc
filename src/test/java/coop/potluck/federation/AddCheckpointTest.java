package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddCheckpointTest {

  private static final String HASH = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=";

  /** The example of the specification, whose keys nobody here has. */
  private static final String EXAMPLE =
      """
      old 20852014
      PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
      jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
      5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
      /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
      """;

  @Test
  void the_example_of_the_specification_is_read_and_written_again() throws MalformedException {
    var read = AddCheckpoint.parse(bytes(EXAMPLE));
    assertThat(read.oldSize()).isEqualTo(20852014);
    assertThat(read.proof()).hasSize(4);
    assertThat(read.checkpoint().checkpoint().size()).isEqualTo(20852163);
    assertThat(read.note().lines()).hasSize(2);
    assertThat(read.format()).isEqualTo(bytes(EXAMPLE));
  }

  @Test
  void a_proof_of_63_hashes_is_read_and_one_of_64_is_not() throws MalformedException {
    var longest = EXAMPLE.replaceFirst("\n", "\n" + (HASH + "\n").repeat(59));
    assertThat(AddCheckpoint.parse(bytes(longest)).proof()).hasSize(63);
    var longer = longest.replaceFirst("\n", "\n" + HASH + "\n");
    assertThatThrownBy(() -> AddCheckpoint.parse(bytes(longer)))
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "old 01",
        "old -1",
        "old +1",
        "old  1",
        "old 1 ",
        "old 1\r",
        "OLD 1",
        "old",
        "old ",
        "1",
        "old 9223372036854775808",
        "old \u0661",
        "old 1\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw",
        "old 1\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkax=",
        "old 1\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpka==",
        "old 1\n " + HASH,
        "\nold 1"
      })
  void another_head_is_malformed(String head) {
    var note = EXAMPLE.substring(EXAMPLE.indexOf("\n\n"));
    assertThatThrownBy(() -> AddCheckpoint.parse(bytes(head + note)))
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "old 1", "old 1\n", "old 1\n\n", "old 1\n\n\n", "old 1\n\na"})
  void what_ends_too_early_is_malformed(String body) {
    assertThatThrownBy(() -> AddCheckpoint.parse(bytes(body)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void what_is_too_large_is_not_looked_at() {
    assertThatThrownBy(() -> AddCheckpoint.parse(new byte[AddCheckpoint.MAX_BYTES + 1]))
        .isInstanceOf(MalformedException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
