import { useState } from "react";

import { useClip } from "@/components/use-clip";

import { useClipAddress, useClipsAhead } from "../clips/use-clips";
import { Player } from "../listening/Player";
import { useKeys } from "../use-shortcuts";

interface Props {
  url: string;
  duration: number;
  nextAudio: string | null;
  onHeard: () => void;
}

/** A clip of a trial, by thumb or Space. */
export function Hearing({ url, duration, nextAudio, onHeard }: Props) {
  const [heard, setHeard] = useState(false);
  const onEnded = () => {
    setHeard(true);
    onHeard();
  };
  const clip = useClip({ url: useClipAddress(url), duration, onEnded });
  useClipsAhead(nextAudio === null ? [] : [nextAudio]);
  useKeys((action) => {
    if (action.does === "play") clip.toggle();
    return action.does === "play";
  });
  return <Player clip={clip} open={heard} />;
}
