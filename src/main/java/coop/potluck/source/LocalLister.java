package coop.potluck.source;

import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Lists repositories that the operator names, and those in a directory of this machine. */
final class LocalLister {

  private final SourceSettings settings;

  LocalLister(SourceSettings settings) {
    this.settings = settings;
  }

  Listing list(Source.Directory directory) {
    var folders = new ArrayList<Path>();
    try (var children = Files.newDirectoryStream(directory.path())) {
      for (var child : children) {
        if (Files.isDirectory(child) && !child.getFileName().toString().startsWith(".")) {
          folders.add(child);
        }
        if (folders.size() > settings.maxRepositories()) {
          return new Listing.Failed(
              "the directory holds more than " + settings.maxRepositories() + " folders", null);
        }
      }
    } catch (IOException e) {
      return new Listing.Failed("the directory cannot be read", null);
    }
    folders.sort(null);
    var collected = new Collected();
    try {
      for (var folder : folders) {
        add(collected, folder);
      }
    } catch (IOException | UncheckedIOException e) {
      return new Listing.Failed("a repository of the directory cannot be read", null);
    }
    return collected.listed();
  }

  private static void add(Collected collected, Path folder) throws IOException {
    var spelt = folder.getFileName().toString();
    var bare = spelt.endsWith(".git") ? spelt.substring(0, spelt.length() - 4) : spelt;
    var name = RecipeName.parse(bare);
    var found = LocalRepository.find(folder);
    if (found.isEmpty()) {
      collected.skip(spelt, "no git repository");
    } else if (name.isEmpty()) {
      collected.skipMalformed(bare);
    } else if (found.get().isEmpty()) {
      collected.skip(spelt, "the repository is empty");
    } else {
      collected.add(listed(name.get(), found.get(), null));
    }
  }

  Listing list(Source.Repositories repositories) {
    var collected = new Collected();
    for (var entry : repositories.entries()) {
      var segment = RepositoryUrl.lastSegment(entry.url());
      var name = entry.name() == null ? RecipeName.parse(segment).orElse(null) : entry.name();
      if (name == null) {
        collected.skipMalformed(segment);
      } else if (entry.url().startsWith("file:")) {
        addFile(collected, entry, name);
      } else {
        var publicUrl = entry.publicUrl() == null ? entry.url() : entry.publicUrl();
        collected.add(
            new ListedRepository(
                name,
                entry.url(),
                entry.token(),
                new Repository(publicUrl, null, null, null, null, false),
                null,
                null));
      }
    }
    return collected.listed();
  }

  private static void addFile(Collected collected, RepositoryEntry entry, RecipeName name) {
    try {
      var found = LocalRepository.find(Path.of(URI.create(entry.url())));
      if (found.isEmpty()) {
        collected.skip(name.value(), "no git repository where its file URL points");
      } else {
        collected.add(listed(name, found.get(), entry.publicUrl()));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      collected.skip(name.value(), "its file URL cannot be read");
    }
  }

  private static ListedRepository listed(
      RecipeName name, LocalRepository local, @Nullable String publicUrl) throws IOException {
    return new ListedRepository(
        name,
        local.cloneUrl(),
        null,
        new Repository(
            publicUrl == null ? Cleaned.webUrl(local.setting("publicurl")) : publicUrl,
            null,
            local.description(),
            Cleaned.webUrl(local.setting("website")),
            Cleaned.webUrl(local.setting("icon")),
            false),
        local.defaultBranch(),
        null);
  }
}
