import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Engine } from "@/api/types";
import { textOf } from "@/lib/forms";

/** Outside the bench, or in it. */
type Part = "train" | "bench";

const field = (part: Part, code: string) => `${part} ${code}`;

/** The engines that a form names, by language; those left at their default are not in it. */
export function enginesOf(form: FormData, part: Part, languages: string[]) {
  const chosen = languages.map((code): [string, string] => [code, textOf(form, field(part, code))]);
  return Object.fromEntries(chosen.filter(([, engine]) => engine !== ""));
}

interface Props {
  part: Part;
  code: string;
  speakers: Engine[];
  chosen: string | undefined;
}

/** The engine of one language; offers those that speak it. */
export function EngineSelect({ part, code, speakers, chosen = "" }: Props) {
  const { t } = useTranslation();
  const { name } = useLanguage(code);
  const able = speakers
    .filter(({ languages, problem }) => problem === "" && isSpoken(code, languages))
    .map((speaker) => speaker.name);
  const offered = chosen === "" || able.includes(chosen) ? able : [...able, chosen];
  return (
    <NativeSelect
      name={field(part, code)}
      size="sm"
      aria-label={t(`speakers.${part}`, { language: name })}
      defaultValue={chosen}
      data={[{ value: "", label: t(`speakers.${part}_default`) }, ...offered]}
    />
  );
}

/** An engine that only the workers have tells its languages there. */
function isSpoken(code: string, languages: string[]): boolean {
  return languages.length === 0 || languages.includes(code);
}
