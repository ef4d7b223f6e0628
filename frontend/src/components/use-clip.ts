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
  /** Goes to that second of it, playing or not. */
  seek: (position: number) => void;
}

interface Options {
  url: string;
  /** From the recording's row: the browser knows its own only after loading. */
  duration: number;
  preload?: "auto" | "none";
  /** Told when it begins; `again` after it was played to its end. */
  onStarted?: (again: boolean) => void;
  /** Told, at the end, how many seconds were heard at least once. */
  onEnded?: (listened_s: number) => void;
}

/** What sounds now: one clip plays at a time, whatever else is on the page. */
let sounding: HTMLAudioElement | null = null;

function takeOver(element: HTMLAudioElement): void {
  if (sounding !== element) sounding?.pause();
  sounding = element;
}

/** Plays one recording, tells how far it is, and how much of it was really heard. */
export function useClip({ url, duration, preload = "auto", onStarted, onEnded }: Options): Clip {
  const audio = useRef<HTMLAudioElement | null>(null);
  const told = useRef({ onStarted, onEnded });
  const [state, setState] = useState({ playing: false, position: 0, plays: 0, broken: false });
  useEffect(() => {
    told.current = { onStarted, onEnded };
  }, [onStarted, onEnded]);

  useEffect(() => {
    const element = new Audio();
    element.preload = preload;
    element.src = url;
    audio.current = element;
    const log = new PlaybackLog();
    let begun = false;
    let plays = 0;
    const patch = (part: Partial<typeof state>) => setState((old) => ({ ...old, ...part }));
    element.onplay = () => {
      takeOver(element);
      patch({ playing: true });
      if (!begun) told.current.onStarted?.(plays > 0);
      begun = true;
    };
    element.onpause = () => patch({ playing: false });
    element.ontimeupdate = () => patch({ position: element.currentTime });
    element.onerror = () => patch({ broken: true, playing: false });
    element.onended = () => {
      log.add(element.played);
      begun = false;
      plays += 1;
      patch({ playing: false, plays });
      const length = Number.isFinite(element.duration) ? element.duration : duration;
      told.current.onEnded?.(log.seconds(length));
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
  const seek = (position: number) => {
    if (audio.current === null) return;
    audio.current.currentTime = position;
    setState((old) => ({ ...old, position }));
  };
  return { ...state, duration, toggle, seek };
}
