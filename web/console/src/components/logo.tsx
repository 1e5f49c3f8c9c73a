/** Two streams joining into one: what "sangam" means. */
export function LogoMark({ size = 24, quiet = false }: { size?: number; quiet?: boolean }) {
  const main = quiet ? "var(--sangam-quiet)" : "var(--sangam-accent)";
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      opacity={quiet ? 0.6 : 1}
    >
      <g fill="none" strokeLinecap="round" strokeWidth="3.2">
        <path d="M25 5c0 8-9 8-9 15.5" stroke={main} opacity="0.5" />
        <path d="M7 5c0 8 9 8 9 15.5V28" stroke={main} />
      </g>
    </svg>
  );
}
