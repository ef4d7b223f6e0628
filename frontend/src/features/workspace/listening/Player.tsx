import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { PauseIcon, PlayIcon } from "@/components/icons";
import type { Clip } from "@/components/use-clip";
import { clock } from "@/lib/numbers";

import classes from "./Player.module.css";

interface Props {
  clip: Clip;
  open: boolean;
  /** In one line, where what stands below needs the room. */
  compact?: boolean;
}

const RADIUS = 46;
const ROUND = 2 * Math.PI * RADIUS;

/** The one big button, with how far the clip is as a ring around it. */
export function Player({ clip, open, compact = false }: Props) {
  const { t } = useTranslation();
  const share = clip.duration > 0 ? Math.min(1, clip.position / clip.duration) : 0;
  const icon = compact ? 28 : 44;
  const hint = open ? t("clip.heard") : t("clip.listen_first");
  return (
    <div className={compact ? classes.compact : classes.player}>
      <button
        type="button"
        className={classes.button}
        aria-label={clip.playing ? t("clip.pause") : t("clip.play")}
        data-play
        onClick={clip.toggle}
      >
        <svg className={classes.ring} viewBox="0 0 100 100" aria-hidden>
          <circle cx={50} cy={50} r={RADIUS} className={classes.track} />
          <circle
            cx={50}
            cy={50}
            r={RADIUS}
            className={classes.done}
            strokeDasharray={`${share * ROUND} ${ROUND}`}
          />
        </svg>
        {clip.playing ? <PauseIcon size={icon} /> : <PlayIcon size={icon} />}
      </button>
      <Text fw={600}>
        <bdi dir="ltr">{`${clock(clip.position)} / ${clock(clip.duration)}`}</bdi>
        {clip.plays > 1 && ` · ${t("clip.replays", { count: clip.plays - 1 })}`}
      </Text>
      <Text
        role="status"
        c={clip.broken ? "var(--mantine-color-error)" : "dimmed"}
        ta={compact ? "start" : "center"}
      >
        {clip.broken ? t("clip.broken_skip") : hint}
      </Text>
    </div>
  );
}
