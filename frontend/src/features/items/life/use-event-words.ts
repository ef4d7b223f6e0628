import { useTranslation } from "react-i18next";

import { problemCauses } from "@/api/problem-causes";
import type { ItemEvent, Verdict } from "@/api/types";
import { useSplitName } from "@/lib/splits";

const verdicts = ["confirmed", "corrected", "untranslatable"] as const satisfies Verdict[];

function known<Name extends string>(names: readonly Name[], name: string): Name | undefined {
  return names.find((each) => each === name);
}

function engineOf({ made }: ItemEvent) {
  return { engine: made?.engine ?? "", voice: made?.voice ?? "" };
}

type Sentence = (event: ItemEvent) => string;

/** What happened, in one sentence. */
export function useEventWords(): Sentence {
  const { t } = useTranslation();
  const splitName = useSplitName();
  const said: Record<ItemEvent["kind"], Sentence> = {
    imported: ({ detail }) => t("life.imported", { detail }),
    split_drawn: ({ detail }) => t("life.split_drawn", { split: splitName(detail) }),
    kept_out: ({ detail }) => t("life.kept_out", { detail }),
    translated: (event) => t("life.translated", engineOf(event)),
    rewritten: (event) =>
      event.person === null ? t("life.rewritten", engineOf(event)) : t("life.corrected_text"),
    checked: () => t("life.checked"),
    voiced: (event) => t("life.voiced", engineOf(event)),
    revoiced: (event) => t("life.revoiced", engineOf(event)),
    set_aside: ({ detail }) => t("life.set_aside", { detail }),
    rated: ({ scores }) =>
      t("life.rated", {
        naturalness: scores?.naturalness ?? 0,
        understood: scores?.understood ?? 0,
      }),
    judged: ({ detail }) => {
      const verdict = known(verdicts, detail);
      return verdict === undefined ? detail : t(`life.judged_${verdict}`);
    },
    reported: ({ detail }) => {
      const cause = known(problemCauses, detail);
      return t("life.reported", { cause: cause === undefined ? detail : t(`life.cause_${cause}`) });
    },
    withdrawn: () => t("life.withdrawn"),
    released: ({ detail }) => t("life.released", { detail }),
  };
  return (event) => said[event.kind](event);
}
