package coop.potluck.federation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryBundleTest {

  private static final int MAX = EntryBundle.MAX_ENTRY_BYTES;

  @Test
  void each_entry_stands_after_its_length_in_two_bytes() {
    var bundle = EntryBundle.encode(List.of("ab".getBytes(UTF_8), new byte[0], new byte[300]));
    assertThat(HexFormat.of().formatHex(bundle))
        .isEqualTo("00026162" + "0000" + "012c" + "00".repeat(300));
  }

  @Property
  void entries_are_read_as_they_were_written(@ForAll @Size(min = 1, max = 256) List<byte[]> entries)
      throws MalformedException {
    var path = TilePath.entries(3, entries.size());
    var read = EntryBundle.decode(path, EntryBundle.encode(entries), MAX);
    assertThat(read).usingElementComparator(Arrays::compare).isEqualTo(entries);
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', entry 256: a length in two bytes; the bundle ends before it",
    "1, 00, entry 256: a length in two bytes; the bundle ends before it",
    "2, 000161, entry 257: a length in two bytes; the bundle ends before it",
    "1, 000261, entry 256: 2 bytes; the bundle ends before them",
    "1, ffff61, 'entry 256: at most 100 bytes, not 65535'",
    "1, 00016100, ': nothing after its last entry, not 1 bytes'",
  })
  void a_bundle_that_is_otherwise_is_malformed(int width, String hex, String fault) {
    assertThatThrownBy(
            () -> EntryBundle.decode(TilePath.entries(1, width), HexFormat.of().parseHex(hex), 100))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("tile/entries/001.p/" + width)
        .hasMessageEndingWith(fault);
  }

  @Test
  void what_has_no_place_in_a_bundle_is_not_written() {
    for (var entries :
        List.of(
            List.<byte[]>of(), Collections.nCopies(257, new byte[0]), List.of(new byte[MAX + 1]))) {
      assertThatThrownBy(() -> EntryBundle.encode(entries))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(EntryBundle.encode(Collections.nCopies(256, new byte[MAX])))
        .hasSize(EntryBundle.MAX_BYTES);
  }
}
