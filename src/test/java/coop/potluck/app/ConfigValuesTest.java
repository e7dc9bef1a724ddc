package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.parsing.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ConfigValuesTest {

  @Property
  void sizes_and_times_are_read_back_as_they_are_written(
      @ForAll @LongRange(min = 0, max = 1L << 50) long value) throws Exception {
    var components = ConfigKitchen.class.getRecordComponents();
    var size = ConfigValues.format(components[2], value);
    assertThat(ConfigValues.parse(components[2], size, Path.of("/"))).isEqualTo(value);
    var time = Duration.ofMillis(value >> 10);
    assertThat(
            ConfigValues.parse(
                components[6], ConfigValues.format(components[6], time), Path.of("/")))
        .isEqualTo(time);
  }

  @Property
  void any_text_is_quoted_so_that_it_reads_back(@ForAll String text) {
    var clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    var yaml = "a: " + ConfigValues.quoted(clean);
    var result = new YamlReader(YamlReader.Limits.DEFAULT).read("a", yaml);
    assertThat(result.problems()).isEmpty();
    assertThat(YamlReader.mapping(result).map(mapping -> mapping.text("a")))
        .isEqualTo(Optional.of(clean));
  }
}
