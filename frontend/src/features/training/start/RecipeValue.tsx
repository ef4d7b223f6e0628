import { Anchor, NativeSelect, Text, TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { useTrainingChoices } from "../api/get-choices";
import { mainPaths, read, type RecipeField, written } from "../recipe-fields";

interface Props {
  slug: string;
  field: RecipeField;
  /** Undefined while nobody touched it. */
  typed: string | undefined;
  problem: string | undefined;
  onType: (text: string) => void;
}

/** One value of a recipe: what it means, where it comes from, and the way back once it is changed. */
export function RecipeValue({ slug, field, typed, problem, onType }: Props) {
  const { t } = useTranslation();
  const { path, value, kind, choices, meaning } = field;
  const isChanged =
    typed !== undefined && JSON.stringify(read(field, typed)) !== JSON.stringify(value);
  const main = mainPaths.find((one) => one === path);
  const props = {
    label: main === undefined ? <bdi dir="ltr">{path}</bdi> : t(`training.value_${shortOf(main)}`),
    description: meaning && <bdi lang="en">{meaning}</bdi>,
    value: typed ?? written(value),
    error: problem && <bdi>{problem}</bdi>,
    onChange: (event: { currentTarget: { value: string } }) => onType(event.currentTarget.value),
  };
  return (
    <div>
      {kind === "choice" || kind === "switch" ? (
        <NativeSelect {...props} data={kind === "choice" ? choices : ["true", "false"]} />
      ) : (
        <Typed {...props} slug={slug} field={field} />
      )}
      <Origin field={field} isChanged={isChanged} onReset={() => onType(written(value))} />
    </div>
  );
}

type TypedProps = Parameters<typeof TextInput>[0] & { slug: string; field: RecipeField };

/** What is no number is sent as it was typed: the server says what is wrong with it. */
function Typed({ slug, field: { path, kind, optional }, ...props }: TypedProps) {
  const { t } = useTranslation();
  const { checkpoints } = useTrainingChoices(slug);
  const list = useId();
  return (
    <>
      <TextInput
        {...props}
        dir="ltr"
        inputMode={kind === "number" ? "decimal" : "text"}
        autoCapitalize="none"
        spellCheck={false}
        list={path === "model.start" ? list : undefined}
        placeholder={optional ? t("training.no_limit") : undefined}
      />
      {path === "model.start" && (
        <datalist id={list}>
          {checkpoints.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
  );
}

interface OriginProps {
  field: RecipeField;
  isChanged: boolean;
  onReset: () => void;
}

function Origin({ field: { value, origin }, isChanged, onReset }: OriginProps) {
  const { t } = useTranslation();
  if (!isChanged)
    return (
      <Text size="xs" c="dimmed" mt={4}>
        {origin === "" ? t("training.origin_none") : t("training.origin", { origin })}
      </Text>
    );
  const usual = written(value) || t("training.nothing");
  return (
    <Text size="xs" mt={4}>
      {t("training.recipe_has", { value: usual })}{" "}
      <Anchor component="button" type="button" inherit underline="always" onClick={onReset}>
        {t("training.reset")}
      </Anchor>
    </Text>
  );
}

function shortOf(main: (typeof mainPaths)[number]) {
  const names = {
    "schedule.learning_rate": "learning_rate",
    "model.lora.rank": "rank",
    "schedule.epochs": "epochs",
    "schedule.most_steps": "most_steps",
    "schedule.batch_size": "batch_size",
  } as const;
  return names[main];
}
