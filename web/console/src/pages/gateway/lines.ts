/** A list as people write it: one a line, blanks and empty lines aside. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function textOf(lines: string[]): string {
  return lines.join("\n");
}
