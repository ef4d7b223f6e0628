import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Check } from "@/api/types";

import classes from "./Checks.module.css";

/** Failed checks as sentences; the passed ones as a number. */
export function Checks({ checks }: { checks: Check[] }) {
  const { t } = useTranslation();
  if (checks.length === 0) return null;
  const failed = checks.filter(({ passed }) => !passed);
  return (
    <div className={classes.checks}>
      {failed.map((check) => (
        <Text key={check.name} size="sm" className={classes.failed ?? ""}>
          {t("item.check_failed", { name: check.name })} <bdi>{check.detail}</bdi>
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {t("item.checks_passed", { count: checks.length - failed.length })}
      </Text>
    </div>
  );
}
