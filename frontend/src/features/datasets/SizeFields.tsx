import { SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { numberOf } from "@/lib/forms";

import classes from "./SizeFields.module.css";

const names = ["dev_size", "test_size", "bench_size"] as const;

export type Sizes = Record<(typeof names)[number], number>;

export function sizesOf(form: FormData): Sizes {
  const [dev_size, test_size, bench_size] = [
    numberOf(form, "dev_size"),
    numberOf(form, "test_size"),
    numberOf(form, "bench_size"),
  ];
  return { dev_size, test_size, bench_size };
}

interface Props {
  sizes: Partial<Sizes>;
  /** Shown, but not to be changed any more. */
  fixed?: boolean;
}

/** How many items each split will hold; train takes the rest. */
export function SizeFields({ sizes, fixed = false }: Props) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={3} className={classes.sizes ?? ""}>
      {names.map((name) => (
        <TextInput
          key={name}
          name={name}
          type="number"
          min={1}
          defaultValue={sizes[name]}
          label={t(`datasets.${name}`)}
          readOnly={fixed}
          variant={fixed ? "filled" : "default"}
          required
        />
      ))}
    </SimpleGrid>
  );
}
