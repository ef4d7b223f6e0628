import { Button, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { Loading } from "@/components/Loading";

import { useProblems } from "./api/get-problems";

/** So many items are named in a row; the others are counted. */
const NAMED = 5;

/** What raters found wrong with clips, and which stage makes them anew. */
export function Problems({ campaign }: { campaign: number }) {
  const { t } = useTranslation();
  const region = useId();
  const [open, setOpen] = useState(false);
  const { data, error } = useProblems(campaign, open);
  return (
    <>
      <Button
        mt="xs"
        variant="subtle"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
      >
        {t("steering.problems")}
      </Button>
      <div id={region}>
        <ErrorNote error={error} />
        {open && data === undefined && error === null && <Loading />}
        {open && data?.length === 0 && <Text>{t("steering.no_problems")}</Text>}
        {open && data !== undefined && data.length > 0 && (
          <ul>
            {data.map(({ language, cause, stage, reports, items }) => (
              <li key={`${language} ${cause}`}>
                <LanguageName code={language} />: {t(`problem.${cause}`)} ·{" "}
                {t("steering.reports", { count: reports })} · {t("steering.run_again", { stage })} ·{" "}
                <bdi>{items.slice(0, NAMED).join(", ")}</bdi>
                {items.length > NAMED && ` +${items.length - NAMED}`}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
