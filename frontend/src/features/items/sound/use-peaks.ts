import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, type RefObject } from "react";

import { loadPeaks } from "./peaks";

/** Whether an element was ever near the window: pictures further down are not drawn yet. */
function useSeen(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element]);
  return seen;
}

/** The peaks of a clip, once its picture comes into the window; none where it can't be decoded. */
export function usePeaks(url: string) {
  const box = useRef<HTMLDivElement>(null);
  const seen = useSeen(box);
  const { data } = useQuery({
    queryKey: ["peaks", url],
    queryFn: ({ signal }) => loadPeaks(url, signal),
    enabled: seen,
    staleTime: Infinity,
    retry: false,
  });
  return { box, peaks: data };
}
