/** How well a text answers a search, and the places in it that did. */
export interface Match {
  score: number;
  /** Indexes of letters, ascending. */
  places: number[];
}

const atStart = 100;
const atWord = 80;
const inside = 50;
const scattered = 30;
/** Of a word that is looked for letter by letter: each may be tried at many places. */
const longestWord = 12;

const isWordStart = (text: string, index: number): boolean =>
  index === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(index - 1));

const range = (from: number, length: number): number[] =>
  Array.from({ length }, (_, index) => from + index);

function asOnePiece(word: string, text: string): Match | undefined {
  let best: Match | undefined;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const score = at === 0 ? atStart : isWordStart(text, at) ? atWord : inside;
    if (best === undefined || score > best.score) {
      best = { score, places: range(at, word.length) };
    }
  }
  return best;
}

/** The place of each letter: the start of a word, or right behind the letter before it. */
function letterPlaces(word: string, text: string, from: number): number[] | undefined {
  const letter = word.charAt(0);
  if (letter === "") return [];
  for (let at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1)) {
    if (!isWordStart(text, at) && (at !== from || from === 0)) continue;
    const rest = letterPlaces(word.slice(1), text, at + 1);
    if (rest !== undefined) return [at, ...rest];
  }
  return undefined;
}

/** The beginnings of its words: "nt" and "newtra" are a new transfer. */
function asBeginnings(word: string, text: string): Match | undefined {
  const places = letterPlaces(word.slice(0, longestWord), text, 0);
  return places === undefined ? undefined : { score: scattered, places };
}

/**
 * Whether a text holds every word of a search, in any order: at its start, at a word's start, inside
 * it, or as beginnings of words, in that order of merit. Of two alike the shorter text is better.
 */
export function match(search: string, text: string): Match | undefined {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const lower = text.toLowerCase();
  let score = -Math.min(text.length, 100) / 10;
  const places = new Set<number>();
  for (const word of words) {
    const found = asOnePiece(word, lower) ?? asBeginnings(word, lower);
    if (found === undefined) return undefined;
    score += found.score;
    for (const place of found.places) places.add(place);
  }
  return { score, places: [...places].sort((a, b) => a - b) };
}
