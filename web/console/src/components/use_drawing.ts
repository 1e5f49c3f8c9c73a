import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useDateLocale, useNumberLocale } from "@/app/preferences";

/** How the reader writes numbers and times. */
export interface Locales {
  locale: string;
  dates: string;
}

/** What a chart library has drawn into an element. */
export interface Drawing<Data> {
  show(data: Data, locales: Locales): void;
  resize(): void;
  dispose(): void;
}

/**
 * Draws `data` into the element that gets the reference, in the reader's locale and colours. `load`
 * brings the library with the first drawing, and must be the same function each time.
 */
export function useDrawing<Data>(
  load: () => Promise<(element: HTMLDivElement) => Drawing<Data>>,
  data: Data,
): { box: RefObject<HTMLDivElement | null>; ready: boolean } {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing<Data> | null>(null);
  const [ready, setReady] = useState(false);
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const locale = useNumberLocale();
  const dates = useDateLocale();

  useEffect(() => {
    let gone = false;
    const element = box.current;
    const observer = new ResizeObserver(() => drawing.current?.resize());
    void load().then((draw) => {
      if (gone || element === null) return;
      drawing.current = draw(element);
      observer.observe(element);
      setReady(true);
    });
    return () => {
      gone = true;
      observer.disconnect();
      drawing.current?.dispose();
      drawing.current = null;
    };
  }, [load]);

  useEffect(() => {
    if (ready) drawing.current?.show(data, { locale, dates });
  }, [ready, data, locale, dates, scheme]);

  return { box, ready };
}
