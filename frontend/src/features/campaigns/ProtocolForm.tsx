import { Button, Checkbox, Fieldset, Group, SimpleGrid, TextInput } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { NewProtocol } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { useCreateProtocol } from "./api/protocols";
import { numbers, standard, steps, toProtocol } from "./protocol-fields";

interface Props {
  slug: string;
  onMade: (id: number) => void;
  onCancel: () => void;
}

/** A protocol's settings; a name that is taken makes its next version. */
export function ProtocolForm({ slug, onMade, onCancel }: Props) {
  const { t } = useTranslation();
  const [values, setValues] = useState(standard);
  const create = useCreateProtocol(slug);
  const save = () => {
    const protocol: NewProtocol = toProtocol(values);
    create.mutate(protocol, { onSuccess: ({ id }) => onMade(id) });
  };
  const ready = values.name.trim() !== "" && numbers.every((name) => values[name] !== "");
  // It stands inside the campaign's form, which Enter would send.
  const saveByEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    if (ready && !create.isPending) save();
  };
  return (
    <Fieldset legend={t("protocol.create")} onKeyDown={saveByEnter}>
      <TextInput
        label={t("campaigns.name")}
        maxLength={60}
        value={values.name}
        onChange={({ currentTarget }) => setValues({ ...values, name: currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} my="sm" verticalSpacing="xs">
        {steps.map((step) => (
          <Checkbox
            key={step}
            label={t(`protocol.${step}`)}
            checked={values[step]}
            onChange={({ currentTarget }) =>
              setValues({ ...values, [step]: currentTarget.checked })
            }
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 2, xs: 3 }} verticalSpacing="xs">
        {numbers.map((name) => (
          <TextInput
            key={name}
            type="number"
            min={0}
            label={t(`protocol.${name}`)}
            value={values[name]}
            onChange={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value })}
          />
        ))}
      </SimpleGrid>
      <ErrorNote error={create.error} />
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={onCancel}>
          {t("common.cancel")}
        </Button>
        <Button disabled={!ready} loading={create.isPending} onClick={save}>
          {t("protocol.save")}
        </Button>
      </Group>
    </Fieldset>
  );
}
