import { Anchor, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./Details.module.css";

interface Props {
  title: string;
  /** Addresses of CSV files by what they hold. */
  files: Record<string, string>;
  children: ReactNode;
}

/** What stands behind a chart: opened when somebody wants it exactly. */
export function Details({ title, files, children }: Props) {
  const { t } = useTranslation();
  return (
    <section>
      <details className={classes.details}>
        <summary>{title}</summary>
        {children}
      </details>
      <Group gap="md" mt="xs">
        {Object.entries(files).map(([name, address]) => (
          <Anchor key={name} href={address} download fz="sm">
            {t("quality.download_csv", { name })}
          </Anchor>
        ))}
      </Group>
    </section>
  );
}
