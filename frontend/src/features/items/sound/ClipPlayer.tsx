import { useTranslation } from "react-i18next";

import { PlayButton } from "@/components/ClipButton";
import { useClip } from "@/components/use-clip";
import { clock } from "@/lib/numbers";

import classes from "./ClipPlayer.module.css";
import { BARS, outlineOf } from "./peaks";
import { usePeaks } from "./use-peaks";

interface Props {
  url: string;
  duration: number;
  /** What is played: "Question in Hindi". */
  label: string;
}

/** A clip with its picture; a press on the picture, or the arrow keys in it, go to that moment. */
export function ClipPlayer({ url, duration, label }: Props) {
  const { t } = useTranslation();
  const clip = useClip({ url, duration, preload: "none" });
  const { box, peaks } = usePeaks(url);
  const share = duration > 0 ? Math.min(1, clip.position / duration) : 0;
  const outline = peaks && outlineOf(peaks);
  return (
    <div className={classes.player}>
      <PlayButton clip={clip} label={label} />
      <div ref={box} className={classes.wave} dir="ltr" data-drawn={peaks !== undefined}>
        <Picture outline={outline} className={classes.rest ?? ""} />
        <div className={classes.done} style={{ clipPath: `inset(0 ${100 * (1 - share)}% 0 0)` }}>
          <Picture outline={outline} className={classes.heard ?? ""} />
        </div>
        <input
          type="range"
          className={classes.seek}
          min={0}
          max={duration}
          step={0.1}
          value={Math.min(clip.position, duration)}
          aria-label={t("item.place", { clip: label })}
          aria-valuetext={clock(clip.position)}
          onChange={(event) => clip.seek(Number(event.currentTarget.value))}
        />
      </div>
    </div>
  );
}

function Picture({ outline, className }: { outline: string | undefined; className: string }) {
  return (
    <svg viewBox={`0 0 ${BARS} 100`} preserveAspectRatio="none" className={className} aria-hidden>
      <path d={outline ?? `M0 50H${BARS}`} strokeWidth={outline === undefined ? 2 : 0.6} />
    </svg>
  );
}
