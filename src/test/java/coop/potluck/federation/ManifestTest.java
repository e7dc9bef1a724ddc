package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.Manifest.Entry;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFile.Kind;
import coop.potluck.recipe.RecipeFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final Hash A = Hash.sha256("a".getBytes(StandardCharsets.UTF_8));
  private static final Hash B = Hash.sha256("b".getBytes(StandardCharsets.UTF_8));

  private static Manifest of(Entry... entries) {
    return new Manifest(List.of(entries));
  }

  @Test
  void it_is_made_of_files_as_they_were_read() {
    var bytes = "a".getBytes(StandardCharsets.UTF_8);
    var files =
        new RecipeFiles(
            List.of(
                new RecipeFile("run.sh", Kind.EXECUTABLE, 1, bytes),
                new RecipeFile("icon.png", Kind.FILE, 9, null)),
            List.of());
    var made = Manifest.of(files);
    assertThat(made)
        .isEqualTo(
            of(
                new Entry("icon.png", Kind.FILE, 9, null),
                new Entry("run.sh", Kind.EXECUTABLE, 1, A)));
    assertThat(made.read()).containsExactly("run.sh");
  }

  @Test
  void other_bytes_sizes_modes_and_paths_are_differences() {
    var logged =
        of(
            new Entry("bytes", Kind.FILE, 1, A),
            new Entry("gone", Kind.FILE, 1, A),
            new Entry("mode", Kind.FILE, 1, A),
            new Entry("same", Kind.FILE, 1, A),
            new Entry("size", Kind.FILE, 1, null));
    var made =
        of(
            new Entry("bytes", Kind.FILE, 1, B),
            new Entry("mode", Kind.EXECUTABLE, 1, A),
            new Entry("new", Kind.FILE, 1, null),
            new Entry("same", Kind.FILE, 1, A),
            new Entry("size", Kind.FILE, 2, null));
    assertThat(logged.differences(made)).containsExactly("bytes", "gone", "mode", "new", "size");
    assertThat(logged.differences(logged)).isEmpty();
  }

  @Test
  void bytes_that_one_of_the_two_did_not_read_are_no_difference() {
    var read = of(new Entry("large", Kind.FILE, 1, A));
    var unread = of(new Entry("large", Kind.FILE, 1, null));
    assertThat(read.differences(unread)).isEmpty();
    assertThat(unread.differences(read)).isEmpty();
    assertThat(read.unreadIn(unread)).containsExactly("large");
    assertThat(unread.unreadIn(read)).isEmpty();
  }
}
