import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { CheckedFile } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { BySource } from "./BySource";
import { Rejects } from "./Rejects";

/** What a file brought, or would bring, and what was kept out of it. */
export function ImportFacts({ run }: { run: CheckedFile }) {
  const { t } = useTranslation();
  const { count, date } = useNumbers();
  const { rejected } = run;
  const brought = (["items_added", "items_unchanged", "memory_added", "recordings_added"] as const)
    .filter((name) => run[name] > 0)
    .map((name) => t(`import.${name}`, { count: run[name] }));
  const facts = [t("import.rows_read", { count: run.rows_read }), ...brought];
  return (
    <>
      {run.same_before_at && (
        <Text>{t("import.same_before", { date: date(run.same_before_at) })}</Text>
      )}
      <Text>{facts.join(" · ")}</Text>
      <BySource counts={run.by_source} />
      {rejected > 0 && (
        <details>
          <summary>
            {t("import.rejected", { count: rejected, shown: count(run.rejects.length) })}
          </summary>
          <Rejects rejects={run.rejects} />
        </details>
      )}
    </>
  );
}
