import { type ChangeEvent, useState } from "react";

type Changed = ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>;

/** What a field of a form is given. */
export interface Field {
  name: string;
  value: string;
  onChange: (event: Changed) => void;
}

/** The texts of a form's fields as they are typed; what nobody touched stands at its default. */
export function useFields<T extends Record<string, string>>(usual: T) {
  const [typed, setTyped] = useState<Partial<T>>({});
  const values: T = { ...usual, ...typed };
  const set = (change: Partial<T>) => setTyped((before) => ({ ...before, ...change }));
  const field = (name: keyof T & string): Field => ({
    name,
    value: values[name] ?? "",
    onChange: ({ currentTarget: { value } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
  });
  return { values, set, field, reset: () => setTyped({}) };
}
