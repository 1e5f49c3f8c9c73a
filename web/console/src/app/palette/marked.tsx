/** A text with the letters that answered a search made to stand out. */
export function Marked({ text, places }: { text: string; places: number[] }) {
  if (places.length === 0) return text;
  const marked = new Set(places);
  const runs: { text: string; marked: boolean }[] = [];
  for (let index = 0; index < text.length; index++) {
    const last = runs.at(-1);
    const letter = text.charAt(index);
    if (last?.marked === marked.has(index)) last.text += letter;
    else runs.push({ text: letter, marked: marked.has(index) });
  }
  return runs.map((run, index) =>
    run.marked ? <strong key={index}>{run.text}</strong> : <span key={index}>{run.text}</span>,
  );
}
