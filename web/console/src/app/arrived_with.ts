/**
 * The query of the address that this page was opened with, before the router writes it anew: it reads
 * digits as numbers, and a code or a state must stay what it is to the letter.
 */
export const arrivedWith = new URLSearchParams(window.location.search);
