import { NativeSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Engine } from "@/api/types";

interface Props {
  name: string;
  label: string;
  engines: Engine[];
  error: string | undefined;
}

/** Who answers, or who judges. Engines that can't be had here are greyed, with the reason below. */
export function EngineField({ name, label, engines, error }: Props) {
  const { t } = useTranslation();
  const absent = engines.filter(({ problem }) => problem !== "");
  const options = engines.map((engine) => ({
    value: engine.name,
    label:
      engine.problem === "" ? engine.name : t("benchmarks.engine_absent", { name: engine.name }),
    disabled: engine.problem !== "",
  }));
  return (
    <div>
      <NativeSelect
        name={name}
        label={label}
        description={absent.length === engines.length ? t("benchmarks.no_engine") : undefined}
        data={options}
        defaultValue={engines.find(({ problem }) => problem === "")?.name ?? ""}
        maw="28rem"
        required
        error={error}
      />
      {absent.length > 0 && (
        <details>
          <summary>{t("benchmarks.engines_absent", { count: absent.length })}</summary>
          {absent.map((engine) => (
            <Text key={engine.name} size="sm" c="dimmed" mt={4}>
              {engine.problem}
            </Text>
          ))}
        </details>
      )}
    </div>
  );
}
