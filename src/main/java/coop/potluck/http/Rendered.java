package coop.potluck.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/** An answer made ready to be sent any number of times, in either coding. */
final class Rendered {

  private static final PreEncodedHttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding");
  private static final PreEncodedHttpField REVALIDATE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "public, no-cache");
  private static final PreEncodedHttpField GZIPPED =
      new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");
  private static final int FAST = 1;
  private static final int THOROUGH = 6;
  private static final int OVERHEAD = 1_024;

  private final long revision;
  private final String commonTag;
  private final int level;
  private final boolean compressible;
  private final Representation identity;
  private final Answer answer;
  private volatile @Nullable Representation gzip;

  /** One coding of an answer: its tag, its headers and its bytes. */
  record Representation(String tag, HttpFields fields, HttpFields unchanged, Body body) {}

  /** Bytes that nobody changes. */
  static final class Body {
    final byte[] bytes;
    private final ByteBuffer shared;

    Body(byte[] bytes, boolean polled) {
      this.bytes = bytes;
      this.shared = polled ? direct(bytes) : ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** The bytes, for one response to write. */
    ByteBuffer buffer() {
      return shared.duplicate();
    }

    /** Outside of the heap, from where the system sends them without a copy for each response. */
    private static ByteBuffer direct(byte[] bytes) {
      return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }
  }

  private Rendered(Answer answer, long revision, String commonTag, int level) {
    this.answer = answer;
    this.revision = revision;
    this.commonTag = commonTag;
    this.level = level;
    this.compressible = answer.compressible();
    this.identity = represent(Coding.IDENTITY, answer.bytes());
  }

  /** An answer to a query, whose tag follows from the question. */
  static Rendered query(Answer answer, long revision, String commonTag) {
    return new Rendered(answer, revision, commonTag, FAST);
  }

  /** A document, whose tag is the hash of its bytes. */
  static Rendered document(Answer answer, long revision) {
    return new Rendered(answer, revision, EntityTag.of(answer.bytes()), THOROUGH);
  }

  long revision() {
    return revision;
  }

  /** The answer in a coding, compressed when somebody first asks for that. */
  Representation in(Coding coding) {
    if (coding == Coding.IDENTITY || !compressible) {
      return identity;
    }
    var known = gzip;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      if (gzip == null) {
        gzip = represent(Coding.GZIP, compress(answer.bytes(), level));
      }
      return gzip;
    }
  }

  /** What it takes in memory, with what it will take once it is compressed too. */
  int weight() {
    var bytes = answer.bytes().length;
    return OVERHEAD + bytes + (compressible ? bytes / 3 : 0);
  }

  private Representation represent(Coding coding, byte[] bytes) {
    var tag = EntityTag.quoted(commonTag, coding);
    var keep = answer.headers().get("Cache-Control");
    var unchanged =
        keep == null
            ? unchanged(tag)
            : HttpFields.build(unchanged(tag))
                .put(new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, keep))
                .asImmutable();
    var fields = HttpFields.build(unchanged);
    if (answer.mediaType() != null) {
      fields.put(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, answer.mediaType()));
    }
    if (coding == Coding.GZIP) {
      fields.put(GZIPPED);
    }
    answer.headers().forEach((name, value) -> fields.put(new PreEncodedHttpField(name, value)));
    fields.put(new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, Integer.toString(bytes.length)));
    var polled = level == THOROUGH && !answer.lasting();
    return new Representation(tag, fields.asImmutable(), unchanged, new Body(bytes, polled));
  }

  /** The headers of a 304, which a 200 has as well. */
  static HttpFields unchanged(String tag) {
    return HttpFields.build()
        .put(new PreEncodedHttpField(HttpHeader.ETAG, tag))
        .put(REVALIDATE)
        .put(VARY)
        .asImmutable();
  }

  private static byte[] compress(byte[] bytes, int level) {
    var out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (var zip = new Gzip(out, level)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Gzip with a choice of level; its header holds no time, so equal input gives equal output. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(ByteArrayOutputStream out, int level) throws IOException {
      super(out, 8 << 10);
      def.setLevel(level);
    }
  }
}
