package coop.potluck.mirror;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.UploadPackErrorHandler.UploadPackRunnable;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.RefFilter;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Lets anybody clone the mirrors at {@code /{coop}/{name}.git} below where it is mounted, the co-op
 * by its alias or its DNS name, and the catalogue at {@code /catalogue.git}. Knows git's smart
 * protocol alone, and no way to write.
 */
public final class GitService extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;
  private static final int RETRY_SECONDS = 5;
  private static final String REPOSITORY = GitService.class.getName() + ".repository";
  private static final String ACCESS = GitService.class.getName() + ".access";

  private final transient Mirrors mirrors;
  private final transient CatalogueRepository catalogue;
  private final transient Function<RecipeId, Optional<GitAccess>> access;
  private final transient Function<String, Optional<CoopId>> aliases;
  private final transient MirrorSettings settings;
  private final transient Semaphore packs;
  private final transient Deadlines deadlines;
  private final transient GitServlet git = new GitServlet();

  /**
   * The servlet that {@code app} mounts.
   *
   * @param access what of a recipe is served; empty where there is no such recipe
   * @param aliases of co-ops by their DNS names
   */
  public GitService(
      Mirrors mirrors,
      CatalogueRepository catalogue,
      Function<RecipeId, Optional<GitAccess>> access,
      Function<String, Optional<CoopId>> aliases,
      MirrorSettings settings) {
    this.mirrors = mirrors;
    this.catalogue = catalogue;
    this.access = access;
    this.aliases = aliases;
    this.settings = settings;
    this.packs = new Semaphore(settings.servedPacks());
    this.deadlines = new Deadlines(settings.servedTimeout());
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    super.init(config);
    git.setRepositoryResolver((request, name) -> (Repository) request.getAttribute(REPOSITORY));
    git.setAsIsFileService(null);
    git.setReceivePackFactory(null);
    git.setUploadPackFactory(this::uploadPack);
    git.setUploadPackErrorHandler(GitService::upload);
    git.init(config);
  }

  @Override
  public void destroy() {
    deadlines.close();
    git.destroy();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    var path = GitPath.parse(request.getPathInfo(), aliases).orElse(null);
    var granted = path == null ? Optional.<GitAccess>empty() : access(path);
    if (path == null || granted.isEmpty() || !Files.exists(folder(path))) {
      refuse(response, 404, "there is no such repository here");
    } else if (path.recipe() == null && catalogue.head().isEmpty()) {
      // An empty clone would look as if all was well.
      response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
      refuse(response, 503, "the catalogue is about to be committed for the first time");
    } else if (granted.get().blocked() != null) {
      refuse(response, 451, "blocked by this node's operator: " + granted.get().blocked());
    } else if (!request.getMethod().equals(path.isPack() ? "POST" : "GET")) {
      response.setHeader("Allow", path.isPack() ? "POST" : "GET");
      refuse(response, 405, "git asks with another method");
    } else if (!path.isPack() && !"git-upload-pack".equals(request.getParameter("service"))) {
      refuse(response, 403, "git's smart protocol alone, to read");
    } else {
      request.setAttribute(ACCESS, granted.get());
      serve(request, response, path);
    }
  }

  private void serve(HttpServletRequest request, HttpServletResponse response, GitPath path)
      throws ServletException, IOException {
    if (!path.isPack()) {
      send(request, response, path);
      return;
    }
    BoundedRequest bounded;
    try {
      bounded =
          BoundedRequest.read(request, settings.servedRequestBytes(), settings.servedTimeout());
    } catch (BoundedRequest.TooLarge e) {
      refuse(response, 413, "the request is larger than is allowed");
      return;
    } catch (IOException e) {
      refuse(response, 408, "the request did not come whole and in time");
      return;
    }
    if (!packs.tryAcquire()) {
      response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
      refuse(response, 503, "as many clones as are allowed are under way");
      return;
    }
    try {
      deadlines.run(() -> send(bounded, response, path));
    } finally {
      packs.release();
    }
  }

  private void send(HttpServletRequest request, HttpServletResponse response, GitPath path)
      throws ServletException, IOException {
    try (var repository = MirrorRepository.open(folder(path))) {
      // JGit closes the repository too, which counts
      repository.incrementOpen();
      request.setAttribute(REPOSITORY, repository);
      git.service(request, response);
    }
  }

  private Optional<GitAccess> access(GitPath path) {
    return path.recipe() == null ? Optional.of(GitAccess.OPEN) : access.apply(path.recipe());
  }

  private Path folder(GitPath path) {
    return path.recipe() == null ? catalogue.folder() : mirrors.path(path.recipe());
  }

  private UploadPack uploadPack(HttpServletRequest request, Repository repository) {
    var pack = new UploadPack(repository);
    var protocol = request.getHeader("Git-Protocol");
    if (protocol != null) {
      pack.setExtraParameters(Arrays.asList(protocol.split(":", 20)));
    }
    // what is stored is sent: looking for better differences costs more than it saves
    var config = new PackConfig(repository);
    config.setDeltaCompress(false);
    config.setThreads(1);
    pack.setPackConfig(config);
    pack.setRefFilter(visible((GitAccess) request.getAttribute(ACCESS)));
    return pack;
  }

  private static RefFilter visible(GitAccess granted) {
    return refs ->
        refs.entrySet().stream()
            .filter(ref -> ref.getKey().equals("HEAD") || !Refs.isHidden(ref.getKey()))
            .filter(ref -> !granted.hiddenTags().contains(tag(ref.getKey())))
            .collect(Collectors.toMap(ref -> ref.getKey(), ref -> ref.getValue()));
  }

  private static String tag(String name) {
    return name.startsWith(Refs.TAGS) ? name.substring(Refs.TAGS.length()) : "";
  }

  private static void upload(
      HttpServletRequest request, HttpServletResponse response, UploadPackRunnable upload)
      throws IOException {
    try {
      upload.upload();
    } catch (IOException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.reset();
      // JGit throws a plain one for lines that it cannot read
      if (e instanceof PackProtocolException || e.getClass() == IOException.class) {
        refuse(response, 400, "this is not how git asks");
      } else {
        refuse(response, 500, "the repository cannot be sent");
      }
    }
  }

  private static void refuse(HttpServletResponse response, int status, String title)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    var text = title.replaceAll("[\\p{Cntrl}\"\\\\]", " ");
    var json = "{\"type\":\"about:blank\",\"title\":\"" + text + "\",\"status\":" + status + "}\n";
    response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
  }
}
