import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useUser } from "@/api/session";
import { useNumbers } from "@/lib/numbers";

import classes from "./Flow.module.css";
import type { Stage } from "./stages";

interface Props {
  slug: string;
  stages: Stage[];
}

/** The road from import to verified: per stage the count, its share, what failed, the next step. */
export function Flow({ slug, stages }: Props) {
  const manages = useUser()?.role !== "researcher";
  return (
    <ol className={classes.flow}>
      {stages.map((stage) => (
        <li key={stage.name} className={classes.stage} style={filled(stage)}>
          <StageBody stage={stage} />
          {manages && <NextStep slug={slug} stage={stage} />}
        </li>
      ))}
    </ol>
  );
}

/** How much of the stage's upper edge is coloured. */
function filled({ count, whole }: Stage): CSSProperties {
  return { "--share": `${whole === 0 ? 0 : (100 * count) / whole}%` } as CSSProperties;
}

function StageBody({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const { count, share } = useNumbers();
  const measured = stage.name !== "imported" && stage.whole > 0;
  return (
    <>
      <span className={classes.name}>{t(`stage.${stage.name}`)}</span>
      <span className={classes.count}>{count(stage.count)}</span>
      {measured && (
        <span>
          {t("overview.of", { whole: count(stage.whole), share: share(stage.count, stage.whole) })}
        </span>
      )}
      {stage.corrected > 0 && <span>{t("overview.corrected", { count: stage.corrected })}</span>}
      {stage.failing > 0 && (
        <span className={classes.failing}>{t("overview.failing", { count: stage.failing })}</span>
      )}
    </>
  );
}

function NextStep({ slug, stage }: { slug: string; stage: Stage }) {
  const { t } = useTranslation();
  return (
    <Link className={classes.next} to={`/d/${slug}${stage.path}`}>
      {t(`overview.next_${stage.name}`)}
    </Link>
  );
}
