package coop.potluck.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import coop.potluck.compatibility.OperatorFile;
import coop.potluck.parsing.OperatorFileReader.Read;
import coop.potluck.recipe.Problem;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorFileReaderTest {

  private static final String SECRET = "hunter2-S3cret";
  private static final OperatorFileReader READER = new OperatorFileReader(ParsingSettings.DEFAULT);

  @Test
  void keys_have_their_values_and_what_is_commented_out_is_not_there() {
    var file =
        file(
            """
            # The shop's cloud
            TYPE=nextcloud
            export DOMAIN="cloud.example.com" # ours
            #PHP_MEMORY_LIMIT=1G
            GREETING='it is $5'
            EMPTY=
            URL=https://$DOMAIN/x
            """);
    assertThat(file.type()).isEqualTo("nextcloud");
    assertThat(file.version()).isNull();
    assertThat(file.values())
        .hasSize(5)
        .containsEntry("DOMAIN", "cloud.example.com")
        .containsEntry("GREETING", "it is $5")
        .containsEntry("EMPTY", "")
        .containsEntry("URL", "https://cloud.example.com/x");
  }

  @ParameterizedTest
  @CsvSource({
    "TYPE=gitea, gitea, ",
    "TYPE=gitea:2.0.0+1.18.5-rootless, gitea, 2.0.0+1.18.5-rootless",
    "TYPE=\"gitea:1a94a8f0\", gitea, 1a94a8f0",
    "TYPE=gitea:1a94a8f0+U, gitea, 1a94a8f0",
    "RECIPE=gitea:1.0.0+1, gitea, 1.0.0+1",
    "TYPE=gitea:, gitea, ",
    "DOMAIN=a.example, , "
  })
  void the_type_may_carry_a_version(String line, String type, String version) {
    var file = file(line);
    assertThat(file.type()).isEqualTo(type);
    assertThat(file.version()).isEqualTo(version);
  }

  @Test
  void a_chain_of_compose_files_is_followed() {
    var file =
        file(
            """
            COMPOSE_FILE="compose.yml"
            COMPOSE_FILE="$COMPOSE_FILE:compose.mariadb.yml"
            #COMPOSE_FILE="$COMPOSE_FILE:compose.postgres.yml"
            COMPOSE_FILE="${COMPOSE_FILE}:./overlays/compose.office.yml"
            """);
    assertThat(file.composeFiles())
        .containsExactly("compose.yml", "compose.mariadb.yml", "overlays/compose.office.yml");
  }

  @Test
  void a_chain_without_a_beginning_begins_with_compose_yml() {
    assertThat(file("COMPOSE_FILE=\"$COMPOSE_FILE:compose.a.yml\"").composeFiles())
        .containsExactly("compose.yml", "compose.a.yml");
  }

  @Test
  void without_a_chain_there_are_no_compose_files() {
    assertThat(file("TYPE=a\n#COMPOSE_FILE=compose.yml").composeFiles()).isEmpty();
    assertThat(file("TYPE=a\n#COMPOSE_FILE=compose.yml").values()).containsOnlyKeys("TYPE");
  }

  @Test
  void what_is_no_compose_file_is_no_part_of_the_chain() {
    var chain = "PASSWORD=" + SECRET + "\nCOMPOSE_FILE=\"compose.yml:$PASSWORD:compose.a.yaml\"";
    assertThat(file(chain).composeFiles()).containsExactly("compose.yml", "compose.a.yaml");
  }

  @Test
  void the_last_of_several_values_counts() {
    assertThat(file("A=1\nA=2\r\nA=3").values()).containsEntry("A", "3");
  }

  @Test
  void a_value_may_go_over_lines() {
    assertThat(file("KEY=\"one\ntwo\"\nB=2").values())
        .containsEntry("KEY", "one\ntwo")
        .containsEntry("B", "2");
  }

  @Test
  void a_line_that_is_none_is_named_and_not_shown() {
    assertThat(problems(("A=1\n" + SECRET + "\n").getBytes(UTF_8)))
        .containsExactly(new Problem(".env:2", "KEY=value or a comment"));
  }

  @Test
  void a_quote_that_stays_open_is_named_by_its_key() {
    assertThat(problems(("A=1\nPASSWORD=\"" + SECRET).getBytes(UTF_8)))
        .containsExactly(new Problem(".env:2", "a quote that is closed, in the value of PASSWORD"));
  }

  @Test
  void what_is_no_text_is_refused_by_its_line() {
    assertThat(problems(("A=1\nB=" + SECRET + "\0").getBytes(UTF_8)))
        .containsExactly(new Problem(".env:2", "text without NUL bytes"));
    assertThat(problems(new byte[] {'A', '=', (byte) 0xff, (byte) 0xfe, '\n'}))
        .extracting(Problem::where)
        .containsExactly(".env:1");
  }

  @Test
  void what_is_too_much_is_refused() {
    var large = new byte[(int) ParsingSettings.DEFAULT.maxFileBytes() + 1];
    assertThat(problems(large))
        .extracting(Problem::expected)
        .containsExactly("at most 1048576 bytes");
    var key = "A=" + "x".repeat(ParsingSettings.DEFAULT.maxValueLength() + 1);
    assertThat(problems(key.getBytes(UTF_8)))
        .containsExactly(new Problem(".env:1", "at most 16384 characters for A"));
    var keys = new StringBuilder();
    for (var i = 0; i <= ParsingSettings.DEFAULT.maxEnvironmentKeys(); i++) {
      keys.append("K").append(i).append("=1\n");
    }
    assertThat(problems(keys.toString().getBytes(UTF_8)))
        .containsExactly(new Problem(".env:2001", "at most 2000 keys; the rest is unread"));
  }

  @Test
  void a_file_that_says_nothing_is_refused() {
    assertThat(problems(new byte[0])).hasSize(1);
    assertThat(problems("# nothing\n#A=1\n".getBytes(UTF_8))).hasSize(1);
  }

  @Test
  void values_that_grow_by_each_other_stay_bounded() {
    var text = new StringBuilder("A0=" + "x".repeat(1000) + "\n");
    for (var i = 1; i < 100; i++) {
      var one = "$A" + (i - 1);
      text.append("A").append(i).append("=").append(one.repeat(10)).append("\n");
    }
    var size = file(text.toString()).values().values().stream().mapToLong(String::length).sum();
    assertThat(size).isLessThan(4 << 20);
  }

  @Test
  void no_value_is_in_its_text() {
    assertThat(file("PASSWORD=" + SECRET)).hasToString("an operator's file");
  }

  @Property(tries = 500)
  void nothing_makes_it_fail_and_no_problem_shows_a_value(@ForAll List<String> lines) {
    var text = new StringBuilder("PASSWORD='" + SECRET + "\n");
    lines.forEach(line -> text.append(SECRET).append(line).append('\n'));
    if (READER.read(text.toString().getBytes(UTF_8)) instanceof Read.Rejected rejected) {
      assertThat(rejected.problems())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain(SECRET));
    }
  }

  private static OperatorFile file(String text) {
    return assertThat(READER.read(text.getBytes(UTF_8)))
        .asInstanceOf(type(Read.Parsed.class))
        .actual()
        .file();
  }

  private static List<Problem> problems(byte[] bytes) {
    return assertThat(READER.read(bytes))
        .asInstanceOf(type(Read.Rejected.class))
        .actual()
        .problems();
  }
}
