import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useUser } from "@/api/session";
import { useNumbers } from "@/lib/numbers";

import classes from "./Flow.module.css";
import { WAITING, type Stage } from "./stages";

interface Props {
  slug: string;
  stages: Stage[];
}

/** The road from import to benchmark: per stage the count, its share, what waits, what failed. */
export function Flow({ slug, stages }: Props) {
  const { t } = useTranslation();
  const manages = useUser()?.role !== "researcher";
  return (
    <ol className={classes.flow} aria-label={t("overview.road")}>
      {stages.map((stage) => (
        <li key={stage.name} className={classes.stage} style={filled(stage)}>
          <StageBody stage={stage} />
          {manages && <Step slug={slug} stage={stage} />}
        </li>
      ))}
    </ol>
  );
}

/** How much of the stage's upper edge is coloured. */
function filled({ count, whole }: Stage): CSSProperties {
  const share = whole === 0 ? 0 : Math.min(100, (100 * count) / whole);
  return { "--share": `${share}%` } as CSSProperties;
}

function StageBody({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const { count, decimal, share } = useNumbers();
  const { name, waiting, corrected, failing, hours, runs } = stage;
  const measured = name !== "imported" && stage.whole > 0;
  const waits = WAITING.find((one) => waiting > 0 && one === name);
  const many = (number: number) => ({ count: number, written: count(number) });
  return (
    <>
      <span className={classes.name}>{t(`stage.${name}`)}</span>
      <span className={classes.count}>{count(stage.count)}</span>
      {measured && (
        <span>
          {t("overview.of", { whole: count(stage.whole), share: share(stage.count, stage.whole) })}
        </span>
      )}
      {hours > 0 && <span>{t("overview.hours", { hours: decimal(hours, 2) })}</span>}
      {corrected > 0 && (
        <span>
          {t("overview.corrected", many(corrected))} ({share(corrected, stage.count)})
        </span>
      )}
      {failing > 0 && (
        <span className={classes.failing}>{t("overview.failing", many(failing))}</span>
      )}
      {waits !== undefined && (
        <span className={classes.waiting}>{t(`overview.waits_${waits}`, many(waiting))}</span>
      )}
      {runs && <span className={classes.runs}>{t("overview.under_way")}</span>}
    </>
  );
}

function Step({ slug, stage }: { slug: string; stage: Stage }) {
  const { t } = useTranslation();
  return (
    <Link className={classes.next} to={`/d/${slug}${stage.path}`}>
      {t(
        stage.path === "/splits" && stage.name === "imported"
          ? "overview.draw"
          : `overview.next_${stage.name}`,
      )}
    </Link>
  );
}
