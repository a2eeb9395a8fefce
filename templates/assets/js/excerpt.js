// Cuts the lines around the evidence out of a text of any length. Works on the UTF-8 bytes, because
// the matcher's offsets are bytes, and because only what is shown ever becomes a string again.

/** @import { Excerpt, Line, Piece, Span } from "./contract.js" */

/** Lines shown before and after evidence. */
const AROUND = 6;
/** A text of no more lines is shown whole. */
const WHOLE = 30;
/** Lines of one long piece of evidence that are shown from its beginning and from its end. */
const HEAD = 16;
const TAIL = 4;
/** Bytes shown on either side of evidence in a very long line, and how long that is. */
const SIDE = 240;
const LONG_LINE = 1600;
const MOST_SPANS = 40;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A text as bytes, with the offset at which each of its lines begins. */
export class LineText {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    /** @type {number[]} */
    this.starts = [0];
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
      if (at + 1 < bytes.length) this.starts.push(at + 1);
    }
  }

  /** How many lines there are; a newline at the end begins no line. */
  get lineCount() {
    return this.starts.length;
  }

  /**
   * The line, from 0, on which a byte stands.
   * @param {number} offset
   */
  lineAt(offset) {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /**
   * The bytes of a line, from 0, without its end.
   * @param {number} line
   * @returns {Span}
   */
  span(line) {
    const start = this.starts[line] ?? this.bytes.length;
    let end = this.starts[line + 1] ?? this.bytes.length;
    if (end > start && this.bytes[end - 1] === NEWLINE) end -= 1;
    if (end > start && this.bytes[end - 1] === RETURN) end -= 1;
    return { start, end };
  }

  /**
   * The text of a stretch; its ends are moved out of the middle of characters.
   * @param {Span} span
   */
  text({ start, end }) {
    return decoder.decode(this.bytes.subarray(this.boundary(start), this.boundary(end)));
  }

  /**
   * The beginning of the character that holds this byte.
   * @param {number} offset
   */
  boundary(offset) {
    let at = offset;
    while (at > 0 && ((this.bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
    return at;
  }
}

/**
 * @param {LineText} source
 * @param {Span[]} evidence
 * @returns {Excerpt}
 */
export function excerpt(source, evidence) {
  const spans = evidence.slice(0, MOST_SPANS).sort((left, right) => left.start - right.start);
  const blocks = ranges(source, spans).map(({ start, end }) => lines(source, start, end, spans));
  return { blocks, lineCount: source.lineCount };
}

/**
 * Lines `from` to `to`, from 0, end exclusive, with what they hold of the evidence marked.
 * @param {LineText} source
 * @param {number} from
 * @param {number} to
 * @param {Span[]} spans in order
 * @returns {Line[]}
 */
export function lines(source, from, to, spans) {
  /** @type {Line[]} */
  const found = [];
  for (let line = from; line < Math.min(to, source.lineCount); line += 1) {
    found.push({ number: line + 1, pieces: pieces(source, source.span(line), spans) });
  }
  return found;
}

/**
 * The stretches of lines to show, from 0, end exclusive, joined where they meet.
 * @param {LineText} source
 * @param {Span[]} spans in order
 * @returns {Span[]}
 */
function ranges(source, spans) {
  const count = source.lineCount;
  if (count <= WHOLE) return [{ start: 0, end: count }];
  /** @type {Span[]} */
  const wanted = [];
  for (const span of spans) {
    const first = source.lineAt(span.start);
    const last = source.lineAt(Math.max(span.start, span.end - 1));
    if (last - first > HEAD + TAIL) {
      wanted.push({ start: first - AROUND, end: first + HEAD }, { start: last - TAIL, end: last + AROUND + 1 });
    } else {
      wanted.push({ start: first - AROUND, end: last + AROUND + 1 });
    }
  }
  if (wanted.length === 0) wanted.push({ start: 0, end: 2 * AROUND });
  wanted.sort((left, right) => left.start - right.start);
  /** @type {Span[]} */
  const joined = [];
  for (const range of wanted) {
    const start = Math.max(0, range.start);
    const end = Math.min(count, range.end);
    const before = joined.at(-1);
    // A gap of one or two lines is not worth a button.
    if (before && start <= before.end + 2) before.end = Math.max(before.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/**
 * @param {LineText} source
 * @param {Span} line
 * @param {Span[]} spans in order
 * @returns {Piece[]}
 */
function pieces(source, line, spans) {
  /** @type {Piece[]} */
  const found = [];
  const hits = spans.filter((span) => span.start < line.end && span.end > line.start);
  let at = line.start;
  for (const hit of hits) {
    const start = Math.max(at, hit.start);
    const end = Math.min(hit.end, line.end);
    if (end <= start) continue;
    plain(source, { start: at, end: start }, line, found);
    shorten(source, { start, end }, "hit", true, true, found);
    at = end;
  }
  plain(source, { start: at, end: line.end }, line, found);
  return found;
}

/**
 * Text between evidence: near it, and not far from it when the line is very long.
 * @param {LineText} source
 * @param {Span} span
 * @param {Span} line
 * @param {Piece[]} found
 */
function plain(source, span, line, found) {
  if (span.end <= span.start) return;
  if (line.end - line.start <= LONG_LINE) {
    found.push({ text: source.text(span), kind: "plain" });
  } else {
    const alone = span.start === line.start && span.end === line.end;
    shorten(source, span, "plain", alone || span.start > line.start, !alone && span.end < line.end, found);
  }
}

/**
 * @param {LineText} source
 * @param {Span} span
 * @param {"plain" | "hit"} kind
 * @param {boolean} keepStart whether the beginning stands beside something shown
 * @param {boolean} keepEnd
 * @param {Piece[]} found
 */
function shorten(source, { start, end }, kind, keepStart, keepEnd, found) {
  const kept = SIDE * (kind === "hit" ? 3 : 1);
  const head = keepStart ? kept : 0;
  const tail = keepEnd ? kept : 0;
  if (end - start <= head + tail + SIDE) {
    found.push({ text: source.text({ start, end }), kind });
    return;
  }
  if (head > 0) found.push({ text: source.text({ start, end: start + head }), kind });
  const left = end - start - head - tail;
  found.push({ text: ` … ${left.toLocaleString("en")} bytes … `, kind: "gap" });
  if (tail > 0) found.push({ text: source.text({ start: end - tail, end }), kind });
}
