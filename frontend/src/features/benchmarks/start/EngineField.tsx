import { NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Engine } from "@/api/types";

import { grouped, groupOf } from "../engines";

interface Props {
  name: string;
  label: string;
  engines: Engine[];
  error: string | undefined;
}

/** Who answers, or who judges. Engines that can't be had here are greyed, with the reason below. */
export function EngineField({ name, label, engines, error }: Props) {
  const { t } = useTranslation();
  const [value, setValue] = useState(() => likeliest(engines));
  const absent = engines.filter(({ problem }) => problem !== "");
  const option = (engine: Engine) => ({
    value: engine.name,
    label: engine.problem === "" ? engine.name : t(absence(engine), { name: engine.name }),
    disabled: engine.problem !== "",
  });
  const groups = grouped(engines).map(([group, members]) => ({
    group: t(`benchmarks.${group}`),
    items: members.map(option),
  }));
  const warning = engines.find((engine) => engine.name === value)?.warning ?? "";
  return (
    <div>
      <NativeSelect
        name={name}
        label={label}
        description={absent.length === engines.length ? t("benchmarks.no_engine") : undefined}
        data={groups.length === 1 ? engines.map(option) : groups}
        value={value}
        maw="28rem"
        required
        error={error}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      {warning !== "" && (
        <Text size="sm" c="var(--studio-warn)">
          {warning} {t("benchmarks.engine_warning")}
        </Text>
      )}
      <Absent engines={absent} />
    </div>
  );
}

function absence({ name }: Engine) {
  return groupOf(name) === "trained_here"
    ? "benchmarks.checkpoint_absent"
    : "benchmarks.engine_absent";
}

/** The first that is here with all it needs, else the first that is here at all. */
function likeliest(engines: Engine[]): string {
  const here = engines.filter(({ problem }) => problem === "");
  return (here.find(({ warning }) => warning === "") ?? here[0])?.name ?? "";
}

function Absent({ engines }: { engines: Engine[] }) {
  const { t } = useTranslation();
  if (engines.length === 0) return null;
  return (
    <details>
      <summary>{t("benchmarks.engines_absent", { count: engines.length })}</summary>
      {engines.map(({ name, problem }) => (
        <Text key={name} size="sm" c="dimmed" mt={4}>
          {problem}
        </Text>
      ))}
    </details>
  );
}
