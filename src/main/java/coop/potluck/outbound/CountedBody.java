package coop.potluck.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import okhttp3.Call;

/** A body that ends with an exception once it is larger than its reader allows. */
final class CountedBody extends FilterInputStream {

  private final Call call;
  private final URI uri;
  private final long maxBytes;
  private long count;

  CountedBody(InputStream in, Call call, URI uri, long maxBytes) {
    super(in);
    this.call = call;
    this.uri = uri;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      var read = super.read(into, offset, length);
      count += Math.max(0, read);
      if (count <= maxBytes) {
        return read;
      }
    } catch (IOException e) {
      throw Failures.explained(e, uri);
    }
    // closing would first drain what is left of an endless answer
    call.cancel();
    throw new OutboundLimitException(
        RedactedUri.of(uri) + ": the answer is larger than " + maxBytes + " bytes");
  }

  @Override
  public long skip(long n) throws IOException {
    var left = n;
    var buffer = new byte[8192];
    while (left > 0) {
      var read = read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return n - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
