/** The certificates in what was pasted: each PEM block by itself, or all of it as one. */
export function certificateTexts(pasted: string): string[] {
  const blocks = pasted.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  if (blocks !== null) return blocks;
  const text = pasted.trim();
  return text === "" ? [] : [text];
}
