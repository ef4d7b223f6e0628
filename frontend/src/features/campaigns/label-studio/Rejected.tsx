import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Disclosure } from "@/components/Disclosure";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { Loading } from "@/components/Loading";

import { useRejected } from "../api/label-studio";

/** The newest answers that are not counted, each with its reason. */
export function Rejected({ campaign }: { campaign: number }) {
  const { t } = useTranslation();
  return (
    <Disclosure label={t("label_studio.why")}>
      <Reasons campaign={campaign} />
    </Disclosure>
  );
}

function Reasons({ campaign }: { campaign: number }) {
  const { t } = useTranslation();
  const { data, error } = useRejected(campaign);
  if (data === undefined) return error === null ? <Loading /> : <ErrorNote error={error} />;
  if (data.results.length === 0) return <Text>{t("label_studio.all_counted")}</Text>;
  return (
    <List>
      {data.results.map((row) => (
        <List.Item key={row.id}>
          <LanguageName code={row.language} /> ·{" "}
          <bdi>{row.rater ?? t("label_studio.somebody")}</bdi> ·{" "}
          {t("label_studio.task", { number: row.remote_task })}:{" "}
          {t(`label_studio.reason.${row.reason}`)}
          {row.explanation !== "" && (
            <Text size="sm" c="dimmed" lang="en" dir="auto">
              {row.explanation}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}
