import { measures, schemes } from "@/app/theme/tokens";
import classes from "./design.module.css";

/** The colours of the scheme that is on, each by the name that styles use. */
export function Swatches() {
  const names = Object.keys(schemes.light).filter((name) => !name.startsWith("shadow"));
  return (
    <div className={classes["swatches"]}>
      {names.map((name) => (
        <div key={name} className={classes["swatch"]}>
          <span style={{ background: `var(--sangam-${name})` }} />
          <code>{name}</code>
        </div>
      ))}
    </div>
  );
}

/** Spaces and radii at their size. */
export function Measures() {
  const spaces = Object.entries(measures).filter(([name]) => /^(space|radius)/.test(name));
  return (
    <div className={classes["measures"]}>
      {spaces.map(([name, size]) => (
        <div key={name}>
          <span
            style={
              name.startsWith("space")
                ? { inlineSize: size, blockSize: size }
                : { inlineSize: 32, blockSize: 32, borderRadius: size }
            }
          />
          <code>{name}</code>
        </div>
      ))}
    </div>
  );
}
