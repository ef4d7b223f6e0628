import { useEffect, useRef, useState } from "react";

import { PlaybackLog } from "@/lib/playback";

export interface Clip {
  playing: boolean;
  position: number;
  duration: number;
  /** Times the clip was played to its end. */
  plays: number;
  broken: boolean;
  toggle: () => void;
}

interface Options {
  url: string;
  /** From the recording's row: the browser knows its own only after loading. */
  duration: number;
  preload?: "auto" | "none";
  /** Told, at the end, how many seconds were heard at least once. */
  onEnded?: (listened_s: number) => void;
}

/** Plays one recording, tells how far it is, and how much of it was really heard. */
export function useClip({ url, duration, preload = "auto", onEnded }: Options): Clip {
  const audio = useRef<HTMLAudioElement | null>(null);
  const ended = useRef(onEnded);
  const [state, setState] = useState({ playing: false, position: 0, plays: 0, broken: false });
  useEffect(() => {
    ended.current = onEnded;
  }, [onEnded]);

  useEffect(() => {
    const element = new Audio();
    element.preload = preload;
    element.src = url;
    audio.current = element;
    const log = new PlaybackLog();
    const patch = (part: Partial<typeof state>) => setState((old) => ({ ...old, ...part }));
    element.onplay = () => patch({ playing: true });
    element.onpause = () => patch({ playing: false });
    element.ontimeupdate = () => patch({ position: element.currentTime });
    element.onerror = () => patch({ broken: true, playing: false });
    element.onended = () => {
      log.add(element.played);
      setState((old) => ({ ...old, playing: false, plays: old.plays + 1 }));
      const length = Number.isFinite(element.duration) ? element.duration : duration;
      ended.current?.(log.seconds(length));
    };
    return () => {
      element.pause();
      element.removeAttribute("src");
      audio.current = null;
    };
  }, [url, duration, preload]);

  const toggle = () => {
    const element = audio.current;
    if (element === null) return;
    if (element.paused) element.play().catch(() => setState((old) => ({ ...old, broken: true })));
    else element.pause();
  };
  return { ...state, duration, toggle };
}
