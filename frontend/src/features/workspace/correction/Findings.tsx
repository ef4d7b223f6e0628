import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Finding } from "@/api/types";

import classes from "./Findings.module.css";

interface Props {
  id: string;
  findings: Finding[];
  jumpTo: (finding: Finding) => (() => void) | null;
}

/** What the automatic checks noticed, as sentences beside the field they are about. */
export function Findings({ id, findings, jumpTo }: Props) {
  return (
    <ul id={id} className={classes.list} aria-live="polite">
      {findings.map((finding) => (
        <Sentence key={finding.name} finding={finding} jump={jumpTo(finding)} />
      ))}
    </ul>
  );
}

interface SentenceProps {
  finding: Finding;
  jump: (() => void) | null;
}

function Sentence({ finding, jump }: SentenceProps) {
  const { t } = useTranslation();
  return (
    <li className={classes[finding.level]}>
      {finding.level === "error" && <strong>{t("correcting.error")} </strong>}
      {t(`correcting.check.${finding.name}`, { defaultValue: "" })}{" "}
      {finding.name !== "text" && (
        <bdi lang="en" dir="ltr">
          {finding.message}
        </bdi>
      )}{" "}
      {jump !== null && (
        <Button size="compact-sm" variant="subtle" onClick={jump}>
          {t("correction.show_spot")}
        </Button>
      )}
    </li>
  );
}
