import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Disclosure } from "@/components/Disclosure";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { Loading } from "@/components/Loading";
import { useServerWords } from "@/lib/server-words";

import { useProblems } from "./api/get-problems";

/** So many items are named in a row; the others are counted. */
const NAMED = 5;

/** What raters found wrong with clips, and which stage makes them anew. */
export function Problems({ campaign }: { campaign: number }) {
  const { t } = useTranslation();
  return (
    <Disclosure label={t("steering.problems")}>
      <Reports campaign={campaign} />
    </Disclosure>
  );
}

function Reports({ campaign }: { campaign: number }) {
  const { t } = useTranslation();
  const words = useServerWords();
  const { data, error } = useProblems(campaign);
  const nameOf = (stage: string) =>
    stage === "import" ? t("import.title") : words.job(stage, stage);
  if (data === undefined) return error === null ? <Loading /> : <ErrorNote error={error} />;
  if (data.length === 0) return <Text>{t("steering.no_problems")}</Text>;
  return (
    <ul>
      {data.map(({ language, cause, stage, reports, items }) => (
        <li key={`${language} ${cause}`}>
          <LanguageName code={language} />: {t(`problem.${cause}`)} ·{" "}
          {t("steering.reports", { count: reports })} ·{" "}
          {t("steering.run_again", { stage: nameOf(stage) })} ·{" "}
          <bdi>{items.slice(0, NAMED).join(t("common.comma"))}</bdi>
          {items.length > NAMED && ` +${items.length - NAMED}`}
        </li>
      ))}
    </ul>
  );
}
