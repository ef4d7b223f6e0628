import { Checkbox, Fieldset, SimpleGrid, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { isAgain } from "@/lib/job-kinds";

import { fieldNames, type FieldName } from "../choices";
import { AmountField } from "./AmountField";
import { CheckGroupsField } from "./CheckGroupsField";
import { EngineField } from "./EngineField";
import { FailedCheckField } from "./FailedCheckField";
import { NameField } from "./NameField";
import type { FieldProps } from "./props";
import { RecognizersField } from "./RecognizersField";

/** These say how it is made; all others, which things are meant. */
const HOW: readonly FieldName[] = ["engine", "max_attempts"];

/** What a job of this kind can be told beyond its languages. */
export function KindFields(props: FieldProps) {
  const { t } = useTranslation();
  const names = fieldNames(props.kind);
  if (!isAgain(props.kind)) return <Fields names={names} {...props} />;
  return (
    <>
      <Fieldset legend={t("jobs.which")}>
        <Fields names={names.filter((name) => !HOW.includes(name))} {...props} />
      </Fieldset>
      <Fieldset legend={t("jobs.how")}>
        <Fields names={names.filter((name) => HOW.includes(name))} {...props} />
      </Fieldset>
    </>
  );
}

function Fields({ names, ...props }: FieldProps & { names: readonly FieldName[] }) {
  const inputs = names.filter((name) => isInput(name));
  return (
    <Stack>
      {names.includes("groups") && <CheckGroupsField {...props} />}
      {names.includes("recognizers") && <RecognizersField {...props} />}
      {inputs.length > 0 && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {inputs.map((name) => (
            <InputField key={name} name={name} {...props} />
          ))}
        </SimpleGrid>
      )}
      {switches
        .filter((name) => names.includes(name))
        .map((name) => (
          <SwitchField key={name} name={name} {...props} />
        ))}
    </Stack>
  );
}

const switches = ["set_aside", "text_changed", "corrected_only", "again"] as const;

function isInput(name: FieldName): boolean {
  return name !== "groups" && name !== "recognizers" && !switches.some((one) => one === name);
}

function SwitchField({
  name,
  choice,
  set,
  problem,
}: FieldProps & { name: (typeof switches)[number] }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      label={t(`jobs.choose_${name}`)}
      checked={choice[name] ?? false}
      error={problem(name)}
      onChange={(event) => set({ [name]: event.currentTarget.checked })}
    />
  );
}

function InputField({ name, ...props }: FieldProps & { name: FieldName }) {
  switch (name) {
    case "engine":
      return <EngineField {...props} />;
    case "failed_check":
      return <FailedCheckField {...props} />;
    case "made_by":
    case "voice":
    case "source":
      return <NameField name={name} {...props} />;
    case "score_below":
    case "max_attempts":
    case "per_text":
    case "max_tokens":
      return <AmountField name={name} {...props} />;
    default:
      return null;
  }
}
