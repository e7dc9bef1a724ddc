package coop.potluck.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A git repository on this machine, read as far as its few text files go. */
record LocalRepository(Path folder, Path gitFolder) {

  private static final int MAX_FILE_BYTES = 64 * 1024;
  private static final String DEFAULT_DESCRIPTION = "Unnamed repository;";
  private static final String HEAD_REFERENCE = "ref: refs/heads/";

  /** The repository at {@code folder}, bare or with a work tree, if there is one. */
  static Optional<LocalRepository> find(Path folder) {
    if (isGitFolder(folder)) {
      return Optional.of(new LocalRepository(folder, folder));
    }
    var inner = folder.resolve(".git");
    return isGitFolder(inner) ? Optional.of(new LocalRepository(folder, inner)) : Optional.empty();
  }

  private static boolean isGitFolder(Path path) {
    return Files.isRegularFile(path.resolve("HEAD"))
        && Files.isDirectory(path.resolve("objects"))
        && (Files.isDirectory(path.resolve("refs")) || Files.isDirectory(path.resolve("reftable")));
  }

  /** Whether it has no branch and no tag. */
  boolean isEmpty() throws IOException {
    if (Files.exists(gitFolder.resolve("reftable"))
        || text("packed-refs").lines().anyMatch(line -> !line.startsWith("#"))) {
      return false;
    }
    try (var files = Files.walk(gitFolder.resolve("refs"))) {
      return files.noneMatch(Files::isRegularFile);
    }
  }

  @Nullable String description() throws IOException {
    var text = text("description");
    return text.startsWith(DEFAULT_DESCRIPTION) ? null : Cleaned.line(text);
  }

  @Nullable String defaultBranch() throws IOException {
    var head = text("HEAD").strip();
    return head.startsWith(HEAD_REFERENCE)
        ? Cleaned.branch(head.substring(HEAD_REFERENCE.length()))
        : null;
  }

  /** A value of the section {@code [potluck]} of its config. */
  @Nullable String setting(String key) throws IOException {
    return GitConfig.value(text("config"), "potluck", key);
  }

  String cloneUrl() throws IOException {
    var url = folder.toRealPath().toUri().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private String text(String name) throws IOException {
    var file = gitFolder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8);
    }
  }
}
