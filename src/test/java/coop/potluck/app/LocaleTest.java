package coop.potluck.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node says does not depend on the language of the machine that it runs on. */
class LocaleTest {

  private static final Pattern HASH = Pattern.compile("\"[0-9a-f]{64}\"");

  /** A process of its own, since Jackson keeps what it has spelt once. */
  static final class Speaker {

    /** A language, and a folder for the data. */
    public static void main(String[] arguments) {
      Locale.setDefault(Locale.forLanguageTag(arguments[0]));
      var data = arguments[1];
      CommandRun.of("sync", "--data", data);
      var compared =
          CommandRun.of(
              "compare", "tidal/gitea", "1.2.0+1.22.2", "2.0.0+1.23.1", "--json", "--data", data);
      System.out.println(compared.out());
      var shown = CommandRun.of("show", "tidal/gitea", "2.0.0+1.23.1", "--json", "--data", data);
      HASH.matcher(shown.out()).results().forEach(hash -> System.out.println(hash.group()));
    }
  }

  @Test
  void answers_and_hashes_are_the_same_in_any_language(@TempDir Path folder) throws IOException {
    var english = said("en", folder);
    assertThat(english).contains("\"minor\"").containsPattern(HASH);
    assertThat(said("tr-TR", folder)).isEqualTo(english);
  }

  private static String said(String language, Path folder) throws IOException {
    var data = folder.resolve(language).toString();
    var speaker = ForkedJvm.start(Speaker.class, List.of(language, data));
    try (var out = speaker.getInputStream()) {
      return new String(out.readAllBytes(), UTF_8);
    }
  }
}
