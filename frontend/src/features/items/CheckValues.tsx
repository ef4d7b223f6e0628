import { useTranslation } from "react-i18next";

import type { Check } from "@/api/types";
import { useNumbers } from "@/lib/numbers";
import { useServerWords } from "@/lib/server-words";

import classes from "./Checks.module.css";

/** Every check with what it measured and how much was allowed, folded away behind the count. */
export function CheckValues({ checks }: { checks: Check[] }) {
  const { t } = useTranslation();
  const { decimal } = useNumbers();
  const words = useServerWords();
  const passed = checks.filter((check) => check.passed).length;
  const failed = checks.length - passed;
  return (
    <details className={classes.values}>
      <summary>
        {t("item.checks_passed", { count: passed })}
        {failed > 0 && ` · ${t("item.checks_failed", { count: failed })}`}
      </summary>
      <ul>
        {checks.map((check, place) => (
          <li key={`${check.field} ${check.name} ${place}`} data-failed={!check.passed}>
            <bdi>{words.check(`${check.field}.${check.name}`)}</bdi>:{" "}
            {t("item.measured", {
              value: decimal(check.value, 3),
              threshold: decimal(check.threshold, 3),
            })}{" "}
            <bdi>{check.detail}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
