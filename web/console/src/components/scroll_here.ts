/**
 * A ref for a part of a page that links lead to by its `id`: what is above it loads when the browser
 * has looked for it already.
 */
export function scrollHere(part: HTMLElement | null): void {
  if (part !== null && part.id !== "" && window.location.hash === `#${part.id}`) {
    part.scrollIntoView();
  }
}
