package coop.potluck.source;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.RecipeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalListerTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private static Listing.Listed list(Source source) {
    try (var outbound =
        new Outbound(OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system())) {
      var listing =
          new SourceLister(outbound, SourceSettings.DEFAULT, Clock.systemUTC()).list(source);
      assertThat(listing).isInstanceOf(Listing.Listed.class);
      return (Listing.Listed) listing;
    }
  }

  private Path repository(String name) throws Exception {
    var path = folder.resolve(name);
    try (var git = Git.init().setDirectory(path.toFile()).setInitialBranch("trunk").call()) {
      git.commit().setMessage("first").setSign(false).setAuthor("A", "a@b.example").call();
    }
    return path;
  }

  private Path bare(String name) throws Exception {
    var work = repository("work-of-" + name);
    var path = folder.resolve(name);
    Git.cloneRepository()
        .setURI(work.toUri().toString())
        .setBare(true)
        .setMirror(true)
        .setDirectory(path.toFile())
        .call()
        .close();
    return path;
  }

  private Source.Directory directory() {
    return new Source.Directory("harvest-1", true, folder);
  }

  @Test
  void bare_repositories_and_those_with_a_work_tree_are_listed_in_the_order_of_their_names()
      throws Exception {
    bare("b.git");
    repository("a");
    var listed = list(directory());
    assertThat(listed.repositories())
        .extracting(repository -> repository.name().value())
        .containsExactly("a", "b", "work-of-b.git".replace(".git", ""));
    var first = listed.repositories().get(0);
    assertThat(first.cloneUrl()).isEqualTo("file://" + folder.toRealPath().resolve("a"));
    assertThat(first.defaultBranch()).isEqualTo("trunk");
    assertThat(first.repository().publicUrl()).isNull();
    assertThat(first.repository().description()).isNull();
  }

  @Test
  void what_is_no_repository_or_has_no_name_for_a_recipe_is_told() throws Exception {
    Files.createDirectory(folder.resolve("notes"));
    Files.createDirectory(folder.resolve(".hidden"));
    Files.writeString(folder.resolve("file"), "");
    Git.init().setBare(true).setDirectory(folder.resolve("void.git").toFile()).call().close();
    repository("a b");
    repository("wiki");
    bare("wiki.git");
    assertThat(list(directory()).skipped())
        .extracting(Skipped::name)
        .containsExactlyInAnyOrder("notes", "void.git", "a b", "wiki");
  }

  @Test
  void description_and_links_of_a_local_repository_are_read() throws Exception {
    var path = bare("wiki.git");
    Files.writeString(path.resolve("description"), "A wiki\nfor all\n");
    Files.writeString(
        path.resolve("config"),
        """
        [potluck]
        \twebsite = https://wiki.example ; the app's
        \ticon = "https://wiki.example/#icon"
        \tpublicUrl = https://git.example/wiki.git
        [other]
        \twebsite = https://other.example
        """);
    var repository =
        list(directory()).repositories().stream()
            .filter(listed -> listed.name().equals(new RecipeName("wiki")))
            .findFirst()
            .orElseThrow()
            .repository();
    assertThat(repository.description()).isEqualTo("A wiki for all");
    assertThat(repository.website()).isEqualTo("https://wiki.example");
    assertThat(repository.icon()).isEqualTo("https://wiki.example/#icon");
    assertThat(repository.publicUrl()).isEqualTo("https://git.example/wiki.git");
  }

  @Test
  void a_directory_that_is_not_there_fails_without_naming_its_path() {
    try (var outbound =
        new Outbound(OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system())) {
      var gone = new Source.Directory("harvest-1", true, folder.resolve("gone"));
      assertThat(new SourceLister(outbound, SourceSettings.DEFAULT, Clock.systemUTC()).list(gone))
          .isEqualTo(new Listing.Failed("the directory cannot be read", null));
    }
  }

  @Test
  void repositories_named_one_by_one_take_their_name_from_the_url() throws Exception {
    var path = repository("chat");
    var listed =
        list(
            new Source.Repositories(
                "harvest-1",
                true,
                List.of(
                    entry("https://git.example/recipes/wiki.git", null, null),
                    entry("https://git.example/x/Wiki/", "notes", "https://mirror.example/notes"),
                    entry(path.toUri().toString(), null, "https://git.example/chat"),
                    entry("file:///nowhere/at/all", "gone", null),
                    entry("https://git.example/recipes/.git", null, null),
                    entry("https://git.example/other/wiki", null, null))));
    assertThat(listed.repositories())
        .extracting(repository -> repository.name() + " " + repository.repository().publicUrl())
        .containsExactly(
            "wiki https://git.example/recipes/wiki.git",
            "notes https://mirror.example/notes",
            "chat https://git.example/chat");
    assertThat(listed.repositories().get(2).cloneUrl()).isEqualTo("file://" + path.toRealPath());
    assertThat(listed.skipped())
        .extracting(Skipped::name)
        .containsExactly("gone", "(without a name)", "wiki");
  }

  @Test
  void a_seed_is_listed_where_its_repositories_were_made() throws Exception {
    repository("wiki");
    var seed = new Source.Seed("harvest-2", false, Path.of("catalogue-seed"));
    assertThat(seed.madeIn(folder)).isEqualTo(new Source.Directory("harvest-2", false, folder));
    assertThat(list(seed.madeIn(folder)).repositories()).hasSize(1);
  }

  private static RepositoryEntry entry(
      String url, @Nullable String name, @Nullable String publicUrl) {
    return new RepositoryEntry(url, name == null ? null : new RecipeName(name), publicUrl, null);
  }
}
