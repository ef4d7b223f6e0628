import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Check } from "@/api/types";
import { useServerWords } from "@/lib/server-words";

import classes from "./Checks.module.css";
import { CheckValues } from "./CheckValues";

/** Failed checks as sentences; all of them with their values on demand. */
export function Checks({ checks }: { checks: Check[] }) {
  const { t } = useTranslation();
  const words = useServerWords();
  if (checks.length === 0) return null;
  const failed = checks.filter(({ passed }) => !passed);
  return (
    <div className={classes.checks}>
      {failed.map((check) => (
        <Text key={`${check.field} ${check.name}`} size="sm" className={classes.failed ?? ""}>
          {t("item.check_failed", { name: words.check(check.name) })} <bdi>{check.detail}</bdi>
        </Text>
      ))}
      <CheckValues checks={checks} />
    </div>
  );
}
