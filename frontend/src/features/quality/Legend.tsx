import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "./Legend.module.css";

const marks = ["column", "interval", "paper"] as const;

/** What the parts of a chart mean. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend}>
      {marks.map((mark) => (
        <li key={mark}>
          <span className={`${classes.mark} ${classes[mark]}`} aria-hidden />
          <Text span size="sm">
            {t(`quality.legend_${mark}`)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
