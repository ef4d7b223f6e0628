import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Warning } from "@/api/types";

import classes from "./Warnings.module.css";

interface Props {
  id: string;
  warnings: Warning[];
  jumpTo: (warning: Warning) => (() => void) | null;
}

/** What the automatic checks noticed, as sentences beside the field they are about. */
export function Warnings({ id, warnings, jumpTo }: Props) {
  const { t } = useTranslation();
  if (warnings.length === 0) return null;
  return (
    <ul id={id} className={classes.list}>
      {warnings.map((warning) => {
        const jump = jumpTo(warning);
        return (
          <li key={warning.name}>
            <bdi>{warning.message}</bdi>{" "}
            {jump !== null && (
              <Button size="compact-sm" variant="subtle" onClick={jump}>
                {t("correction.show_spot")}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
