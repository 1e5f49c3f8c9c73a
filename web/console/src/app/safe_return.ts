/** Where to go after signing in: a path of ours, never another site. */
export function safeReturn(path: string | undefined): string {
  if (path === undefined || !/^\/(?![/\\])/.test(path) || path.startsWith("/sign-in")) return "/";
  return path;
}
