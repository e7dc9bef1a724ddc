package coop.potluck.mirror;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A client's request with its body read and unpacked, so that its size counts as it is and not as
 * it was sent, and nobody holds a place by sending slowly.
 */
final class BoundedRequest extends HttpServletRequestWrapper {

  private static final String ENCODING = "Content-Encoding";

  private final byte[] body;

  private BoundedRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
  }

  /**
   * Reads a request.
   *
   * @throws TooLarge where the body has more bytes than that
   * @throws SocketTimeoutException where it takes longer than that
   */
  static BoundedRequest read(HttpServletRequest request, long mostBytes, Duration most)
      throws IOException {
    var end = System.nanoTime() + most.toNanos();
    var body = new ByteArrayOutputStream();
    var encoding = request.getHeader(ENCODING);
    var raw = request.getInputStream();
    var in = "gzip".equals(encoding) || "x-gzip".equals(encoding) ? new GZIPInputStream(raw) : raw;
    var buffer = new byte[8192];
    for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      body.write(buffer, 0, read);
      if (body.size() > mostBytes) {
        throw new TooLarge();
      }
      if (System.nanoTime() - end > 0) {
        throw new SocketTimeoutException("the request takes too long");
      }
    }
    return new BoundedRequest(request, body.toByteArray());
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase(ENCODING) ? null : super.getHeader(name);
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Body(new ByteArrayInputStream(body));
  }

  /** The request is larger than is allowed. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the request is too large");
    }
  }

  private static final class Body extends ServletInputStream {
    private final ByteArrayInputStream in;

    Body(ByteArrayInputStream in) {
      this.in = in;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return in.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return in.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("git reads as it goes");
    }
  }
}
