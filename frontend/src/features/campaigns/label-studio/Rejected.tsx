import { Button, List } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { Loading } from "@/components/Loading";

import { useRejected } from "../api/label-studio";

/** The newest answers that are not counted, each with its reason. */
export function Rejected({ campaign }: { campaign: number }) {
  const { t } = useTranslation();
  const region = useId();
  const [open, setOpen] = useState(false);
  const { data, error } = useRejected(campaign, open);
  return (
    <>
      <Button
        mt="xs"
        variant="subtle"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
      >
        {t("label_studio.why")}
      </Button>
      <div id={region}>
        <ErrorNote error={error} />
        {open && data === undefined && error === null && <Loading />}
        <List>
          {open &&
            data?.results.map((row) => (
              <List.Item key={row.id}>
                <LanguageName code={row.language} /> ·{" "}
                <bdi>{row.rater ?? t("label_studio.somebody")}</bdi> ·{" "}
                {t("label_studio.task", { number: row.remote_task })}:{" "}
                {t(`label_studio.reason.${row.reason}`)}
              </List.Item>
            ))}
        </List>
      </div>
    </>
  );
}
