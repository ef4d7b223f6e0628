import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ChartMark, chartMarks } from "@/components/charts/ChartMark";

import classes from "./Legend.module.css";

/** What the parts of a chart mean. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend}>
      {chartMarks.map((mark) => (
        <li key={mark}>
          <ChartMark mark={mark} />
          <Text span size="sm">
            {t(`quality.legend_${mark}`)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
