// Prints cases for base/structured_fields: fields made at random near the grammar, and what the
// published library structured-headers makes of them. A line: kind, the field and its canonical form
// in hexadecimal ("-" for none), or "refused".
//
//   tools/node_script.sh tests/api structured_field_cases.mjs > base/structured_fields/cases/peer.txt
import * as peer from "structured-headers";

const COUNT = 900;
const SEEDS = [
  ["dictionary", 'sig1=("@method" "@target-uri" "content-digest";req);created=1618884473;keyid="k";nonce="n"'],
  ["dictionary", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:, sha-512=:YQ==:"],
  ["dictionary", 'a=?0, b;x="q\\"\\\\", c=(1 -2.5 tok/x;p) , e=%"f%c3%bc"'],
  ["dictionary", "u=2, i, n=10;foo=9;*bar=xyz;baz=?0"],
  ["list", '("foo" "bar");lvl=5, (), *tok, -999999999999.999'],
  ["list", "sugar, tea;q=0.5, rum;a;b=?1, 42, 0.100"],
  ["list", '1,(2 3);x=1.25 , "a b",:aGVsbG8=:'],
  ["item", '"hello \\"world\\"";a=1;b=2.5;a=3'],
  ["item", "999999999999999"],
  ["item", "-12.345;x"],
  ["item", ":cHJldGVuZCB0aGlz:"],
  ["item", '%"to %c3%bcsers";x'],
  ["item", "@1659578233;d=@0"],
  ["item", "foo123/456;q=?0"],
];
const PIECES = [" ", "  ", ",", ";", "=", "(", ")", '"', ":", "?1", "?0", "@", "%", "-", ".", "0", "7", "000",
  "a", "Z", "*", "\t", "\\", "\u007f", "é", ", ", ";a=1", "(1)", '"x"', ":YQ==:", "1.5", "tok"];

// A small generator of our own, so that the file is the same each time.
let state = 20260101n;
function below(bound) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number((state >> 33n) % BigInt(bound));
}

function changed(text) {
  const at = below(text.length + 1);
  switch (below(4)) {
    case 0:
      return text.slice(0, at) + PIECES[below(PIECES.length)] + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + below(3));
    case 2:
      return text.slice(0, at) + PIECES[below(PIECES.length)] + text.slice(at + 1);
    default:
      return text.slice(0, at);
  }
}

const parse = { item: peer.parseItem, list: peer.parseList, dictionary: peer.parseDictionary };
const serialize = {
  item: peer.serializeItem, list: peer.serializeList, dictionary: peer.serializeDictionary,
};
const hexadecimal = (text) => Buffer.from(text, "utf8").toString("hex") || "-";

// What is left out: behind a date the library takes nothing, and it refuses base64 without its padding,
// which a parser should take (RFC 9651 §4.2.7).
function differs(text) {
  const bytes = [...text.matchAll(/:([^:]*)(?=:)/g)].map((match) => match[1]);
  if (bytes.some((one) => /^[A-Za-z0-9+/]*$/.test(one) && one.length % 4 > 1)) return true;
  return /@-?\d/.test(text) && !/^ *@-?\d+ *$/.test(text);
}

const seen = new Set();
while (seen.size < COUNT) {
  const [kind, seed] = SEEDS[below(SEEDS.length)];
  let text = seed;
  for (let changes = below(3); changes > 0; --changes) text = changed(text);
  if (seen.has(kind + text) || differs(text)) continue;
  seen.add(kind + text);
  let canonical = "refused";
  try {
    canonical = hexadecimal(serialize[kind](parse[kind](text)));
  } catch {
    // Refused it is.
  }
  console.log(`${kind} ${hexadecimal(text)} ${canonical}`);
}
