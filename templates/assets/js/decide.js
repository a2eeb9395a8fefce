// Whether a text in the box is an error to diagnose or words to search for.

/** @typedef {"diagnosis" | "search"} Kind */

const LONG = 120;

/** Signs that a program wrote the text; one is enough. */
const PROGRAM_SIGNS = [
  /^\s*[[{]\s*["'{[]/, // JSON, or a dictionary as Python prints it
  /\b\w*(?:Error|Exception|Warning|Failure|Fault|Timeout)\b['"]?\s*:\s*\S+\s+\S/, // a class with a message
  /\bTraceback \(most recent call last\)|\bFile "[^"]+", line \d+|^\s*at \S+ ?\(.+:\d+/m,
  /\bHTTP\/\d(?:\.\d)?"?\s+\d{3}\b|\b(?:status|error)[ _]?code:?\s*\d{3}\b/i, // a status line
  /\b\d{2}:\d{2}:\d{2}\b/, // a time stamp
  /(?:^|[\s[|])(?:ERROR|FATAL|CRITICAL|WARN(?:ING)?)\b[\]:|\s]\s*\S+\s+\S/, // a log level before words
  /^\s*(?:[Ee]rror|panic|fatal)\b[^:]*:\s*\S+\s+\S/,
];

const QUESTION = /\?\s*$|^(?:how|why|what|when|where|which|who|can|could|does|do|is|are|should)\b/i;

/**
 * A few words or one identifier are a search; what a program printed is a diagnosis.
 * @param {string} text as it stands in the box
 * @returns {Kind}
 */
export function kindOf(text) {
  const trimmed = text.trim();
  if (trimmed.length > LONG || /\S[^\S\n]*\n\s*\S/.test(trimmed)) return "diagnosis";
  if (PROGRAM_SIGNS.some((sign) => sign.test(trimmed))) return "diagnosis";
  if (QUESTION.test(trimmed)) return "search";
  // People type words in lower case; programs begin a sentence.
  const words = trimmed.split(/\s+/).length;
  return words >= 8 || (words >= 5 && /^[A-Z]/.test(trimmed)) ? "diagnosis" : "search";
}
