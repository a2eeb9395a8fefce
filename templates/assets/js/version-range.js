// Whether a release lies in a range such as `>=1.90.0, <1.104.0`.

/**
 * The numbers of a release; what follows them (`rc1`, `.post2`) does not order causes.
 * @param {string} version
 */
function numbers(version) {
  const release = /^\s*v?(\d+(?:\.\d+)*)/.exec(version)?.[1];
  return release?.split(".").map(Number);
}

/**
 * @param {number[]} left
 * @param {number[]} right
 */
function compare(left, right) {
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @type {Record<string, (order: number) => boolean>} */
const HOLDS = {
  ">=": (order) => order >= 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  "<": (order) => order < 0,
  "==": (order) => order === 0,
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
};

/**
 * @param {string} version
 * @param {string} range comparisons, separated by commas; all must hold
 * @returns {boolean | null} null when one of the two cannot be read
 */
export function inRange(version, range) {
  const release = numbers(version);
  if (!release) return null;
  for (const part of range.split(",")) {
    const read = /^\s*(>=|<=|==|!=|=|>|<)\s*(\S+)\s*$/.exec(part);
    const bound = numbers(read?.[2] ?? "");
    const holds = HOLDS[read?.[1] ?? ""];
    if (!bound || !holds) return null;
    if (!holds(compare(release, bound))) return false;
  }
  return true;
}
