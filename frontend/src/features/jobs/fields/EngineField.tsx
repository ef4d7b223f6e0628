import { NativeSelect, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Engine } from "@/api/types";

import { engineKind } from "../choices";
import type { FieldProps } from "./props";

/** Who translates, speaks or answers. Engines that can't be had here are greyed, with the reason below. */
export function EngineField({ kind, choice, set, choices, problem }: FieldProps) {
  const { t } = useTranslation();
  const by = engineKind(kind);
  const engines = by === null ? [] : choices.engines[by];
  const usual = usualEngine(kind, engines);
  const options = engines.map(({ name, problem: absent }) => ({
    value: name,
    label: absent === "" ? name : t("jobs.engine_absent", { name }),
    disabled: absent !== "",
  }));
  const value = choice.engine ?? usual;
  return (
    <Stack gap={4}>
      <NativeSelect
        label={t("jobs.choose_engine")}
        value={value}
        data={
          by === "synthesizers"
            ? [{ value: "", label: t("jobs.engine_as_set") }, ...options]
            : options
        }
        error={problem("engine")}
        onChange={(event) => set({ engine: event.currentTarget.value })}
      />
      <ChosenEngine engine={engines.find(({ name }) => name === value)} />
      <AbsentEngines engines={engines.filter((engine) => engine.problem !== "")} />
    </Stack>
  );
}

/** What the server takes where none is named: the first translator, and BLOOMZ to be instructed. */
function usualEngine(kind: string, engines: Engine[]): string {
  switch (engineKind(kind)) {
    case "translators":
      return engines[0]?.name ?? "";
    case "chat_models":
      return "bloomz";
    default:
      return "";
  }
}

/** What to know of the engine before it works: its licence goes with all it makes. */
function ChosenEngine({ engine }: { engine: Engine | undefined }) {
  const { t } = useTranslation();
  if (engine === undefined) return null;
  const count = engine.languages.length;
  const facts = [
    count > 0 && t("jobs.languages", { count }),
    engine.clones && t("jobs.engine_clones"),
    engine.licence !== "" && t("jobs.engine_licence", { licence: engine.licence }),
  ];
  return (
    <>
      <Text size="sm" c="dimmed">
        {facts.filter((fact) => fact !== false).join(" · ")}
      </Text>
      {engine.warning !== "" && (
        <Text size="sm" c="var(--studio-warn)">
          {engine.warning} {t("jobs.engine_warning")}
        </Text>
      )}
    </>
  );
}

function AbsentEngines({ engines }: { engines: Engine[] }) {
  const { t } = useTranslation();
  if (engines.length === 0) return null;
  return (
    <details>
      <summary>{t("jobs.engines_absent", { count: engines.length })}</summary>
      {engines.map(({ name, problem }) => (
        <Text key={name} size="sm" c="dimmed" mt={4}>
          {problem}
        </Text>
      ))}
    </details>
  );
}
