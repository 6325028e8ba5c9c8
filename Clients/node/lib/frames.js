"use strict";

const headerEnd = Buffer.from("\r\n\r\n");

/** What arrives is no message behind a header. */
class FrameError extends Error {}

/** A message as it goes over a pipe, behind its length (LSP 3.17, "Base Protocol"). */
function framed(message) {
  const text = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** What arrives over a pipe, as the messages that it holds. */
class Frames {
  #chunks = [];
  #received = 0;
  #needed = 0;

  /** Takes the next bytes; yields each message that is whole with them. Throws a `FrameError` at what is none. */
  *read(chunk) {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#received < this.#needed) return;
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    let start = 0;
    this.#needed = 0;
    for (;;) {
      const end = bytes.indexOf(headerEnd, start);
      if (end < 0) {
        if (bytes.length - start > 4096) throw new FrameError("what it says has no header");
        break;
      }
      const length = /(?:^|\n)content-length: *(\d+)/i.exec(bytes.latin1Slice(start, end));
      if (!length) throw new FrameError("what it says has no Content-Length");
      const body = end + headerEnd.length;
      if (bytes.length - body < Number(length[1])) {
        this.#needed = body - start + Number(length[1]);
        break;
      }
      start = body + Number(length[1]);
      let message;
      try {
        message = JSON.parse(bytes.utf8Slice(body, start));
      } catch {
        throw new FrameError("what it says is not JSON");
      }
      yield message;
    }
    const rest = bytes.subarray(start);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#received = rest.length;
  }
}

module.exports = {FrameError, Frames, framed};
